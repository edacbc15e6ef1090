// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import portolan.schemas.avro.DeadlineKind;
import portolan.schemas.avro.DeadlineTold;
import portolan.schemas.avro.DecisionAction;

/** Deadlines of open consignments that near or have passed, and what of that was told on the topic. */
final class Deadlines {
    /** A deadline that is no further off nears. */
    static final Duration NEAR = Duration.ofHours(1);

    /** Of a feed of last year that is filed again today no deadline is missed, and none is ahead. */
    static final String LIVE = "abs(ordered_at - filed_at) <= 86400000";

    private static final String KIND = "CASE WHEN c.due < ?1 THEN 'PASSED' ELSE 'NEARS' END";

    private Deadlines() {}

    /** What is to be told at a time and was not, the earliest deadline first. What is decided no longer nears. */
    static List<DeadlineTold> untold(Sql sql, Instant now, int most) {
        return sql.all(
                row -> told(row, now),
                "SELECT c.tenant, c.key, " + KIND + ", c.due, c.assessment, c.lane, c.office, c.conveyance, c.action,"
                        + " c.decided_at FROM consignment c WHERE c.open = 1 AND c.withdrawn = 0 AND c.due <= ?2 AND "
                        + LIVE + " AND (c.due < ?1 OR c.under_way = 0) AND NOT EXISTS (SELECT 1 FROM told t"
                        + " WHERE t.tenant = c.tenant AND t.key = c.key AND t.due = c.due AND t.kind = " + KIND
                        + ") ORDER BY c.due, c.tenant, c.key LIMIT ?3",
                now,
                now.plus(NEAR),
                most);
    }

    private static DeadlineTold told(SqlRow row, Instant now) {
        return DeadlineTold.newBuilder()
                .setTenant(row.text())
                .setConsignmentKey(row.text())
                .setKind(DeadlineKind.valueOf(row.text()))
                .setDue(row.time())
                .setAt(now)
                .setAssessmentId(row.text())
                .setLane(Lanes.known(row.number()))
                .setOffice(row.textOrNull())
                .setConveyance(row.textOrNull())
                .setDecision(row.constantOrNull(DecisionAction.class))
                .setDecidedAt(row.timeOrNull())
                .build();
    }

    /** The bills of a journey whose deadline nears or has passed, and about which nothing is decided. */
    static List<CaseRow> undecided(Sql sql, String trip, Instant now, int most) {
        return sql.all(
                CaseRow::of,
                "SELECT " + CaseRow.COLUMNS + " FROM consignment WHERE trip = ? AND open = 1 AND withdrawn = 0"
                        + " AND under_way = 0 AND due <= ? AND " + LIVE + " ORDER BY due, lane, tenant, key LIMIT ?",
                trip,
                now.plus(NEAR),
                most);
    }

    static void write(Sql sql, DeadlineTold told) {
        sql.run(
                "INSERT OR IGNORE INTO told VALUES (?, ?, ?, ?, ?)",
                told.getTenant(),
                told.getConsignmentKey(),
                told.getDue(),
                told.getKind(),
                told.getAt());
    }

    /** Forgets what was told of consignments that are no longer at hand: nothing is told of those again. */
    static void prune(Sql sql, Instant before) {
        sql.run(
                "DELETE FROM told WHERE at < ? AND NOT EXISTS (SELECT 1 FROM consignment c"
                        + " WHERE c.tenant = told.tenant AND c.key = told.key)",
                before);
    }
}
