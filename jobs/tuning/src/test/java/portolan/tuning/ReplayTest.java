// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.learning.Hours;
import portolan.scoring.learning.Learned;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleTurn;
import portolan.scoring.rules.Verdict;
import portolan.scoring.rules.Worth;
import portolan.scoring.rules.Worth.Bound;
import portolan.scoring.rules.Worth.Suppressed;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Rejudgement;

class ReplayTest {
    private static final int CONSIGNMENTS = 1_500;
    private static final String THEN = """
            name: then
            version: 3
            why: in force all the time
            learning: {prior: 60, most: 4.0}
            threats:
              revenue: {prior: -5, adopted: 2026-02-01, outcomes: [undervalued], lanes: {red: 0, yellow: -2, blue: -4}}
              narcotics: {prior: -7, outcomes: [smuggled_goods], lanes: {red: -1, yellow: -3, blue: -5}}
            groups: {offences: 5}
            rules:
              - {id: goods, threats: [revenue], when: commodity_offence_rate > 0.5, bits: commodity_offence_rate, group: offences, why: a}
              - {id: shipper, threats: [revenue, narcotics], when: shipper_offence_rate > 1.0, bits: 4.5, group: offences, why: b}
              - {id: new, threats: [narcotics], when: first_time_shipper, bits: 6, why: c,
                 adopted: {narcotics: {before: 2026-02-20, bits: -1.5}}}
              - {id: usual, threats: [revenue, narcotics], when: '!first_time_shipper', bits: -0.5, why: d}
            """;
    private static final RuleSet RULES = InventedArchive.compiled(THEN);
    private static final int GOODS = 0;
    private static final int SHIPPER = 1;
    private static final int USUAL = 3;
    private static final int PRIOR = 4;
    private static final int EXTRA = 4;
    private static final int REVENUE = 0;
    private static final int NARCOTICS = 1;

    @TempDir
    private Path directory = Path.of(".");

    private final Random random = new Random(20261130);
    private final List<Assessment> assessments = new ArrayList<>();
    private final Map<String, Worth> worths = new HashMap<>();

    /** Other moves and slopes every day; other bounds at every filer, of whom one may set off more. */
    private Worth learned(Instant at) {
        long table = Hours.of(at.toEpochMilli()) - Hours.UNTIL_IN_FORCE;
        Random ofDay = new Random(Hours.day(table));
        long[][] moves = new long[2][PRIOR + 1];
        for (long[] ofThreat : moves) {
            Arrays.setAll(ofThreat, rule -> ofDay.nextInt(3_000) - 1_500);
        }
        int[] slopes = {ofDay.nextInt(256, 1_025), ofDay.nextInt(4) == 0 ? Worth.AS_IT_IS : ofDay.nextInt(256, 1_025)};
        @Nullable Bound[] bounds = new Bound[PRIOR];
        @Nullable Suppressed[] known = new Suppressed[PRIOR];
        int filer = random.nextInt(5);
        for (int rule = 0; rule < PRIOR; rule++) {
            bounds[rule] = Bound.by(1.0 / (3 + 11 * filer + ofDay.nextInt(20)), "filings");
            known[rule] = random.nextInt(20) == 0 ? new Suppressed("known-good:acme", "known good") : null;
        }
        return new Worth(table, bounds, moves, slopes).suppressing(known);
    }

    private interface Taught {
        @Nullable
        Worth by(Instant at);
    }

    private Archive archive(RuleSet then, Taught taught) throws Exception {
        return archive(at -> then, taught);
    }

    private Archive archive(Function<Instant, RuleSet> then, Taught taught) throws Exception {
        Instant at = Instant.parse("2026-03-02T00:00:00Z");
        List<Indicator> rates =
                List.of(Indicators.get("commodity_offence_rate"), Indicators.get("shipper_offence_rate"));
        for (int i = 0; i < CONSIGNMENTS; i++) {
            List<Reading> readings = new ArrayList<>();
            for (Indicator rate : rates) {
                if (random.nextInt(3) > 0) {
                    double bits = random.nextInt(600) / 100.0 - 1;
                    readings.add(new Reading(rate, bits, ""));
                    if (random.nextInt(3) == 0) {
                        List<Indicator> parts = rate.parts();
                        readings.add(new Reading(parts.get(random.nextInt(parts.size())), bits, ""));
                    }
                }
            }
            readings.add(new Reading(Indicators.get("first_time_shipper"), random.nextInt(3) == 0 ? 1 : 0, ""));
            ConsignmentKey key = new ConsignmentKey("K" + i);
            Worth worth = taught.by(at);
            assessments.add(ArchiveFiles.assessment(then.apply(at), "default", key, 1, at, readings, Map.of(), worth));
            worths.put(key.value(), worth == null ? Worth.AS_WRITTEN : worth);
            at = at.plus(Duration.ofMinutes(20));
        }
        List<Assessment> written = ArchiveFiles.write(directory, assessments, List.of());
        assessments.clear();
        assessments.addAll(written);
        return Archive.open(directory);
    }

