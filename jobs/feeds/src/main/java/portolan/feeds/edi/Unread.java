// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Messages that are known and of which no filing comes. */
final class Unread {
    /** Types that are named at most. */
    static final int SHOWN = 8;

    private static final Map<String, String> HOLDS =
            Map.of("IFTMIN", "transport instructions", "CUSRES", "answers", "CONTRL", "answers", "997", "answers");

    private Unread() {}

    static String why(List<String> types) {
        return types.isEmpty()
                ? "no message in the interchange"
                : types.stream().limit(SHOWN).map(Unread::why).collect(Collectors.joining("; "));
    }

    private static String why(String type) {
        return HOLDS.containsKey(type)
                ? type + " holds " + HOLDS.get(type) + "; not read yet"
                : "no format that is read has this message type: type='"
                        + type.substring(0, Math.min(type.length(), SHOWN)) + '\'';
    }
}
