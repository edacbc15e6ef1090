// SPDX-License-Identifier: Apache-2.0
package portolan.desk.worklist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.DecisionDue;
import portolan.desk.index.CaseRow;
import portolan.schemas.avro.Lane;

/**
 * In which order a list is worked through: what the offices' budgets still have room for comes first, the earliest deadline
 * before the others; then the line; then the rest, the riskiest first. What was drawn at random has its room like the rest:
 * a draw that is never examined teaches nothing.
 *
 * @param within what budgets have room for; empty where no office states one
 * @param beyond the rest
 */
record Ranking(List<CaseRow> within, List<CaseRow> beyond) {
    private static final String ALL = "*";

    private static final Comparator<CaseRow> EARLIEST_FIRST = Comparator.comparing(
                    CaseRow::due, DecisionDue.EARLIEST_FIRST)
            .thenComparing(CaseRow::score, Comparator.reverseOrder())
            .thenComparing(row -> row.key().consignment());

    /**
     * The order.
     *
     * @param riskiestFirst the list as the index ranks it: by lane, then by score
     * @param room what each office can still examine today; an office without a budget is not in it
     * @param own what whoever looks can examine today, of all offices together; null where they did not say
     */
    static Ranking of(List<CaseRow> riskiestFirst, Map<String, Integer> room, @Nullable Integer own) {
        Map<String, Integer> left = new HashMap<>(own == null ? room : Map.of(ALL, own));
        List<CaseRow> within = new ArrayList<>();
        List<CaseRow> beyond = new ArrayList<>();
        for (CaseRow row : riskiestFirst) {
            String office = own != null ? ALL : Objects.requireNonNullElse(row.office(), "");
            boolean fits = row.lane() == Lane.RED && left.getOrDefault(office, 0) > 0;
            if (fits) {
                left.merge(office, -1, Integer::sum);
            }
            (fits ? within : beyond).add(row);
        }
        within.sort(EARLIEST_FIRST);
        return new Ranking(within, beyond);
    }
}
