// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.archive.ArchivedOutcome;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;

/** Every number of an answer is what the slow way gives: objects, one consignment after the other. */
class WhatIfTest {
    /** Other weights, other thresholds by office and day, another draw, other fields, a threat more and one less. */
    private static final String TEXT = """
            name: candidate
            version: 1
            why: asked about in tests
            alert: yellow
            exploration: {share: 0.05, seed: 9}
            budgets: {DEHAM: {mon-fri: {red: 4, yellow: 6}, sat-sun: {red: 1}}, NLRTM: {red: 3}, XXXXX: {red: 1}}
            threats:
              revenue:
                prior: -5
                lanes: {red: 0.5, yellow: -2, blue: -4}
                offices: {DEHAM: {mon-fri: {red: -1, yellow: -2, blue: -3}, sun: {red: 2, yellow: 1, blue: 0}}}
              security: {prior: -6, lanes: {red: -1, yellow: -2, blue: -3}}
            groups: {offences: 5}
            rules:
              - {id: goods, threats: [revenue], when: commodity_offence_rate > 1.5, bits: commodity_offence_rate, group: offences, why: a}
              - {id: shipper, threats: [revenue], when: shipper_offence_rate > 1.0, bits: 2, group: offences, why: b}
              - {id: bananas, threats: [security], when: "consignment.hs4.exists(h, h == '0803') && consignment.loadingPort == 'ECGYE'", bits: 3, why: c}
              - {id: weight, threats: [security, revenue], when: known(weight_out_of_habit) && weight_out_of_habit > 3.0, bits: 2, why: d}
              - {id: never, threats: [revenue], when: amendment_churn > 1.0, bits: 2, why: e}
              - {id: shipper-too, threats: [revenue], when: shipper_offence_rate > 1.0, bits: 0.1, why: f}
            """;

    private static final InventedArchive INVENTED = new InventedArchive();
    private static final RuleSet CANDIDATE = InventedArchive.compiled(TEXT);

    @TempDir
    private static Path written = Path.of(".");

    private static Map<String, NaiveStanding> then = Map.of();
    private static Map<String, NaiveStanding> now = Map.of();
    private static Archive archive = new Archive(Path.of("."), List.of(), List.of());
    private static @Nullable LoadedArchive opened;

    @TempDir
    private Path directory = Path.of(".");

    /** Once: no test changes what was written, and no question what is loaded. */
    @BeforeAll
    static void load() throws Exception {
        archive = INVENTED.write(written);
        // Loaded for another question: what the candidate reads beside is read when it is asked.
        opened = LoadedArchive.of(archive, INVENTED.then(), null, null);
        then = NaiveStanding.then(INVENTED.assessments());
        now = NaiveStanding.now(INVENTED.assessments(), CANDIDATE);
    }

    @AfterAll
    static void close() {
        loaded().close();
    }

    /** Thresholds alone are turned, so that scores are kept; a weight is, so that they are not. */
    @Test
    void anAnswerIsTheSameWhateverWasAskedBefore() throws Exception {
        String text = INVENTED.then().text();
        LoadedArchive asked = loaded();
        for (String next : List.of(
                text,
                text.replace("red: 0,", "red: 1.5,"),
                text.replace("red: -1,", "red: -2.25,").replace("share: 0.1", "share: 0.05"),
                text.replace("bits: 2.5", "bits: 1.25"),
                text.replace("prior: -5", "prior: -5.005"),
                text)) {
            RuleSet ruleSet = InventedArchive.compiled(next);
            try (LoadedArchive fresh = LoadedArchive.of(archive, ruleSet, null, null)) {
                assertThat(asked.ask(ruleSet)).isEqualTo(fresh.ask(ruleSet));
            }
        }
    }

    @Test
    void nothingMovesUnderTheRuleSetThatWasInForce() throws Exception {
        WhatIfAnswer answer = loaded().ask(INVENTED.then());

        assertThat(answer.moves()).isEmpty();
        for (Lane lane : Lane.values()) {
            assertThat(answer.lanes().entered(lane)).isZero();
            assertThat(answer.lanes().then(lane)).isPositive();
        }
        assertThat(answer.hits().lost().consignments()).isZero();
        assertThat(answer.hits().gained().consignments()).isZero();
        assertThat(answer.threats()).allSatisfy(threat -> {
            assertThat(threat.now()).isEqualTo(threat.then());
            assertThat(threat.alertsNow()).isEqualTo(threat.alertsThen());
        });
        assertThat(answer.about().then())
                .singleElement()
                .satisfies(used -> assertThat(used.assessments())
                        .isEqualTo(INVENTED.assessments().size()));
    }

