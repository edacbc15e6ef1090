// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.HashSet;
import java.util.Set;

/**
 * What is new in the index.
 *
 * @param kinds what was read
 * @param keys consignments that it is about
 */
public record Change(Set<Kind> kinds, Set<CaseKey> keys) {
    static final Change NONE = new Change(Set.of(), Set.of());

    public Change {
        kinds = Set.copyOf(kinds);
        keys = Set.copyOf(keys);
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    Change and(Change more) {
        Set<Kind> allKinds = new HashSet<>(kinds);
        allKinds.addAll(more.kinds);
        Set<CaseKey> allKeys = new HashSet<>(keys);
        allKeys.addAll(more.keys);
        return new Change(allKinds, allKeys);
    }
}
