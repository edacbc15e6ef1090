// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a declaration is lodged: whose numbers of traders the authority can look up.
 *
 * @param country ISO code
 */
record Territory(String country) {
    /** States that share their numbers; XI is Northern Ireland. */
    private static final Set<String> UNION = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI");

    private static final Pattern AUTHORITY = Pattern.compile("NTA\\.([A-Z]{2})");

    /** The United Kingdom, the last to run ICS1, unless the recipient is another country's authority. */
    static Territory of(XmlNode message) {
        Matcher authority = AUTHORITY.matcher(message.textAt("MesRecMES6"));
        return new Territory(authority.matches() ? authority.group(1) : "GB");
    }

    boolean knows(String number) {
        if (number.length() < 2) {
            return false;
        }
        String state = number.substring(0, 2);
        return state.equals(country) || (UNION.contains(country) && UNION.contains(state));
    }
}