    @Test
    void lanesOfficesAndDaysAreCountedAsTheSlowWayCounts() throws Exception {
        WhatIfAnswer answer = loaded().ask(CANDIDATE);

        assertThat(answer.about().consignments()).isEqualTo(then.size());
        for (Lane from : Lane.values()) {
            for (Lane to : Lane.values()) {
                long expected = then.keySet().stream()
                        .filter(key -> then(key).lane == from && now(key).lane == to)
                        .count();
                assertThat(answer.lanes().of(from, to)).as(from + " to " + to).isEqualTo((int) expected);
                if (from != to && expected > 0) {
                    assertThat(answer.moves())
                            .filteredOn(move -> move.from() == from && move.to() == to)
                            .singleElement()
                            .satisfies(move -> assertThat(move.consignments()).isEqualTo((int) expected));
                }
            }
        }
        assertThat(answer.offices()).hasSize(4);
        for (WhatIfAnswer.OfficeVolume office : answer.offices()) {
            for (Lane lane : Lane.values()) {
                assertThat(office.volume().then(lane)).isEqualTo((int) then.values().stream()
                        .filter(each -> each.lane == lane && Objects.equals(each.office, office.office()))
                        .count());
                assertThat(office.volume().now(lane)).isEqualTo((int) now.values().stream()
                        .filter(each -> each.lane == lane && Objects.equals(each.office, office.office()))
                        .count());
            }
        }
        for (WhatIfAnswer.DayVolume day : answer.days()) {
            for (Lane lane : Lane.values()) {
                assertThat(day.volume().now(lane)).isEqualTo((int) now.values().stream()
                        .filter(each -> each.lane == lane && each.day.equals(day.day()))
                        .count());
            }
        }
    }

    @Test
    void threatsAreCountedAsTheSlowWayCounts() throws Exception {
        WhatIfAnswer answer = loaded().ask(CANDIDATE);

        assertThat(answer.threats())
                .extracting(WhatIfAnswer.ThreatVolume::threat)
                .containsExactly("narcotics", "revenue", "security");
        assertThat(answer.threats().get(0).now()).isNull();
        assertThat(answer.threats().get(2).then()).isNull();
        WhatIfAnswer.ThreatVolume revenue = answer.threats().get(1);
        for (Lane lane : Lane.values()) {
            assertThat(Objects.requireNonNull(revenue.now()).get(lane.place())).isEqualTo((int) now.values().stream()
                    .filter(each -> each.threats.get("revenue") == lane)
                    .count());
        }
        assertThat(revenue.alertsNow()).isEqualTo((int) now.values().stream()
                .filter(each ->
                        Objects.requireNonNull(each.threats.get("revenue")).isAtLeast(Lane.YELLOW))
                .count());
        assertThat(revenue.alertsThen()).isEqualTo((int) then.values().stream()
                .filter(each -> each.threats.get("revenue") == Lane.RED)
                .count());
    }

    @Test
    void hitsAreCountedAsTheSlowWayCounts() throws Exception {
        Hits hits = loaded().ask(CANDIDATE).hits();

        assertThat(hits.kept()).isEqualTo(part(true, true));
        assertThat(hits.lost()).isEqualTo(part(true, false));
        assertThat(hits.gained()).isEqualTo(part(false, true));
        assertThat(hits.missed()).isEqualTo(part(false, false));
        assertThat(hits.gained().known().of()).isPositive();
        assertThat(hits.drawnExamined()).isEqualTo(hits.drawn()).isPositive();
        assertThat(hits.isFair()).isTrue();
        assertThat(hits.elsewhere().of()).isPositive();
    }

    private Hits.Part part(boolean isRedThen, boolean isRedNow) {
        int consignments = 0;
        int examined = 0;
        int offences = 0;
        for (String key : then.keySet()) {
            if ((then(key).byScore == Lane.RED) == isRedThen && (now(key).byScore == Lane.RED) == isRedNow) {
                consignments++;
                ArchivedOutcome outcome = INVENTED.outcomes().get(key);
                if (outcome != null && (isRedThen || then(key).drawn)) {
                    examined++;
                    offences += outcome.code().isOffence() ? 1 : 0;
                }
            }
        }
        return new Hits.Part(consignments, new Proportion(offences, examined));
    }

