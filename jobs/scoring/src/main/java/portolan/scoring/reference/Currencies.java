// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Currencies by ISO 4217.
 *
 * <p>Publication: {@code iso_4217.json}, as the Debian iso-codes project publishes it; without it, the currencies that
 * the running Java knows, among them many that are no more, but none that is newer than that Java.
 */
public final class Currencies {
    static final Pattern LIST = Pattern.compile("iso_4217\\.json");

    private final Set<String> codes;

    private Currencies(Set<String> codes) {
        this.codes = codes;
    }

    static Currencies load(ReferenceFiles files, Found found, List<String> faults) throws IOException {
        Set<String> codes = new HashSet<>();
        ReferenceFile list = files.one(LIST, faults);
        if (list != null) {
            for (JsonFile.Entry entry : JsonFile.entries(list, "4217", "alpha_3", "name", faults)) {
                codes.add(entry.code());
            }
        } else {
            for (Currency currency : Currency.getAvailableCurrencies()) {
                codes.add(currency.getCurrencyCode());
            }
        }
        found.say(
                "currencies (ISO 4217)", list, codes.size(), codes.size() + " that this Java knows, with former ones");
        return new Currencies(codes);
    }

    /** Whether no such currency exists. */
    public boolean isUnknown(String code) {
        return !codes.contains(code);
    }
}
