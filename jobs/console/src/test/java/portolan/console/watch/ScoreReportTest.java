// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import portolan.console.Expected;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.Lane;

class ScoreReportTest {
    private static final ScoreReport NIGHT = new ScoreReport(
            54_000,
            53_985,
            0,
            ScoreReport.Outcomes.NONE,
            2,
            1,
            new TreeMap<>(Map.of("MISSING_FIELD", 3L, "NEGATIVE_MASS", 9L)),
            Map.of(AlertState.OPENED, 1_213L, AlertState.UPDATED, 4L),
            Map.of(Lane.RED, 1_213L, Lane.YELLOW, 2_604L, Lane.GREEN, 50_168L),
            new ScoreReport.Budgets(0, 0, 0),
            50_002,
            7,
            List.of(
                    "container_check_digit",
                    "freight_paid_cash",
                    "port_exposure",
                    "vague_description",
                    "weight_out_of_habit"));

    @Test
    void looksAsCommitted() {
        Expected.assertLooksLike(
                "score-report.txt",
                NIGHT.text(Duration.ofMillis(72_400)).lines().toList());
    }

    @Test
    void saysNothingOfWhatIsNotThere() {
        ScoreReport empty = new ScoreReport(
                0,
                0,
                0,
                ScoreReport.Outcomes.NONE,
                0,
                0,
                new TreeMap<>(),
                Map.of(),
                Map.of(),
                new ScoreReport.Budgets(0, 0, 0),
                0,
                0,
                List.of());

        assertThat(empty.text(Duration.ZERO)).doesNotContain("silent", "NaN", "a second", "was due");
    }

    @Test
    void saysWhatWasCountedAgainstBudgets() {
        ScoreReport counted = new ScoreReport(
                9,
                9,
                0,
                ScoreReport.Outcomes.NONE,
                0,
                0,
                new TreeMap<>(),
                Map.of(),
                Map.of(),
                new ScoreReport.Budgets(12, 1, 3),
                0,
                0,
                List.of());

        assertThat(counted.text(Duration.ofSeconds(1)))
                .contains("  budgets: exceeded 1 time in 12 days of offices, drifting lanes on those days 3"
                        + " (each in lanes.jsonl)");
    }

    @Test
    void rejectedOutcomesStandFirstWithTheTenantThatTheyShouldState() {
        String text = reporting(new ScoreReport.Outcomes(10, 6, 5, "default", "NL-1"), 40);

        assertThat(text).startsWith("Most outcomes were rejected, 6 of 10: what inspections found is missing");
        assertThat(text.replaceAll("\\s+", " "))
                .contains(
                        "5 outcomes of tenant 'default' (what states none is of 'default') are of consignments that are"
                                + " filed under another tenant, 'NL-1': state the tenant of the filing")
                .contains("9 filings and 10 outcomes read in 1 s", "rejected, 6 outcomes among them")
                .contains("Not among them: 40 assessments made when the bills");
        assertThat(reporting(new ScoreReport.Outcomes(10, 5, 0, "", ""), 0)).startsWith("9 filings and 10 outcomes");
    }

    private static String reporting(ScoreReport.Outcomes outcomes, long reassessments) {
        return new ScoreReport(
                        9,
                        9,
                        reassessments,
                        outcomes,
                        0,
                        0,
                        new TreeMap<>(Map.of("OUTCOME_FOR_UNKNOWN_CONSIGNMENT", outcomes.rejected())),
                        Map.of(),
                        Map.of(),
                        new ScoreReport.Budgets(0, 0, 0),
                        0,
                        0,
                        List.of())
                .text(Duration.ofSeconds(1));
    }
}
