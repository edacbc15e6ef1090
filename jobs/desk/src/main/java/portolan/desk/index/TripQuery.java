// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.TransportMode;

/** Journeys, added up from the consignments on them. */
final class TripQuery {
    private TripQuery() {}

    static List<Trip> expected(Sql sql, Instant from, Instant to) {
        return trips(
                sql,
                "trip IN (SELECT trip FROM consignment WHERE arrival >= ? AND arrival < ? AND trip IS NOT NULL)",
                "COALESCE(arrived, due) >= ? AND COALESCE(arrived, due) < ?",
                from,
                to);
    }

    static @Nullable Trip one(Sql sql, String trip) {
        List<Trip> found = trips(sql, "trip = ?", "trip = ?", trip);
        return found.isEmpty() ? null : found.get(0);
    }

    /** In the order of a worklist; null: of any lane. */
    static List<CaseRow> bills(Sql sql, String trip, @Nullable Lane lane, int from, int most) {
        return sql.all(
                CaseRow::of,
                "SELECT " + CaseRow.COLUMNS + " FROM consignment WHERE trip = ?1 AND withdrawn = 0"
                        + " AND (?2 IS NULL OR lane = ?2) ORDER BY lane, score DESC, tenant, key LIMIT ?3 OFFSET ?4",
                trip,
                lane == null ? null : Lanes.rank(lane),
                most,
                from);
    }

    static List<CaseRow> decided(Sql sql, String trip, DecisionAction action) {
        return sql.all(
                CaseRow::of,
                "SELECT " + CaseRow.COLUMNS + " FROM consignment WHERE trip = ?1 AND (action = ?2 OR proposed = ?2)"
                        + " ORDER BY decided_at, tenant, key",
                trip,
                action);
    }

    static List<Trip.SharedBox> sharedBoxes(Sql sql, String trip, int most) {
        return sql.all(
                row -> new Trip.SharedBox(row.text(), (int) row.number()),
                "SELECT i.label, count(DISTINCT c.id) AS bills FROM consignment c JOIN link l ON l.consignment = c.id"
                        + " JOIN identity i ON i.id = l.identity WHERE c.trip = ? AND c.withdrawn = 0 AND i.kind = 'BOX'"
                        + " GROUP BY i.id HAVING bills > 1 ORDER BY bills DESC, i.label LIMIT ?",
                trip,
                most);
    }

    private static List<Trip> trips(Sql sql, String ofConsignments, String ofReports, Object... values) {
        Map<String, Sum> sums = new TreeMap<>();
        sql.all(
                        Part::of,
                        "SELECT trip, max(mode), max(conveyance), min(arrival), lane, count(*), sum(open), sum(boxes),"
                                + " count(due), sum(due IS NOT NULL AND CASE WHEN " + Deadlines.LIVE
                                + " THEN ordered_at ELSE filed_at END <= due),"
                                + " min(CASE WHEN open = 1 AND under_way = 0 AND " + Deadlines.LIVE
                                + " THEN due END) FROM consignment WHERE "
                                + ofConsignments + " AND withdrawn = 0 GROUP BY trip, lane",
                        values)
                .forEach(part -> sums.computeIfAbsent(part.trip(), Sum::new).add(part));
        sql.all(
                        Report::of,
                        "SELECT trip, mode, place, name, voyage, due, arrived FROM report WHERE " + ofReports
                                + " ORDER BY at",
                        values)
                .forEach(report -> sums.computeIfAbsent(report.trip(), Sum::new).reported = report);
        return sums.values().stream()
                .map(Sum::trip)
                .sorted(Comparator.comparing(Trip::arrival, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Trip::id))
                .toList();
    }

    private record Report(
            String trip,
            @Nullable TransportMode mode,
            String place,
            @Nullable String name,
            @Nullable String voyage,
            @Nullable Instant due,
            @Nullable Instant arrived) {
        static Report of(SqlRow row) {
            return new Report(
                    row.text(),
                    row.constantOrNull(TransportMode.class),
                    row.text(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.timeOrNull(),
                    row.timeOrNull());
        }
    }

    private record Part(
            String trip,
            @Nullable TransportMode mode,
            @Nullable String name,
            @Nullable Instant arrival,
            @Nullable Lane lane,
            int bills,
            int open,
            int boxes,
            int withDue,
            int inTime,
            @Nullable Instant nextDue) {
        static Part of(SqlRow row) {
            return new Part(
                    row.text(),
                    row.constantOrNull(TransportMode.class),
                    row.textOrNull(),
                    row.timeOrNull(),
                    Lanes.of(row.numberOrNull()),
                    (int) row.number(),
                    (int) row.number(),
                    (int) row.number(),
                    (int) row.number(),
                    (int) row.number(),
                    row.timeOrNull());
        }
    }

    /** One journey while it is added up. */
    private static final class Sum {
        private final String id;
        private final List<Part> parts = new ArrayList<>();
        private @Nullable Report reported;

        Sum(String id) {
            this.id = id;
        }

        void add(Part part) {
            parts.add(part);
        }

        Trip trip() {
            Report report = reported;
            Map<Lane, Integer> lanes = new EnumMap<>(Lane.class);
            TransportMode mode = report == null ? null : report.mode();
            String name = null;
            Instant arrival = null;
            for (Part part : parts) {
                if (part.lane() != null) {
                    lanes.put(part.lane(), part.bills());
                }
                mode = part.mode() == null ? mode : part.mode();
                name = part.name() == null ? name : part.name();
                arrival = arrival == null
                                || (part.arrival() != null && part.arrival().isBefore(arrival))
                        ? part.arrival()
                        : arrival;
            }
            Instant due = report == null ? null : report.due();
            Instant arrived = report == null ? null : report.arrived();
            return new Trip(
                    id,
                    mode,
                    name == null ? named(report) : name,
                    arrival == null ? (arrived == null ? due : arrived) : arrival,
                    due,
                    arrived,
                    report == null || report.place().isEmpty() ? null : report.place(),
                    parts.stream().mapToInt(Part::bills).sum(),
                    lanes,
                    parts.stream().mapToInt(Part::open).sum(),
                    parts.stream().mapToInt(Part::boxes).sum(),
                    parts.stream().mapToInt(Part::withDue).sum(),
                    parts.stream().mapToInt(Part::inTime).sum(),
                    nextDue());
        }

        private @Nullable Instant nextDue() {
            Instant next = null;
            for (Part part : parts) {
                Instant due = part.nextDue();
                next = due != null && (next == null || due.isBefore(next)) ? due : next;
            }
            return next;
        }

        private String named(@Nullable Report report) {
            if (report == null || report.name() == null) {
                return id.replace('~', ' ');
            }
            return report.voyage() == null ? report.name() : report.name() + ", " + report.voyage();
        }
    }
}
