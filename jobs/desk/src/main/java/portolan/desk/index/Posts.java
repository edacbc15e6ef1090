// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The offices that somebody works for. What is filed for another one, or for none, is on no office's list.
 *
 * @param offices by tenant; those of {@link #ANY_TENANT} of each
 */
public record Posts(Map<String, Set<String>> offices) {
    public static final String ANY_TENANT = "";

    /** Nobody is of an office: everybody sees all, and nothing is unassigned. */
    public static final Posts NONE = new Posts(Map.of());

    public Posts {
        offices = offices.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
    }

    /** The condition for consignments that are nobody's; of a tenant without offices none is. */
    String unassigned() {
        boolean isOfEach = offices.containsKey(ANY_TENANT);
        String assigned = new TreeMap<>(offices)
                .entrySet().stream()
                        .map(each -> ofTenant(each.getKey()) + " AND " + Scope.in("office", each.getValue()))
                        .collect(Collectors.joining(" OR ", "COALESCE(", ", 0)"));
        return offices.isEmpty()
                ? "0"
                : "(" + (isOfEach ? "1" : Scope.in("tenant", offices.keySet())) + " AND NOT " + assigned + ")";
    }

    private static String ofTenant(String tenant) {
        return tenant.equals(ANY_TENANT) ? "1" : Scope.in("tenant", Set.of(tenant));
    }
}
