package portolan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.Lane;

class ScoreReportTest {
    private static final ScoreReport NIGHT = new ScoreReport(
            54_000,
            53_985,
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
                0, 0, 0, 0, new TreeMap<>(), Map.of(), Map.of(), new ScoreReport.Budgets(0, 0, 0), 0, 0, List.of());

        assertThat(empty.text(Duration.ZERO)).doesNotContain("silent", "NaN", "a second", "was due");
    }

    @Test
    void saysWhatWasCountedAgainstBudgets() {
        ScoreReport counted = new ScoreReport(
                9, 9, 0, 0, new TreeMap<>(), Map.of(), Map.of(), new ScoreReport.Budgets(12, 1, 3), 0, 0, List.of());

        assertThat(counted.text(Duration.ofSeconds(1)))
                .contains("  budgets: exceeded 1 time in 12 days of offices, drifting lanes on those days 3"
                        + " (each in lanes.jsonl)");
    }
}
