// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.List;
import java.util.Map;

/** Messages that are known and of which no filing comes. */
final class Unread {
    /** Types that are named at most. */
    static final int SHOWN = 8;

    private static final Map<String, String> HOLDS = Map.ofEntries(
            Map.entry("IFTMIN", "transport instructions"),
            Map.entry("CUSRES", "answers"),
            Map.entry("CONTRL", "answers"),
            Map.entry("997", "answers"));

    private Unread() {}

    static String why(List<String> types) {
        if (types.isEmpty()) {
            return "no message in the interchange";
        }
        StringBuilder why = new StringBuilder();
        for (String type : types.subList(0, Math.min(types.size(), SHOWN))) {
            why.append(why.length() == 0 ? "" : "; ");
            String holds = HOLDS.get(type);
            if (holds == null) {
                why.append("no format that is read has this message type: type='")
                        .append(type.length() <= SHOWN ? type : type.substring(0, SHOWN))
                        .append('\'');
            } else {
                why.append(type).append(" holds ").append(holds).append("; not read yet");
            }
        }
        return why.toString();
    }
}
