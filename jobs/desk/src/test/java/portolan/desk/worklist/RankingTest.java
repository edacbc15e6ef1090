// SPDX-License-Identifier: Apache-2.0
package portolan.desk.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.console.screen.DecisionDue;
import portolan.desk.index.CaseKey;
import portolan.desk.index.CaseRow;
import portolan.desk.index.Reason;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.SelectedBy;

class RankingTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    /** @param hours until it must be decided; null where nobody knows */
    static CaseRow row(String key, String office, @Nullable Lane lane, double score, @Nullable Integer hours) {
        return row(key, office, lane, score, hours, List.of(), "offence");
    }

    static CaseRow row(
            String key,
            String office,
            @Nullable Lane lane,
            double score,
            @Nullable Integer hours,
            List<Reason> reasons,
            String... alerted) {
        return new CaseRow(
                new CaseKey("t", key),
                "a",
                1,
                lane,
                SelectedBy.THRESHOLD,
                "offence",
                score,
                "a hash",
                new DecisionDue(hours == null ? null : NOON.plusSeconds(3600L * hours), NOON, true),
                null,
                null,
                null,
                null,
                office,
                null,
                null,
                0,
                null,
                reasons,
                List.of(alerted),
                false,
                NOON,
                NOON,
                new CaseRow.Work(null, null, null, null),
                new CaseRow.Decision(null, null, null, false, false, null, null),
                null,
                false,
                true);
    }

    private static final List<CaseRow> RISKIEST_FIRST = List.of(
            row("a", "NORTH", Lane.RED, 9, 30),
            row("b", "SOUTH", Lane.RED, 8, 20),
            row("c", "NORTH", Lane.RED, 7, null),
            row("d", "NORTH", Lane.RED, 6, 1),
            row("e", "NORTH", Lane.YELLOW, 5, 2));

    private static List<String> keys(List<CaseRow> rows) {
        return rows.stream().map(row -> row.key().consignment()).toList();
    }

    @Test
    void theBudgetTakesTheRiskiestAndOfThoseTheEarliestIsFirst() {
        Ranking ranking = Ranking.of(RISKIEST_FIRST, Map.of("NORTH", 2, "SOUTH", 1), null);
        assertThat(keys(ranking.within())).containsExactly("b", "a", "c");
        assertThat(keys(ranking.beyond())).as("the riskiest first").containsExactly("d", "e");
    }

    @Test
    void whatOneCanExamineOneselfIsOfAllOfficesTogether() {
        Ranking ranking = Ranking.of(RISKIEST_FIRST, Map.of("SOUTH", 5), 4);
        assertThat(keys(ranking.within())).containsExactly("d", "b", "a", "c");
        assertThat(keys(ranking.beyond())).as("documents are no examination").containsExactly("e");
    }

    @Test
    void whatIsNotReadYetTakesNoRoomAndStandsFirstBelowTheLine() {
        List<CaseRow> rows = new ArrayList<>(List.of(row("x", "NORTH", null, 0, null)));
        rows.addAll(RISKIEST_FIRST);

        Ranking ranking = Ranking.of(rows, Map.of("NORTH", 2, "SOUTH", 1), null);
        assertThat(keys(ranking.within())).containsExactly("b", "a", "c");
        assertThat(keys(ranking.beyond())).containsExactly("x", "d", "e");
    }

    @Test
    void withoutABudgetNothingIsAboveALine() {
        assertThat(Ranking.of(RISKIEST_FIRST, Map.of(), null).within()).isEmpty();
    }
}
