// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleTurn;
import portolan.scoring.rules.SuppressedRules;
import portolan.scoring.rules.Verdict;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Rejudgement;

class SuppressedThenTest {
    private static final int CONSIGNMENTS = 600;
    private static final String THEN = """
            name: then
            version: 3
            why: in force all the time
            threats:
              revenue: {prior: -5, outcomes: [undervalued], lanes: {red: 0, yellow: -2, blue: -4}}
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
    private static final int REVENUE = 0;
    private static final int NARCOTICS = 1;

    @TempDir
    private Path directory = Path.of(".");

    private final Random random = new Random(20261130);
    private final List<Assessment> assessments = new ArrayList<>();
    private final Map<String, SuppressedRules> known = new HashMap<>();

    private SuppressedRules someKnownGood() {
        SuppressedRules.@Nullable Known[] known =
                new SuppressedRules.Known[RULES.rules().size()];
        Arrays.setAll(
                known,
                rule -> random.nextInt(20) == 0 ? new SuppressedRules.Known("known-good:acme", "known good") : null);
        return new SuppressedRules(known);
    }

    /** Of a release that said nothing of a table, of one that was moved, and of this one, in turn. */
    private Archive archive() throws Exception {
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
            SuppressedRules suppressed = someKnownGood();
            Long table = i % 3 == 0 ? null : i % 3 == 1 ? 492_000 : Assessment.AS_WRITTEN;
            assessments.add(
                    ArchiveFiles.assessment(RULES, "default", key, 1, at, readings, Map.of(), suppressed, table));
            known.put(key.value(), suppressed);
            at = at.plus(Duration.ofMinutes(20));
        }
        List<Assessment> written = ArchiveFiles.write(directory, assessments, List.of());
        assessments.clear();
        assessments.addAll(written);
        return Archive.open(directory);
    }

    /** That every score is the same over columns and one after the other. */
    private void assertJudged(LoadedArchive archive, RuleSet candidate) throws Exception {
        Judged judged = Judged.of(archive, candidate);
        int at = 0;
        for (int group = 0; group < archive.rows().size(); group++) {
            Rows rows = archive.rows().get(group);
            for (int row = 0; row < rows.size(); row++, at++) {
                Assessment then = assessments.get(at);
                DayOfWeek day = then.assessedAt().atOffset(ZoneOffset.UTC).getDayOfWeek();
                List<Verdict> verdicts = candidate.judge(
                        candidate.fire(Rejudgement.facts(null, then)),
                        day,
                        Objects.requireNonNull(known.get(then.key().value())));
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

    @Test
    void theRuleSetThatWasInForceScoresToTheUnitWhatItDid() throws Exception {
        try (LoadedArchive archive = LoadedArchive.of(archive(), RULES, null, null)) {
            Set<String> said = new HashSet<>();
            assessments.forEach(each -> each.threats()
                    .forEach(threat -> threat.contributions().stream()
                            .map(Contribution::rule)
                            .forEach(said::add)));
            assertThat(said).contains("suppressed:shipper", "suppressed:new", "cap:offences");

            assertJudged(archive, RULES);
            WhatIfAnswer answer = archive.ask(RULES);
            assertThat(answer.moves()).isEmpty();
            assertThat(answer.about().moved()).isEqualTo(CONSIGNMENTS / 3);
        }
    }

    @Test
    void whoWasKnownGoodStaysSoForRulesOfThoseNamesWhateverTheySay() throws Exception {
        RuleSet candidate = InventedArchive.compiled(THEN.replace("rate > 1.0", "rate > 2.0")
                        .replace("bits: commodity_offence_rate", "bits: commodity_offence_rate + 2.0")
                + "  - {id: extra, threats: [narcotics], when: commodity_offence_rate > 3, bits: 7, why: e}\n");
        try (LoadedArchive archive = LoadedArchive.of(archive(), candidate, null, null)) {
            assertJudged(archive, candidate);
        }
    }

    /** A weight, a group's cap, a prior, a condition, each on top of the one before: as if all were judged anew. */
    @Test
    void whatIsTurnedScoresAsAllThatIsJudgedAnew() throws Exception {
        Archive written = archive();
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
}
