// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks from one consignment over what it shares to others, breadth first, and stops at a number of nodes. */
final class LinksQuery {
    /** Named by more consignments, an identity is collapsed: a forwarder joins everybody. */
    static final int MOST_SHARING = 25;

    private static final int STEPS = 2;

    private final Sql sql;
    private final int most;
    private final Map<Long, Links.Case> cases = new LinkedHashMap<>();
    private final Map<Long, Links.Shared> identities = new LinkedHashMap<>();
    private final Set<Links.Edge> edges = new LinkedHashSet<>();
    private final Map<Long, Integer> namedBy = new HashMap<>();
    private int left;

    private LinksQuery(Sql sql, int most) {
        this.sql = sql;
        this.most = most;
    }

    /** Null where the consignment is not known. */
    static @Nullable Links run(Sql sql, CaseKey key, int most) {
        LinksQuery query = new LinksQuery(sql, most);
        Long start = sql.id(key);
        return start == null ? null : query.from(start);
    }

    static List<CaseRow> openSharing(Sql sql, CaseKey key, int most) {
        Long start = sql.id(key);
        LinksQuery query = new LinksQuery(sql, most);
        Set<Long> others = new LinkedHashSet<>();
        for (Named named : start == null ? List.<Named>of() : query.named(start)) {
            List<Long> sharing = sql.all(
                    SqlRow::number,
                    "SELECT DISTINCT consignment FROM link WHERE identity = ? LIMIT ?",
                    named.identity(),
                    MOST_SHARING + 1);
            others.addAll(sharing.size() > MOST_SHARING ? List.of() : sharing);
        }
        others.remove(start);
        return others.stream()
                .map(other ->
                        sql.first(CaseRow::of, "SELECT " + CaseRow.COLUMNS + " FROM consignment WHERE id = ?", other))
                .filter(row -> row != null && row.open())
                .map(Objects::requireNonNull)
                .sorted(Comparator.comparing(CaseRow::changedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed()
                        .thenComparing(row -> row.key().consignment()))
                .limit(most)
                .toList();
    }

    private Links from(long start) {
        List<Long> reached = new ArrayList<>(List.of(start));
        add(start, 0);
        for (int step = 1; step <= STEPS; step++) {
            List<Long> next = new ArrayList<>();
            for (long consignment : reached) {
                for (Named named : named(consignment)) {
                    next.addAll(through(consignment, named, step));
                }
            }
            reached = next;
        }
        for (long last : reached) {
            // What the last ones share with those already shown; what they name alone leads nowhere.
            named(last).stream()
                    .filter(named -> identities.containsKey(named.identity()))
                    .forEach(named -> edge(last, named));
        }
        List<Links.Node> nodes = new ArrayList<>(cases.values());
        nodes.addAll(identities.values());
        return new Links(nodes, List.copyOf(edges), left);
    }

    private void add(long consignment, int step) {
        CaseRow row =
                sql.first(CaseRow::of, "SELECT " + CaseRow.COLUMNS + " FROM consignment WHERE id = ?", consignment);
        if (row != null) {
            cases.put(consignment, new Links.Case("c" + consignment, row, step));
        }
    }

    /** The consignments behind one identity that were not reached before. */
    private List<Long> through(long consignment, Named named, int step) {
        List<Long> reached = new ArrayList<>();
        int sharing = namedBy.computeIfAbsent(
                named.identity(), id -> count("SELECT count(DISTINCT consignment) FROM link WHERE identity = ?", id));
        // Alone on a consignment one step away it connects nothing.
        if (sharing < 2 && step > 1) {
            return reached;
        }
        boolean collapsed = sharing > MOST_SHARING;
        if (!identities.containsKey(named.identity())) {
            if (isFull()) {
                left++;
                return reached;
            }
            identities.put(named.identity(), named.shared(sharing, collapsed));
        }
        edge(consignment, named);
        if (!collapsed && sharing > 1) {
            for (long other : sql.all(
                    SqlRow::number,
                    "SELECT DISTINCT consignment FROM link WHERE identity = ? ORDER BY consignment DESC",
                    named.identity())) {
                if (cases.containsKey(other)) {
                    continue;
                }
                if (isFull()) {
                    left++;
                } else {
                    add(other, step);
                    reached.add(other);
                    edge(other, named);
                }
            }
        }
        return reached;
    }

    private boolean isFull() {
        return cases.size() + identities.size() >= most;
    }

    private void edge(long consignment, Named named) {
        edges.add(new Links.Edge("c" + consignment, "i" + named.identity(), named.role()));
    }

    private int count(String of, long id) {
        Long count = sql.first(SqlRow::number, of, id);
        return count == null ? 0 : count.intValue();
    }

    private record Named(long identity, IdentityKind kind, String value, String label, String role) {
        Links.Shared shared(int sharing, boolean collapsed) {
            return new Links.Shared("i" + identity, kind, value, label, sharing, collapsed);
        }
    }

    private List<Named> named(long consignment) {
        List<Named> all = new ArrayList<>();
        for (Named named : sql.all(
                LinksQuery::named,
                "SELECT i.id, i.kind, i.value, i.label, l.role FROM link l JOIN identity i ON i.id = l.identity"
                        + " WHERE l.consignment = ? ORDER BY i.kind DESC, i.value, l.role",
                consignment)) {
            if (named.kind().connects()) {
                all.add(named);
            }
        }
        return all;
    }

    private static Named named(SqlRow row) {
        long id = row.number();
        IdentityKind kind = row.constantOrNull(IdentityKind.class);
        return new Named(id, kind == null ? IdentityKind.NAME : kind, row.text(), row.text(), row.text());
    }
}