    @Test
    void rulesAreScoredAsTheSlowWayScores() throws Exception {
        List<RuleCard> cards = loaded().ask(CANDIDATE).rules();

        for (RuleCard card : cards) {
            List<String> fired = now.keySet().stream()
                    .filter(key -> now(key).fired.contains(card.rule()))
                    .toList();
            assertThat(card.fired()).as(card.rule()).isEqualTo(fired.size());
            List<String> examined =
                    fired.stream().filter(INVENTED.outcomes()::containsKey).toList();
            assertThat(card.found())
                    .isEqualTo(new Proportion(
                            (int) examined.stream().filter(this::isOffence).count(), examined.size()));
            assertThat(card.quarters().stream()
                            .mapToInt(RuleCard.Quarter::fired)
                            .sum())
                    .isEqualTo(fired.size());
            assertThat(card.drawn().of()).isEqualTo((int) examined.stream()
                    .filter(key -> then(key).drawn && then(key).byScore != Lane.RED)
                    .count());
        }
        assertThat(card(cards, "never").state()).isEqualTo(RuleCard.State.DEAD);
        assertThat(card(cards, "shipper-too").state()).isEqualTo(RuleCard.State.SUBSUMED);
        assertThat(card(cards, "shipper-too").like()).isEqualTo("shipper");
        assertThat(card(cards, "shipper-too").likeShare()).isEqualTo(1);
        assertThat(card(cards, "goods").state()).isEqualTo(RuleCard.State.USED);
    }

    private boolean isOffence(String key) {
        return Objects.requireNonNull(INVENTED.outcomes().get(key)).code().isOffence();
    }

    @Test
    void reasonsAddUpToTheDifferenceOfTheScores() throws Exception {
        int examples = 0;
        for (WhatIfAnswer.Move move : loaded().ask(CANDIDATE).moves()) {
            assertThat(move.reasons()).isNotEmpty();
            for (WhatIfAnswer.Example example : move.examples()) {
                boolean isOfBits = example.changes().stream()
                        .noneMatch(change ->
                                change.what().equals("draw") || change.what().equals("thresholds"));
                if (isOfBits && !Double.isNaN(example.scoreThen()) && !Double.isNaN(example.scoreNow())) {
                    double sum = example.changes().stream()
                            .mapToDouble(change -> change.now() - change.then())
                            .sum();
                    assertThat(sum).isEqualTo(example.scoreNow() - example.scoreThen());
                    examples++;
                }
            }
        }
        assertThat(examples).isPositive();
    }

    @Test
    void anotherDrawIsTheReasonWhereNothingElseChanged() throws Exception {
        assertThat(reasons(InventedArchive.THEN.replace("seed: 5", "seed: 6"))).containsOnly("draw");
    }

    @Test
    void aDrawHidesNoRule() throws Exception {
        String text = InventedArchive.THEN
                .replace("share: 0.1, seed: 5", "share: 0.2, seed: 5")
                .replace("bits: 2.5", "bits: 20");

        List<WhatIfAnswer.Move> up = loaded().ask(InventedArchive.compiled(text)).moves().stream()
                .filter(move -> move.to() == Lane.RED && move.from() != Lane.GREEN)
                .toList();

        assertThat(up)
                .isNotEmpty()
                .allSatisfy(move -> assertThat(move.reasons())
                        .filteredOn(reason -> reason.what().equals("shipper"))
                        .singleElement()
                        .satisfies(reason -> assertThat(reason.consignments()).isGreaterThan(move.looked() / 2)));
    }

    @Test
    void thresholdsAreTheReasonWhereTheScoreOfThenWouldDo() throws Exception {
        String text = InventedArchive.THEN
                .replace("lanes: {red: 0,", "lanes: {red: -1.5,")
                .replace("bits: 2.5", "bits: 2.6");

        assertThat(move(text, Lane.YELLOW, Lane.RED).reasons().get(0).what()).isEqualTo("thresholds");
    }

