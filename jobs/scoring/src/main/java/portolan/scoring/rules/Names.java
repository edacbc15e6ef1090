// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names that a list states: whole, or by their beginning, like {@code GR09*}; {@code *} is every name. Immutable. */
final class Names {
    private final Set<String> whole = new HashSet<>();

    /** None begins with another: the one before a name, in order, is the only one with which it can begin. */
    private final TreeSet<String> beginnings = new TreeSet<>();

    Names(Collection<String> stated) {
        TreeSet<String> stars = new TreeSet<>();
        for (String one : stated) {
            if (one.endsWith("*")) {
                stars.add(one.substring(0, one.length() - 1));
            } else {
                whole.add(one);
            }
        }
        for (String star : stars) {
            if (!begins(star)) {
                beginnings.add(star);
            }
        }
    }

    boolean has(String name) {
        return whole.contains(name) || begins(name);
    }

    boolean hasAll() {
        return beginnings.contains("");
    }

    private boolean begins(String name) {
        @Nullable String before = beginnings.floor(name);
        return before != null && name.startsWith(before);
    }
}
