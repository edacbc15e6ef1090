// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;

class LessonsTest {
    private static final float[] NOTHING = {};

    private final Lessons lessons = new Lessons();

    private List<Row> finds(long before) {
        return lessons.known(before).inOrder().stream().filter(Row::find).toList();
    }

    @Test
    void theVersionThatWasReadLastBeforeItWasToldTeaches() {
        lessons.expect("a", 1, 20, true, true);
        lessons.fired("a", Map.of("rule", 1L));
        lessons.read("a", 10, NOTHING);
        lessons.fired("a", Map.of("rule", 2L));
        lessons.read("a", 15, NOTHING);
        lessons.fired("a", Map.of("rule", 3L));
        lessons.read("a", 25, NOTHING);

        assertThat(finds(20)).as("not yet told").isEmpty();
        assertThat(finds(30))
                .singleElement()
                .satisfies(row -> assertThat(row.fired()).containsEntry("rule", 2L));
    }

    @Test
    void whatIsSentAgainDoesNotOverrideItsCorrection() {
        lessons.expect("a", 1, 20, true, true);
        lessons.expect("a", 2, 21, true, false);
        lessons.expect("a", 1, 22, true, true);
        lessons.read("a", 10, NOTHING);

        assertThat(finds(21)).hasSize(1);
        assertThat(finds(30)).isEmpty();
        assertThat(lessons.told(30)).containsExactly(Map.entry("a", false));
    }

    @Test
    void aCorrectionThatTeachesNothingTakesBack() {
        lessons.expect("a", 1, 20, true, true);
        lessons.expect("a", 2, 21, false, false);
        lessons.read("a", 10, NOTHING);

        assertThat(finds(30)).isEmpty();
        assertThat(lessons.told(30)).isEmpty();
    }

    @Test
    void aFitJudgesFourWeeksFromTheFirstVersionOn() {
        long fourWeeks = Duration.ofDays(28).toMillis();
        lessons.read("a", 1_000, NOTHING);
        lessons.read("b", 5_000, NOTHING);

        assertThat(lessons.fittedAt(fourWeeks + 999)).isEqualTo(1_000);
        assertThat(lessons.fittedAt(fourWeeks + 1_000)).isEqualTo(fourWeeks + 1_000);
        assertThat(lessons.fittedAt(3 * fourWeeks)).isEqualTo(2 * fourWeeks + 1_000);
    }

    /** Amended between two tellings, to what looks clean. */
    @Test
    void aCorrectionIsOfTheVersionThatWasInspected() {
        lessons.expect("a", 1, 20, true, true);
        lessons.expect("a", 2, 40, true, true);
        lessons.read("a", 10, NOTHING);
        lessons.read("a", 30, NOTHING);

        assertThat(finds(50)).extracting(Row::orderTime).containsExactly(10L);
    }

    private void tell(int version, OutcomeCode code, Chosen chosen) {
        lessons.expect(
                "a",
                new Outcome(
                        "tenant",
                        new ConsignmentKey("a"),
                        code,
                        code != OutcomeCode.NOT_EXAMINED,
                        version,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        chosen,
                        new Position(20 + version, Position.Input.OUTCOME, "outcomes", 0, version)));
    }

    @Test
    void whatWasDrawnStandsForWhatWasNotAndACorrectionNeedNotSaySoAgain() {
        tell(1, OutcomeCode.NOTHING_FOUND, new Chosen(Chosen.By.RANDOM, 0.02, null, null));
        tell(2, OutcomeCode.UNDERVALUED, Chosen.UNSAID);

        assertThat(lessons.standFor(22)).containsExactly(Map.entry("a", 50.0));
        assertThat(lessons.standFor(30)).containsExactly(Map.entry("a", 50.0));
    }

    @Test
    void whatACorrectionSaysWasChosenByAPersonStandsForNobody() {
        tell(1, OutcomeCode.UNDERVALUED, Chosen.by(Chosen.By.ENGINE));
        tell(2, OutcomeCode.UNDERVALUED, Chosen.by(Chosen.By.TIP));
        tell(1, OutcomeCode.UNDERVALUED, Chosen.by(Chosen.By.ENGINE));

        assertThat(lessons.standFor(22)).containsExactly(Map.entry("a", 1.0));
        assertThat(lessons.standFor(30)).containsExactly(Map.entry("a", 0.0));
    }

    @Test
    void whatWasNotExaminedStandsForNobody() {
        tell(1, OutcomeCode.NOT_EXAMINED, new Chosen(Chosen.By.RANDOM, 0.02, null, null));

        assertThat(lessons.standFor(30)).containsExactly(Map.entry("a", 0.0));
        assertThat(Chosen.by(Chosen.By.RANDOM).standsFor())
                .as("of an unknown share")
                .isZero();
    }

    @Test
    void anOutcomeIsOfItsOfficeOrOfWhereTheConsignmentWasFiled() {
        lessons.expect(new Lessons.Told("a", 1, 20, true, true, "NLRTM"));
        lessons.expect("b", 1, 20, true, true);
        lessons.expect("c", 1, 20, true, true);
        for (String key : List.of("a", "b", "c")) {
            lessons.filedAt(key, key.equals("c") ? null : "BEANR");
            lessons.read(key, 10, NOTHING);
        }

        assertThat(finds(30)).extracting(Row::office).containsExactly("NLRTM", "BEANR", "");
    }
}
