// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whose consignments somebody is shown. It holds for the thread that answers them: every question to the index is asked
 * within it, so that no page has to remember to. What the desk itself asks knows all.
 *
 * @param tenants empty for all
 * @param offices empty for all; a consignment of which no office is known is only shown to whoever is of all
 * @param posts what is of none of these offices is shown, too
 */
public record Scope(Set<String> tenants, Set<String> offices, Posts posts) {
    /** All consignments. */
    public static final Scope ALL = new Scope(Set.of(), Set.of(), Posts.NONE);

    private static final ThreadLocal<Scope> CURRENT = ThreadLocal.withInitial(() -> ALL);

    public Scope {
        tenants = Set.copyOf(tenants);
        offices = Set.copyOf(offices);
    }

    /** What is done within a scope. */
    @FunctionalInterface
    public interface Doing {
        void run() throws Exception;
    }

    static Scope current() {
        return CURRENT.get();
    }

    /** Does something that is shown no more than this. */
    public void within(Doing doing) throws Exception {
        Scope before = CURRENT.get();
        CURRENT.set(this);
        try {
            doing.run();
        } finally {
            CURRENT.set(before);
        }
    }

    /** Views that stand before the tables, for one connection: queries name the tables, and see no more than is theirs. */
    String views() {
        if (equals(ALL)) {
            return "";
        }
        String ofTenants = in("tenant", tenants);
        String ofOffices = ofTenants + " AND (" + in("office", offices) + " OR " + posts.unassigned() + ")";
        return view("consignment", ofOffices)
                + view("record", "EXISTS (SELECT 1 FROM temp.consignment c WHERE c.id = t.consignment)")
                + view("link", "EXISTS (SELECT 1 FROM temp.consignment c WHERE c.id = t.consignment)")
                + view("identity", "EXISTS (SELECT 1 FROM temp.link l WHERE l.identity = t.id)")
                + view("lane_count", ofOffices)
                + view("report", ofTenants);
    }

    private static String view(String table, String where) {
        return "CREATE TEMP VIEW " + table + " AS SELECT * FROM main." + table + " t WHERE " + where + "; ";
    }

    static String in(String column, Set<String> values) {
        return values.isEmpty()
                ? "1"
                : new TreeSet<>(values)
                        .stream()
                                .map(value -> '\'' + value.replace("'", "''") + '\'')
                                .collect(Collectors.joining(", ", column + " IN (", ")"));
    }
}
