// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is new in the index.
 *
 * @param byKind what was read, and the consignments that it is about
 */
public record Change(Map<Kind, Set<CaseKey>> byKind) {
    public Change {
        byKind = byKind.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
    }

    /** What was read. */
    public Set<Kind> kinds() {
        return byKind.keySet();
    }

    /** Consignments that it is about, as far as it is of these kinds. */
    public Set<CaseKey> keys(Kind... of) {
        return Stream.of(of)
                .flatMap(kind -> byKind.getOrDefault(kind, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