    /** That every score, both over columns and one after the other, is that of a rule set that judges by some worth. */
    private void assertJudged(LoadedArchive archive, RuleSet candidate, Worths expected) throws Exception {
        Judged judged = Judged.of(archive, candidate);
        int at = 0;
        for (int group = 0; group < archive.rows().size(); group++) {
            Rows rows = archive.rows().get(group);
            for (int row = 0; row < rows.size(); row++, at++) {
                Assessment then = assessments.get(at);
                DayOfWeek day = then.assessedAt().atOffset(ZoneOffset.UTC).getDayOfWeek();
                Worth worth = Objects.requireNonNull(worths.get(then.key().value()));
                List<Verdict> verdicts =
                        candidate.judge(candidate.fire(Rejudgement.facts(null, then)), day, expected.of(then, worth));
                for (int t = 0; t < verdicts.size(); t++) {
                    assertThat(judged.verdicts().get(group).score(t, row))
                            .as("score of " + then.key() + " for "
                                    + verdicts.get(t).threat().name())
                            .isEqualTo(verdicts.get(t).score());
                    assertThat(judged.verdicts().get(group).lane(t, row))
                            .isEqualTo(verdicts.get(t).lane());
                }
                int judgedRow = row;
                List<Verdict> alone = IntStream.range(0, verdicts.size())
                        .mapToObj(threat -> judged.judge(rows, judgedRow, threat))
                        .toList();
                assertThat(shares(alone)).isEqualTo(shares(verdicts));
            }
        }
        assertThat(at).isEqualTo(CONSIGNMENTS);
    }

