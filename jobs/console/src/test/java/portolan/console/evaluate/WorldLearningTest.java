// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.bank.BankReading;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.second.Lessons;

/** A year of bills: {@code risk} fires on most offences and few others, {@code chance} on any. */
class WorldLearningTest {
    private static final int BILLS = 6_000;
    private static final Instant BEGINS = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<BankReading> MEASURES =
            List.of(new BankReading("finds(address)", "finds", "", BankReading.Sign.UP));
    private static final RuleSet RULES = ((Compiled.Accepted) RuleSetCompiler.compile("""
                    name: test
                    version: 1
                    why: judged in tests
                    threats: {any: {overall: true, prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}}
                    rules:
                      - {id: risk, threats: [any], bits: 1, when: "notorious_goods > 1.0", why: w}
                      - {id: chance, threats: [any], bits: 1, when: "notorious_goods > 2.0", why: w}
                    """)).ruleSet();

    private static final Map<String, Double> BEFORE = Map.of("chance", 0.0);

    @TempDir
    private Path directory;

    private WorldTruth truth;

    @BeforeEach
    void world() throws Exception {
        StringBuilder rows = new StringBuilder("consignmentKey,scheme,filedAt,filingIds\n");
        for (int bill = 0; bill < BILLS; bill++) {
            String scheme = bill % 80 == 0 ? "rip_on" : bill % 40 == 0 ? "splitting" : "clean";
            rows.append("B%d,%s,%s,F%d%n".formatted(bill, scheme, filed(bill), bill));
        }
        truth = WorldTruth.read(Files.writeString(directory.resolve("truth.csv"), rows));
    }

    private static Instant filed(int bill) {
        return BEGINS.plus(Duration.ofHours(bill * 8_760L / BILLS));
    }

    private WorldLearning heard(int every, int until) {
        return heard(every, until, 0);
    }

    /**
     * @param every of so many offences one is told the week after, until a bill
     * @param leaked what memories know of finds of any offence
     */
    private WorldLearning heard(int every, int until, float leaked) {
        WorldLearning learning = new WorldLearning(RULES, truth, MEASURES);
        for (int bill = 0; bill < until; bill++) {
            if (bill % (40 * every) == 0) {
                long told = filed(bill).plus(Duration.ofDays(7)).toEpochMilli();
                learning.expect(new Lessons.Told("B" + bill, 1, told, true, true, null));
            }
        }
        Random random = new Random(4);
        for (int bill = 0; bill < BILLS; bill++) {
            boolean risk = random.nextInt(10) < (bill % 40 == 0 ? 3 : 2);
            boolean chance = random.nextInt(3) == 0;
            long bit = Bits.UNITS;
            learning.hear(
                    "B" + bill,
                    "F" + bill,
                    "office " + bill % 5,
                    risk && chance
                            ? Map.of("risk", bit, "chance", 3 * bit)
                            : risk ? Map.of("risk", bit) : chance ? Map.of("chance", 3 * bit) : Map.of());
            float finds = bill % 40 == 0 ? leaked : 0;
            learning.hear("B" + bill, filed(bill).toEpochMilli(), new float[] {finds});
        }
        return learning;
    }

    @Test
    void whatFindsSayIsPutInForce() {
        WorldJudge judge = new WorldJudge(RULES, truth);

        WorldLearning learning = heard(2, BILLS);
        WorldFigures.Found before =
                judge.learned(heard(40, BILLS).adopted(Map.of()), null).whole();
        WorldFigures.Learned after = judge.learned(learning.adopted(Map.of()), null);

        assertThat(learning.finds()).isBetween(50, 60);
        assertThat(after.whole().auc()).isGreaterThan(before.auc());
        assertThat(after.half().auc())
                .as("the other list is nobody's")
                .isBetween(0.5, after.whole().auc());
    }

    /** The first days of the last quarter are ranked by the fit of day 252, which bills after day 245 do not teach. */
    @Test
    void nothingIsKnownBeforeItIsTold() {
        int judged = BILLS * 3 / 4 + 3;
        int fitted = BILLS * 280 / 365 - 3;
        double[] early = heard(2, BILLS * 245 / 365).adopted(Map.of());
        double[] late = heard(2, BILLS).adopted(Map.of());

        assertThat(Arrays.copyOfRange(late, judged, fitted)).isEqualTo(Arrays.copyOfRange(early, judged, fitted));
        assertThat(late).isNotEqualTo(early);
    }

