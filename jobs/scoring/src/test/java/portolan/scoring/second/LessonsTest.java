// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
import portolan.scoring.second.Lessons.Told;

class LessonsTest {
    private static final float[] NOTHING = {};

    private final Lessons lessons = new Lessons();

    private List<Row> finds(long before) {
        return lessons.known(before).inOrder().stream().filter(Row::find).toList();
    }

    @Test
    void theVersionThatWasReadLastBeforeItWasToldTeaches() {
        lessons.expect(new Told("a", 1, 20, true, true, null));
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
        lessons.expect(new Told("a", 1, 20, true, true, null));
        lessons.expect(new Told("a", 2, 21, true, false, null));
        lessons.expect(new Told("a", 1, 22, true, true, null));
        lessons.read("a", 10, NOTHING);

        assertThat(finds(21)).hasSize(1);
        assertThat(finds(30)).isEmpty();
        assertThat(lessons.told(30)).containsExactly(Map.entry("a", false));
    }

    @Test
    void aCorrectionThatTeachesNothingTakesBack() {
        lessons.expect(new Told("a", 1, 20, true, true, null));
        lessons.expect(new Told("a", 2, 21, false, false, null));
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
        lessons.expect(new Told("a", 1, 20, true, true, null));
        lessons.expect(new Told("a", 2, 40, true, true, null));
        lessons.read("a", 10, NOTHING);
        lessons.read("a", 30, NOTHING);

        assertThat(finds(50)).extracting(Row::orderTime).containsExactly(10L);
    }

    private void tell(int version, OutcomeCode code, Chosen chosen) {
        tell("a", version, code, chosen);
    }

    private void tell(String key, int version, OutcomeCode code, Chosen chosen) {
        lessons.expect(
                key,
                new Outcome(
                        "tenant",
                        new ConsignmentKey(key),
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
        lessons.expect(new Told("a", 1, 20, true, true, "NLRTM"));
        lessons.expect(new Told("b", 1, 20, true, true, null));
        lessons.expect(new Told("c", 1, 20, true, true, null));
        for (String key : List.of("a", "b", "c")) {
            lessons.filedAt(key, key.equals("c") ? null : "BEANR");
            lessons.read(key, 10, NOTHING);
        }

        assertThat(finds(30)).extracting(Row::office).containsExactly("NLRTM", "BEANR", "");
    }

    /** Who is of it in one deployment says nothing of another, and each tenth is a tenth. */
    @Test
    void whoStandsForTheTrafficIsAnotherTenthForEachSecret() {
        List<Set<String>> samples = new ArrayList<>();
        for (String secret : List.of("one", "other", "one")) {
            Lessons own = new Lessons(secret);
            IntStream.range(0, 5_000).forEach(bill -> own.read("MAEU:" + bill + ":2026", bill, NOTHING));
            samples.add(
                    own.known(Long.MAX_VALUE).inOrder().stream().map(Row::key).collect(Collectors.toSet()));
        }
        Set<String> both = new HashSet<>(samples.get(0));
        both.retainAll(samples.get(1));

        assertThat(samples.get(0)).hasSizeBetween(430, 570).isEqualTo(samples.get(2));
        assertThat(both).hasSizeBetween(25, 80);
    }

    @Test
    void whatWasWithdrawnIsNoTrafficUntilItIsFiledAgainAndWhatWasFoundOnItStays() {
        String sampled = IntStream.range(0, 100)
                .mapToObj(Integer::toString)
                .filter(key -> Lessons.isSampled(Lessons.spread(key)))
                .findFirst()
                .orElseThrow();
        lessons.expect(new Told("a", 1, 15, true, true, null));
        lessons.read("a", 10, NOTHING);
        lessons.read(sampled, 10, NOTHING);
        lessons.withdrawn("a", 12);
        lessons.withdrawn(sampled, 20);
        lessons.read(sampled, 30, NOTHING);

        assertThat(times(20)).as("not withdrawn yet").containsExactly(10L);
        assertThat(times(25)).isEmpty();
        assertThat(times(40)).containsExactly(30L);
        assertThat(finds(40)).extracting(Row::key, Row::orderTime).containsExactly(tuple("a", 10L));
    }

    private List<Long> times(long before) {
        return lessons.known(before).inOrder().stream()
                .filter(row -> !row.find())
                .map(Row::orderTime)
                .toList();
    }

    /** A find of the first weeks, when all parties are new, had another score than it would have now. */
    @Test
    void whatWasReadWhileMemoriesWereYoungStandsForNothing() {
        Chosen drawn = new Chosen(Chosen.By.RANDOM, 0.1, null, null);
        tell("a", 1, OutcomeCode.UNDERVALUED, drawn);
        tell("b", 1, OutcomeCode.UNDERVALUED, drawn);
        lessons.read("other", 5, NOTHING);
        lessons.read("a", 4 + Lessons.YOUNG, NOTHING);
        lessons.read("a", 6 + Lessons.YOUNG, NOTHING);
        lessons.read("b", 5 + Lessons.YOUNG, NOTHING);

        assertThat(lessons.standFor(Long.MAX_VALUE)).containsExactly(Map.entry("a", 0.0), Map.entry("b", 10.0));
    }
}
