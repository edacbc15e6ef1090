// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Countries by ISO 3166-1 alpha-2.
 *
 * <p>Publication: {@code iso_3166-1.json}, as the Debian iso-codes project publishes it; without it, the countries that
 * the running Java knows. Codes that ISO leaves to users (AA, QM to QZ, XA to XZ, ZZ) are in customs' daily use, like
 * XI and XK, and never called unknown; so is EU.
 */
public final class Countries {
    static final Pattern LIST = Pattern.compile("iso_3166-1\\.json");

    private final Set<String> codes;

    private Countries(Set<String> codes) {
        this.codes = codes;
    }

    static Countries load(ReferenceFiles files, Found found, List<String> faults) throws IOException {
        Set<String> codes = new HashSet<>();
        ReferenceFile list = files.one(LIST, faults);
        if (list != null) {
            for (JsonFile.Entry entry : JsonFile.entries(list, "3166-1", "alpha_2", "name", faults)) {
                codes.add(entry.code());
            }
        } else {
            codes.addAll(Set.of(Locale.getISOCountries()));
        }
        found.say("countries (ISO 3166-1)", list, codes.size(), codes.size() + " that this Java knows");
        return new Countries(codes);
    }

    /** Whether no such country exists. */
    public boolean isUnknown(String code) {
        return !codes.contains(code) && !isLeftToUsers(code);
    }

    private static boolean isLeftToUsers(String code) {
        if (code.length() != 2) {
            return false;
        }
        char first = code.charAt(0);
        char second = code.charAt(1);
        boolean letter = second >= 'A' && second <= 'Z';
        return (first == 'X' && letter)
                || (first == 'Q' && second >= 'M' && second <= 'Z')
                || code.equals("AA")
                || code.equals("ZZ")
                || code.equals("EU");
    }
}
