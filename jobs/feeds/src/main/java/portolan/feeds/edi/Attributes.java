// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a bill has and a filing has no place for, by element or segment. */
final class Attributes {
    private final Map<String, String> byName = new LinkedHashMap<>();
    private final Values values;

    Attributes(Values values) {
        this.values = values;
        values.unreadInto(this);
    }

    /** Adds a text unless it is blank; the second of a name is numbered. */
    void add(String name, String text) {
        String plain = values.text(text);
        if (plain == null) {
            return;
        }
        String free = name;
        for (int again = 2; byName.containsKey(free); again++) {
            free = name + "#" + again;
        }
        byName.put(free, plain);
    }

    /** Adds a whole segment by its tag. */
    void add(Segment segment) {
        add(segment.tag(), segment.toString());
    }

    Map<String, String> byName() {
        return byName;
    }
}
