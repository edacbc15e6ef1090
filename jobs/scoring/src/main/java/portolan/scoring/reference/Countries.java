// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Countries by ISO 3166-1 alpha-2.
 *
 * <p>Publication: {@code iso_3166-1.json}, as the Debian iso-codes project publishes it; without it, the countries that
 * the running Java knows. Codes that ISO leaves to users (AA, QM to QZ, XA to XZ, ZZ) are in customs' daily use, like
 * XI and XK, and never called unknown; so is EU.
 */
public final class Countries {
    static final Pattern LIST = Pattern.compile("iso_3166-1\\.json");

    private final Map<String, String> names;

    private Countries(Map<String, String> names) {
        this.names = names;
    }

    static Countries load(ReferenceFiles files, Found found, List<String> faults) throws IOException {
        Map<String, String> names = new HashMap<>();
        ReferenceFile list = files.one(LIST, faults);
        if (list != null) {
            for (JsonFile.Entry entry : JsonFile.entries(list, "3166-1", "alpha_2", "name", faults)) {
                names.put(entry.code(), entry.name());
            }
        } else {
            for (String code : Locale.getISOCountries()) {
                names.put(code, new Locale("", code).getDisplayCountry(Locale.ENGLISH));
            }
        }
        found.say("countries (ISO 3166-1)", list, names.size(), names.size() + " that this Java knows");
        return new Countries(names);
    }

    /** Whether no such country exists. */
    public boolean isUnknown(String code) {
        return !names.containsKey(code) && !isLeftToUsers(code);
    }

    /** The country's name, or null when it is not listed. */
    public @Nullable String name(String code) {
        return names.get(code);
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
