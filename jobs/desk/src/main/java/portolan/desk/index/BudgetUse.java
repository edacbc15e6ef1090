// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Lane;

/**
 * What came into one lane of one office on a day, and what became of it.
 *
 * @param selected consignments that came into this lane, their strictest, on that day; those drawn included
 * @param drawn how many of them exploration put there
 * @param budget what the office can look at, as the job last counted it for such a day of the week; null: not known
 * @param decided consignments of the office about which an examination or a scan was decided on that day
 */
public record BudgetUse(
        String office,
        Lane lane,
        int selected,
        int drawn,
        @Nullable Integer budget,
        int decided) {
    /** What it may still examine; 0 where no budget is known. */
    public int room() {
        return budget == null ? 0 : Math.max(0, budget - decided);
    }

    /** The same against another budget. */
    public BudgetUse of(int other) {
        return new BudgetUse(office, lane, selected, drawn, other, decided);
    }

    private static final long DAY = Duration.ofDays(1).toMillis();

    static List<BudgetUse> on(Sql sql, LocalDate day) {
        long from = day.toEpochDay() * DAY;
        return sql.all(
                row -> new BudgetUse(
                        row.text(),
                        Lanes.known(row.number()),
                        (int) row.number(),
                        (int) row.number(),
                        integer(row.numberOrNull()),
                        (int) row.number()),
                "WITH examined AS MATERIALIZED (SELECT tenant, office, count(*) AS decided FROM consignment"
                        + " WHERE decided_at >= ?2 AND decided_at < ?3 AND action IN ('EXAMINE', 'SCAN')"
                        + " GROUP BY tenant, office)"
                        + " SELECT c.office, c.lane, sum(c.came), sum(c.drawn), (SELECT budget FROM"
                        + " lane_count l WHERE l.tenant = c.tenant AND l.office = c.office AND l.lane = c.lane"
                        + " AND l.weekday = ?1), (SELECT sum(decided) FROM examined e WHERE e.office = c.office)"
                        + " FROM (SELECT tenant, office, strictest AS lane, 1 AS came, strictest_drawn AS drawn"
                        + " FROM consignment WHERE strictest_at >= ?2 AND strictest_at < ?3"
                        // What was examined takes room also where nothing came on that day.
                        + " UNION ALL SELECT tenant, office, 0, 0, 0 FROM examined) c"
                        + " WHERE c.office IS NOT NULL GROUP BY c.tenant, c.office, c.lane ORDER BY c.office, c.lane",
                day.getDayOfWeek().getValue(),
                from,
                from + DAY);
    }

    private static @Nullable Integer integer(@Nullable Long number) {
        return number == null ? null : number.intValue();
    }
}