    private static List<Map<String, Long>> shares(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> {
                    Map<String, Long> shares = new HashMap<>();
                    verdict.shares().forEach(share -> shares.put(share.name(), share.units()));
                    return shares;
                })
                .toList();
    }

    private interface Worths {
        Worth of(Assessment then, Worth worth);
    }

    @Test
    void theRuleSetThatWasInForceScoresToTheUnitWhatItDid() throws Exception {
        try (LoadedArchive archive = LoadedArchive.of(archive(RULES, this::learned), RULES, null, null)) {
            Set<String> said = new HashSet<>();
            assessments.forEach(each -> each.threats()
                    .forEach(threat -> threat.contributions().stream()
                            .map(Contribution::rule)
                            .forEach(said::add)));
            assertThat(said)
                    .contains("learned:prior", "learned:new", "bound:goods", "bound:shipper", "bound:new")
                    .contains("suppressed:shipper", "suppressed:new", "cap:offences", "calibration");

            assertJudged(archive, RULES, (then, worth) -> worth);
            WhatIfAnswer answer = archive.ask(RULES);
            assertThat(answer.moves()).isEmpty();
            assertThat(answer.about().replayed()).isEqualTo(CONSIGNMENTS);
        }
    }

    /** What was learned of a rule stays with its condition; what calibrates is of the day, and of what is new too. */
    @Test
    void whatIsNewOrFiresElsewhereCountsByItsPriorWithinItsShare() throws Exception {
        RuleSet candidate = InventedArchive.compiled(THEN.replace("rate > 1.0", "rate > 2.0")
                        .replace("bits: commodity_offence_rate", "bits: commodity_offence_rate + 2.0")
                + "  - {id: extra, threats: [narcotics], when: commodity_offence_rate > 3, bits: 7, why: e}\n");
        try (LoadedArchive archive = LoadedArchive.of(archive(RULES, this::learned), candidate, null, null)) {
            Bound rarityOfGoods = rarity(candidate, GOODS);
            Bound rarityOfShipper = rarity(candidate, SHIPPER);
            Bound rarityOfExtra = rarity(candidate, EXTRA);
            assertJudged(
                    archive,
                    candidate,
                    (then, worth) -> changed(then, worth, candidate, (moves, bounds) -> {
                        moves[REVENUE][SHIPPER] = 0;
                        moves[NARCOTICS][SHIPPER] = 0;
                        bounds[SHIPPER] = rarityOfShipper;
                        bounds[EXTRA] = rarityOfExtra;
                        bounds[GOODS] = boundOfGoods(then, worth, rarityOfGoods);
                    }));
            assertThat(archive.ask(candidate).about().replayed()).isEqualTo(CONSIGNMENTS);
        }
    }

    @Test
    void aRuleKeepsWhatItLearnedUnderTheRuleSetsThatHadIt() throws Exception {
        Instant half = Instant.parse("2026-03-09T00:00:00Z");
        RuleSet later = InventedArchive.compiled(THEN.replace("rate > 1.0", "rate > 2.0"));
        Archive written = archive(at -> at.isBefore(half) ? RULES : later, this::learned);
        try (LoadedArchive archive = LoadedArchive.of(written, later, null, null)) {
            Bound rarity = rarity(later, SHIPPER);
            assertJudged(
                    archive,
                    later,
                    (then, worth) -> changed(then, worth, later, (moves, bounds) -> {
                        if (then.assessedAt().isBefore(half)) {
                            moves[REVENUE][SHIPPER] = 0;
                            moves[NARCOTICS][SHIPPER] = 0;
                            bounds[SHIPPER] = rarity;
                        }
                    }));
        }
    }

    @Test
    void whatIsAdoptedSinceCountsInPlaceOfWhatWasLearnedAndNotBesideIt() throws Exception {
        LocalDate before = LocalDate.parse("2026-03-12");
        RuleSet candidate = InventedArchive.compiled(
                THEN.replace("{prior: -5, adopted: 2026-02-01", "{prior: -4.5, adopted: " + before)
                        .replace("why: a}", "why: a, adopted: {revenue: {before: " + before + ", bits: -1}}}"));
        try (LoadedArchive archive = LoadedArchive.of(archive(RULES, this::learned), candidate, null, null)) {
            Set<Boolean> both = new HashSet<>();
            assertJudged(
                    archive,
                    candidate,
                    (then, worth) -> changed(then, worth, candidate, (moves, bounds) -> {
                        boolean isBefore = LocalDate.ofEpochDay(Hours.day(worth.table()) - 1)
                                .isBefore(before);
                        both.add(isBefore);
                        moves[REVENUE][GOODS] = isBefore ? 0 : moves[REVENUE][GOODS] + Worth.AS_IT_IS;
                        moves[REVENUE][moves[REVENUE].length - 1] =
                                isBefore ? 0 : moves[REVENUE][moves[REVENUE].length - 1];
                    }));
            assertThat(both).hasSize(2);
        }
    }

    @Test
    void aRuleThatIsFrozenNowOrMovesLessIsReplayedSo() throws Exception {
        RuleSet candidate = InventedArchive.compiled(
                THEN.replace("most: 4.0", "most: 1.0").replace("why: d}", "why: d, frozen: true}"));
        try (LoadedArchive archive = LoadedArchive.of(archive(RULES, this::learned), candidate, null, null)) {
            assertJudged(
                    archive,
                    candidate,
                    (then, worth) -> changed(then, worth, candidate, (moves, bounds) -> {
                        for (long[] ofThreat : moves) {
                            Arrays.setAll(ofThreat, rule -> Math.max(-1024, Math.min(1024, ofThreat[rule])));
                            ofThreat[USUAL] = 0;
                        }
                    }));
        }
    }

    /** A weight, a group's cap, a prior, a condition, each on top of the one before: as if all were judged anew. */
    @Test
    void whatIsTurnedScoresAsAllThatIsJudgedAnew() throws Exception {
        Archive written = archive(RULES, this::learned);
        String text = THEN;
        try (LoadedArchive turned = LoadedArchive.of(written, RULES, null, null)) {
            turned.ask(RULES);
            for (String[] turn : new String[][] {
                {"bits: 6", "bits: 2.75"},
                {"offences: 5", "offences: 2"},
                {"prior: -7", "prior: -6.3"},
                {"rate > 1.0", "rate > 2.5"},
                {"bits: -0.5", "bits: -1.25"},
                {"red: -1", "red: -1.5"},
                {"when: shipper_offence_rate > 2.5", "when: known(shipper_offence_rate)"},
                {"when: known(shipper_offence_rate)", "when: shipper_offence_rate > 0.7"},
                {"bits: 4.5", "bits: shipper_offence_rate"}
            }) {
                assertThat(text).contains(turn[0]);
                RuleSet before = InventedArchive.compiled(text);
                text = text.replace(turn[0], turn[1]);
                RuleSet candidate = InventedArchive.compiled(text);
                assertThat(RuleTurn.between(before, candidate)).as(turn[1]).isNotNull();
                try (LoadedArchive anew = LoadedArchive.of(written, candidate, null, null)) {
                    assertThat(turned.ask(candidate)).as(turn[1]).isEqualTo(anew.ask(candidate));
                    assertThat(scores(turned, candidate)).as(turn[1]).isEqualTo(scores(anew, candidate));
                }
            }
        }
    }

    private static List<Long> scores(LoadedArchive archive, RuleSet candidate) throws Exception {
        List<Long> scores = new ArrayList<>();
        for (ColumnVerdicts verdicts : Judged.of(archive, candidate).verdicts()) {
            for (int row = 0; row < verdicts.rows(); row++) {
                scores.add(verdicts.score(REVENUE, row));
                scores.add(verdicts.score(NARCOTICS, row));
            }
        }
        return scores;
    }

    /** Of an earlier release; then of one that learned; then of one whose rule set learned nothing. */
    @Test
    void whatNamesNoTableIsJudgedAsWrittenAndCounted() throws Exception {
        Instant half = Instant.parse("2026-03-09T00:00:00Z");
        Archive archive = archive(RULES, at -> at.isBefore(half) ? null : learned(at));
        try (LoadedArchive loaded = LoadedArchive.of(archive, RULES, null, null)) {
            assertJudged(loaded, RULES, (then, worth) -> worth);
            assertThat(loaded.ask(RULES).about().replayed()).isEqualTo(CONSIGNMENTS - 7 * 72);
        }
    }

    @Test
    void aCandidateThatDoesNotLearnIsJudgedAsWrittenAndWhoWasKnownGoodStaysSo() throws Exception {
        RuleSet candidate = InventedArchive.compiled(THEN.replace("{prior: 60, most: 4.0}", "off"));
        try (LoadedArchive archive = LoadedArchive.of(archive(RULES, this::learned), candidate, null, null)) {
            assertJudged(archive, candidate, (then, worth) -> Worth.AS_WRITTEN.suppressing(known(candidate, then)));
            assertThat(archive.ask(candidate).about().replayed()).isZero();
        }
    }

    private static @Nullable Suppressed[] known(RuleSet candidate, Assessment then) {
        return candidate.rules().stream()
                .map(rule -> says(then, Worth.suppressed(rule.id())) ? new Suppressed("", "") : null)
                .toArray(Suppressed[]::new);
    }

    private interface Change {
        void to(long[][] moves, @Nullable Bound[] bounds);
    }

    /** The same worth of a candidate's rules, those of then first and the prior at last. */
    private static Worth changed(Assessment then, Worth worth, RuleSet candidate, Change change) {
        int rules = candidate.rules().size();
        long[][] moves = new long[2][rules + 1];
        @Nullable Bound[] bounds = new Bound[rules];
        for (int rule = 0; rule < PRIOR; rule++) {
            bounds[rule] = worth.bound(rule);
            for (int t = 0; t < moves.length; t++) {
                moves[t][rule] = worth.move(t, rule);
            }
        }
        for (int t = 0; t < moves.length; t++) {
            moves[t][rules] = worth.moveOfPrior(t);
        }
        change.to(moves, bounds);
        return new Worth(worth.table(), bounds, moves, new int[] {worth.slope(REVENUE), worth.slope(NARCOTICS)})
                .suppressing(known(candidate, then));
    }

    private static boolean says(Assessment then, String contribution) {
        return then.threats().stream()
                .flatMap(threat -> threat.contributions().stream())
                .anyMatch(each -> each.rule().equals(contribution));
    }

    private Bound rarity(RuleSet candidate, int rule) {
        return Learned.bound(candidate.rules().get(rule), fired(candidate, rule), CONSIGNMENTS);
    }

    private long fired(RuleSet candidate, int rule) {
        return assessments.stream()
                .map(each -> candidate.fire(Rejudgement.facts(null, each)))
                .filter(fired -> IntStream.range(0, fired.count()).anyMatch(i -> fired.rule(i) == rule))
                .count();
    }

    /** What bounded it then; where nothing did, no less than what counted, and what its share of the archive allows. */
    private Bound boundOfGoods(Assessment then, Worth worth, Bound rarity) {
        Bound ofThen = Objects.requireNonNull(worth.bound(GOODS));
        if (says(then, "bound:goods")) {
            return ofThen;
        }
        double counted = then.threats().get(REVENUE).contributions().stream()
                .filter(each -> each.rule().equals("goods") || each.rule().equals("learned:goods"))
                .mapToDouble(Contribution::bits)
                .sum();
        long least = Bits.toUnits(counted) - Math.min(0, worth.move(REVENUE, GOODS));
        return new Bound(Math.max(least, rarity.most()), 1, "");
    }
}