    @Test
    void theLastQuarterRanksAsTheJudgeRanksIt() {
        double[] adopted = heard(2, BILLS).adopted(Map.of());

        assertThat(WorldRanking.byQuarter(truth, adopted)).hasSize(4);
        assertThat(WorldRanking.byQuarter(truth, adopted).get(3))
                .isEqualTo(WorldRanking.last(truth, adopted))
                .isEqualTo(new WorldJudge(RULES, truth)
                        .learned(adopted, null)
                        .whole()
                        .shareAt5());
    }

    private WorldFigures.Trial trial(WorldLearning learning, String kind, String name) {
        return trials(learning).stream()
                .filter(trial -> trial.kind().equals(kind) && trial.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<WorldFigures.Trial> trials(WorldLearning learning) {
        List<WorldFigures.Trial> trials = new ArrayList<>(learning.trials(BEFORE, new double[BILLS]));
        trials.addAll(learning.measured("", BEFORE, new double[BILLS], learning.adopted(BEFORE)));
        return trials;
    }

    /** Memories heard what a trial takes away, so they would tell it. */
    @Test
    void noTrialKnowsWhatMemoriesKnowOfFinds() {
        WorldLearning learning = heard(2, BILLS, 100);

        assertThat(WorldRanking.last(truth, learning.adopted(Map.of())))
                .as("what leaks")
                .isEqualTo(1);
        assertThat(trials(learning))
                .filteredOn(trial -> !trial.kind().equals(WorldTrials.QUARTER))
                .allSatisfy(trial -> assertThat(trial.shares())
                        .allSatisfy(share -> assertThat(share).isLessThan(0.5)));
    }

    @Test
    void aFaultChangesWhatIsToldInTime() {
        WorldLearning learning = heard(2, BILLS);
        int all = learning.finds();

        assertThat(trial(learning, WorldTrials.FAULT, "none").finds()).isEqualTo(all);
        assertThat(trial(learning, WorldTrials.FAULT, "missing").finds()).isBetween(all / 2, all * 4 / 5);
        assertThat(trial(learning, WorldTrials.FAULT, "late").finds())
                .as("those of two months less")
                .isBetween(all * 3 / 5, all * 4 / 5);
        assertThat(trial(learning, WorldTrials.FAULT, "untold").finds())
                .as("offences are all at one")
                .isZero();
    }

    @Test
    void ofFewerFindsLessIsLearned() {
        WorldLearning learning = heard(2, BILLS);
        WorldFigures.Trial none = trial(learning, WorldTrials.FINDS, "0");

        assertThat(none.finds()).isZero();
        assertThat(none.shares())
                .as("what it began with")
                .isEqualTo(last(heard(40, 0).adopted(BEFORE)));
        assertThat(trial(learning, WorldTrials.FINDS, "40").finds()).isBetween(25, 50);
        assertThat(trial(learning, WorldTrials.FINDS, "all").shares()).isEqualTo(last(learning.adopted(BEFORE)));
    }

    private List<Double> last(double[] scores) {
        return List.of(WorldRanking.last(truth, scores));
    }

    /** Rows of another seed of its own world are beside those of the other world. */
    @Test
    void fittedAndLeftOutAreByQuarterAndByFinds() throws Exception {
        WorldsMeasured measured = new WorldsMeasured(RULES, Map.of(), false, false);
        for (String world : List.of("a", "b")) {
            for (long seed = 1; seed <= 2; seed++) {
                measured.add(world, seed, "", judged(), heard(2, BILLS), null);
            }
        }

        List<WorldFigures> figures = measured.figures();

        assertThat(figures)
                .allSatisfy(feed -> assertThat(feed.trials())
                        .extracting(trial -> trial.kind() + ' ' + trial.name())
                        .containsExactlyInAnyOrder(
                                "quarter fitted:off",
                                "quarter fitted:adopted",
                                "finds fitted:0",
                                "finds fitted:40",
                                "finds fitted:all",
                                "quarter off",
                                "quarter adopted",
                                "finds 0",
                                "finds 40",
                                "finds all"));
        assertThat(WorldsPage.markdown(report(figures.get(0)), null)).contains("|a|fitted:adopted|", "|a|fitted:40|");
    }

    private WorldJudge judged() {
        return new WorldJudge(RULES, truth);
    }

    /** Offences have the higher of two throws as bits, others the lower; every other bill is drawn. */
    private WorldLearning drawn(Chosen how) {
        WorldLearning learning = new WorldLearning(RULES, truth, MEASURES);
        for (int bill = 0; bill < BILLS; bill++) {
            if (bill % 2 == bill / 40 % 2) {
                Instant at = filed(bill).plus(Duration.ofDays(7));
                learning.expect(new Outcome(
                        "default",
                        new ConsignmentKey("B" + bill),
                        bill % 40 == 0 ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND,
                        true,
                        1,
                        at,
                        null,
                        null,
                        null,
                        how,
                        new Position(at.toEpochMilli(), Position.Input.OUTCOME, "outcomes", 0, bill)));
            }
        }
        Random random = new Random(4);
        for (int bill = 0; bill < BILLS; bill++) {
            int one = random.nextInt(8);
            int other = random.nextInt(8);
            long bits = bill % 40 == 0 ? Math.max(one, other) : Math.min(one, other);
            learning.hear("B" + bill, "F" + bill, "office " + bill / 40 % 5, Map.of("risk", bits * Bits.UNITS));
            learning.hear("B" + bill, filed(bill).toEpochMilli(), new float[] {0});
        }
        return learning;
    }

    @Test
    void whatScoresAreToldToMeanIsBesideWhatIsObserved() {
        List<WorldFigures.Trial> trials = trials(drawn(new Chosen(Chosen.By.RANDOM, 0.5, null, null)));
        ToldTogether own = new ToldTogether(told(trials, WorldTrials.TOLD));

        assertThat(own.bands().values().stream()
                        .mapToInt(WorldFigures.Told::consignments)
                        .sum())
                .as("of the last quarter; the rest only rank")
                .isBetween(BILLS / 20, BILLS / 4);
        assertThat(own.overstated()).isBetween(0.67, 1.5);
        assertThat(told(trials, WorldTrials.LOOP))
                .as("what a loop finds once memories are no longer young is too little here: it only ranks")
                .allMatch(List::isEmpty);
        assertThat(drawn(Chosen.UNSAID).told(Map.of()).told())
                .as("nobody says of how many")
                .isEmpty();
    }

    private static List<List<WorldFigures.Told>> told(List<WorldFigures.Trial> trials, String kind) {
        return trials.stream()
                .filter(trial -> trial.kind().equals(kind))
                .map(WorldFigures.Trial::told)
                .toList();
    }

    /** Offences are one in forty; a rule that fires on a third of them, and on a fifth of others, doubles it at best. */
    @Test
    void aLoopIsTaughtByItsOwnPicksAlone() {
        WorldFigures.Trial engine = trial(heard(40, 0), WorldTrials.LOOP, "engine");

        assertThat(engine.finds()).as("of some 170 that are inspected").isBetween(3, 15);
        assertThat(engine.hitRate()).isBetween(0.0, 0.12);
    }

    @Test
    void aShadowRanksBesideWhatIsInForceAndChangesNothing() throws Exception {
        WorldFigures off = measured(false, null);
        WorldLearning learning = heard(2, BILLS);
        WorldFigures shadow = measured(true, learning);

        assertThat(shadow.trials())
                .extracting(WorldFigures.Trial::name, WorldFigures.Trial::finds)
                .containsExactly(tuple("in force", 0), tuple("shadow", learning.finds()));
        assertThat(shadow.trials().get(0).shares())
                .isEqualTo(WorldRanking.byQuarter(truth, new WorldJudge(RULES, truth).byRow(null)))
                .isNotEqualTo(shadow.trials().get(1).shares());
        assertThat(shadow.trials().get(1).shares())
                .isEqualTo(WorldRanking.byQuarter(truth, heard(2, BILLS).adopted(Map.of())));
        assertThat(shadow.learned()).isEmpty();
        assertThat(shadow.written()).isEqualTo(off.written());
        assertThat(WorldsPage.markdown(report(shadow), null))
                .contains("|a|in force|0.00|", "|a|shadow|" + WorldsPage.number(learning.finds()) + "|");
        assertThat(rest(shadow)).isEqualTo(rest(off));
    }

    private WorldFigures measured(boolean isShadow, @Nullable WorldLearning learning) throws Exception {
        WorldsMeasured measured = new WorldsMeasured(RULES, Map.of(), isShadow, false);
        measured.add("a", 1, "", new WorldJudge(RULES, truth), learning, null);
        return measured.figures().get(0);
    }

    private static WorldsReport report(WorldFigures figures) {
        return new WorldsReport("portolan", "1", "test", "none", BILLS, List.of(), List.of(figures));
    }

    /** The page but for what the shadow says. */
    private static String rest(WorldFigures figures) {
        return WorldsPage.markdown(report(figures), null).replaceAll("(?s)Learning in shadow.*?\n\n.*?\n\n", "");
    }

    @Test
    void withFewFindsWhatWasBeforeStays() {
        double[] scores = heard(40, BILLS).adopted(Map.of("risk", 3.0, "chance", 0.0));

        for (int bill = BILLS * 3 / 4 + 5; bill < BILLS; bill++) {
            assertThat(scores[bill]).isIn(0.0, 3.0 * Bits.UNITS);
        }
    }
}