    @Test
    void thresholdsAndBitsAreBothTheReasonWhereNeitherWouldDo() throws Exception {
        String text = InventedArchive.THEN
                .replace("lanes: {red: 0, yellow: -2,", "lanes: {red: -1, yellow: -3,")
                .replace("bits: 2.5", "bits: 4.5");

        assertThat(move(text, Lane.BLUE, Lane.RED).examples())
                .anySatisfy(example -> assertThat(example.changes())
                        .extracting(WhatIfAnswer.Change::what)
                        .containsExactly("thresholds", "shipper"));
    }

    @Test
    void thresholdsThatLeadTheOtherWayAreNoReason() throws Exception {
        String text = InventedArchive.THEN
                .replace("lanes: {red: 0, yellow: -2, blue: -4}", "lanes: {red: -1, yellow: -1.5, blue: -2.4}")
                .replace("bits: 2.5", "bits: 4.5");

        assertThat(move(text, Lane.BLUE, Lane.RED).reasons())
                .extracting(WhatIfAnswer.Reason::what)
                .contains("shipper")
                .doesNotContain("thresholds");
    }

    private WhatIfAnswer.Move move(String text, Lane from, Lane to) throws Exception {
        return loaded().ask(InventedArchive.compiled(text)).moves().stream()
                .filter(move -> move.from() == from && move.to() == to)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aThreatThatIsGoneIsTheReasonAndNotItsPrior() throws Exception {
        String text = InventedArchive.THEN
                .replace("      narcotics: {prior: -7, lanes: {red: -1, yellow: -3, blue: -5}}\n", "")
                .replace("  narcotics: {prior: -7, lanes: {red: -1, yellow: -3, blue: -5}}\n", "")
                .replace("[revenue, narcotics]", "[revenue]")
                .replace("threats: [narcotics]", "threats: [revenue]")
                .replace("bits: 3,", "bits: 0.001,");

        assertThat(reasons(text)).containsOnly("threat");
    }

    private List<String> reasons(String text) throws Exception {
        return loaded().ask(InventedArchive.compiled(text)).moves().stream()
                .flatMap(move -> move.reasons().stream())
                .map(WhatIfAnswer.Reason::what)
                .distinct()
                .toList();
    }

    @Test
    void ofTwoRulesThatFireAlikeOneStays() throws Exception {
        String twin = InventedArchive.THEN
                + "  - {id: shipper-twin, threats: [revenue, narcotics], when: shipper_offence_rate > 1.0, bits: 2.5, why: b}\n";

        List<RuleCard> cards = loaded().ask(InventedArchive.compiled(twin)).rules();

        assertThat(card(cards, "shipper").state()).isEqualTo(RuleCard.State.USED);
        assertThat(card(cards, "shipper-twin").state()).isEqualTo(RuleCard.State.SUBSUMED);
    }

    @Test
    void whatTakesBitsAwayIsNotSubsumedByWhatAddsThem() throws Exception {
        String text = InventedArchive.THEN + "  - {id: pardon, threats: [revenue], when: shipper_offence_rate > 1.0,"
                + " bits: -0.5, why: b}\n"
                + "  - {id: both-ways, threats: [revenue], when: shipper_offence_rate > 1.0,"
                + " bits: '4.5 - shipper_offence_rate', why: b}\n"
                + "  - {id: pardon-too, threats: [revenue], when: shipper_offence_rate > 1.0,"
                + " bits: '-shipper_offence_rate', why: b}\n";

        List<RuleCard> cards = loaded().ask(InventedArchive.compiled(text)).rules();

        assertThat(card(cards, "pardon").state()).isEqualTo(RuleCard.State.USED);
        assertThat(card(cards, "both-ways").state()).isEqualTo(RuleCard.State.USED);
        assertThat(card(cards, "pardon-too").state()).isEqualTo(RuleCard.State.SUBSUMED);
        assertThat(card(cards, "pardon-too").like()).isEqualTo("pardon");
    }

    @Test
    void workloadCountsDaysOnWhichNothingIsSelectedToo() throws Exception {
        List<WhatIfAnswer.Workload> workload = loaded().ask(CANDIDATE).workload();

        assertThat(workload)
                .extracting(WhatIfAnswer.Workload::office, WhatIfAnswer.Workload::days, WhatIfAnswer.Workload::lane)
                .containsExactly(
                        tuple("DEHAM", "mon-fri", Lane.RED),
                        tuple("DEHAM", "mon-fri", Lane.YELLOW),
                        tuple("DEHAM", "sat-sun", Lane.RED),
                        tuple("NLRTM", "daily", Lane.RED),
                        tuple("XXXXX", "daily", Lane.RED));
        long red = now.values().stream()
                .filter(each -> each.lane == Lane.RED && "NLRTM".equals(each.office))
                .count();
        assertThat(workload.get(3).now())
                .isEqualTo((double) red / workload.get(3).counted());
        assertThat(workload.get(4).now()).isZero();
    }

    @Test
    void someDaysAreSomeDays() throws Exception {
        LocalDate from = InventedArchive.FIRST.plusDays(10);
        try (LoadedArchive some = LoadedArchive.of(archive, CANDIDATE, from, from.plusDays(6))) {
            assertThat(some.from()).isEqualTo(from);
            assertThat(some.days()).isEqualTo(7);
            assertThat(some.assessments()).isEqualTo((int) INVENTED.assessments().stream()
                    .map(each -> LocalDate.ofInstant(each.assessedAt(), ZoneOffset.UTC))
                    .filter(day -> !day.isBefore(from) && !day.isAfter(from.plusDays(6)))
                    .count());
        }
        assertThatThrownBy(() -> LoadedArchive.of(archive, CANDIDATE, from.plusYears(1), null))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("the archive has no assessments of these days");
    }

    @Test
    void filesOfManyDaysGiveTheAnswersOfFilesOfOneDay() throws Exception {
        Path scored = Files.createDirectory(directory.resolve("as-scored"));
        ArchiveFiles.writeScored(
                scored, INVENTED.assessments(), INVENTED.outcomes().values());
        Archive gathered = Archive.open(scored);
        LocalDate from = InventedArchive.FIRST.plusDays(10);
        LocalDate to = from.plusDays(6);

        assertThat(gathered.lastDay()).isEqualTo(archive.lastDay()).isEqualTo(loaded().to());
        // Loaded for another question: the second reading must leave out the same rows.
        try (LoadedArchive byDay = LoadedArchive.of(archive, INVENTED.then(), from, to);
                LoadedArchive inOne = LoadedArchive.of(gathered, INVENTED.then(), from, to)) {
            assertThat(inOne.assessments()).isEqualTo(byDay.assessments());
            assertThat(inOne.from()).isEqualTo(from);
            assertThat(inOne.to()).isEqualTo(to);
            WhatIfAnswer one = inOne.ask(CANDIDATE);
            WhatIfAnswer other = byDay.ask(CANDIDATE);
            assertThat(one.days()).isEqualTo(other.days());
            assertThat(one.lanes()).usingRecursiveComparison().isEqualTo(other.lanes());
            assertThat(one.moves())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("examples")
                    .isEqualTo(other.moves());
        }
        assertThatThrownBy(() -> LoadedArchive.of(gathered, CANDIDATE, from.plusYears(1), null))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("the archive has no assessments of these days")
                .hasMessageContaining("last day=" + loaded().to());
    }

    @Test
    void aFileThatIsNotWholeIsRefusedWithWhatToDo() throws Exception {
        Archive broken = new InventedArchive().write(directory);
        Path file = broken.assessments().get(7);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));

        assertThatThrownBy(() -> LoadedArchive.of(broken, CANDIDATE, null, null))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("not a whole Parquet file")
                .hasMessageContaining("file=" + file);
    }

    @Test
    void whatOlderFilesLackIsNamedWhereTheCandidateAsksForIt() {
        Missing missing = new Missing();
        missing.add(new RowsReader.OfFile(List.of("weight_out_of_habit", "detour_factor"), List.of()));

        assertThat(missing.of(Columns.of(CANDIDATE)))
                .containsExactly(new WhatIfAnswer.MissingColumn("weight_out_of_habit", 1, 0));
    }

    private static LoadedArchive loaded() {
        return Objects.requireNonNull(opened, "opened before all tests");
    }

    private NaiveStanding then(String key) {
        return Objects.requireNonNull(then.get(key));
    }

    private NaiveStanding now(String key) {
        return Objects.requireNonNull(now.get(key));
    }

    private static RuleCard card(List<RuleCard> cards, String rule) {
        return cards.stream()
                .filter(card -> card.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
