// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.ThreatAssessed;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.RuleText;
import portolan.scoring.rules.Threat;

class WithoutTest {
    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    private static final RuleSet RULES = ((Compiled.Accepted) RuleSetCompiler.compile(
                    new RuleText(
                            "test",
                            BaselineRuleSet.text().replaceAll("(?m)^learning:.*\n(  .*\n)*", "") + """

                    - {id: both, when: cancel_and_refile && refiled_for_other, bits: 2, why: at once}
                    - {id: pardoned, when: cancel_and_refile || refiled_for_other, bits: -1, why: it was asked for}
                    """.indent(2)
                                    + "second: {share: 0.25, toll: 0.5, times: {seal-reused: 0.5}}\n"),
                    null))
            .ruleSet();
    private static final Threat THREAT = RULES.threats().get(0);

    /** The lane without a rule, of a score that these shares add up to. */
    private static String without(String rule, Map<String, Double> shares) {
        double score = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        List<RuleContribution> contributions = new ArrayList<>();
        shares.forEach((name, bits) -> contributions.add(new RuleContribution(name, bits, "why", "")));
        ThreatAssessed assessed =
                new ThreatAssessed(THREAT.name(), score, 0.5, Lane.valueOf(lane(score)), contributions);
        ConsignmentAssessed assessment = ConsignmentAssessed.newBuilder()
                .setAssessmentId("1")
                .setTenant("t")
                .setConsignmentKey("A:1:2026")
                .setFilingId("1")
                .setFilingVersion(1)
                .setAssessedAt(AT)
                .setScore(score)
                .setLane(assessed.getLane())
                .setThreats(List.of(assessed))
                .setDataQuality(1)
                .setRuleset(RuleSetRef.newBuilder()
                        .setName("b")
                        .setVersion(1)
                        .setHash("0")
                        .build())
                .setEngine("e")
                .setReference("r")
                .setInput(new InputPosition("f", 0, 0L))
                .setOrderTime(AT)
                .setFiledAt(AT)
                .build();
        portolan.scoring.rules.Lane lane =
                Objects.requireNonNull(Without.of(RULES, assessment, assessed)).lane(rule);
        return lane == null ? lane(score) : lane.name();
    }

    private static String lane(double bits) {
        DayOfWeek day = AT.atOffset(ZoneOffset.UTC).getDayOfWeek();
        return THREAT.lane(Math.round(bits * 1024), null, day).name();
    }

    private static List<String> ofOneGroup() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Rule rule : RULES.rules()) {
            if (rule.group() != null) {
                groups.computeIfAbsent(rule.group(), unused -> new ArrayList<>())
                        .add(rule.id());
            }
        }
        Map.Entry<String, List<String>> group = groups.entrySet().stream()
                .filter(one -> one.getValue().size() > 1)
                .findFirst()
                .orElseThrow();
        return List.of(group.getKey(), group.getValue().get(0), group.getValue().get(1));
    }

    @Test
    void aRuleGoesWithAllThatWasLearnedAndTakenOfIt() {
        for (double prior = -12; prior < 4; prior += 0.25) {
            Map<String, Double> shares = new LinkedHashMap<>();
            shares.put("prior", prior);
            shares.put("free", 3.0);
            shares.put("learned:free", 1.5);
            shares.put("bound:free", -0.5);
            shares.put("other", 2.0);
            assertThat(without("free", shares)).as("prior %s", prior).isEqualTo(lane(prior + 2));
            assertThat(without("prior", shares)).isEqualTo(lane(prior + 6));
        }
    }

    /** What it says is known where it says more; it counted half of one rule. */
    @Test
    void aSecondOpinionCountsWhereItStillSaysMoreWithoutARule() {
        for (double prior = -12; prior < 4; prior += 0.25) {
            Map<String, Double> shares = new LinkedHashMap<>();
            shares.put("prior", prior);
            shares.put("seal-reused", 3.0);
            shares.put("other", 2.0);
            shares.put("second-opinion", 1.0);
            assertThat(without("second-opinion", shares)).as("prior %s", prior).isEqualTo(lane(prior + 5));
            assertThat(without("seal-reused", shares)).as("prior %s", prior).isEqualTo(lane(prior + 6 - 1.5));
            assertThat(without("other", shares)).as("prior %s", prior).isEqualTo(lane(prior + 6 - 2));
        }
    }

    @Test
    void whatOneEventIsReadFromTwiceStaysWithoutOneOfIt() {
        for (double prior = -12; prior < 4; prior += 0.25) {
            Map<String, Double> shares = new LinkedHashMap<>();
            shares.put("prior", prior);
            shares.put("cancelled-and-refiled", 4.0);
            shares.put("refiled-for-another", 3.0);
            shares.put("cap:one-withdrawal", -3.0);
            assertThat(without("cancelled-and-refiled", shares))
                    .as("prior %s", prior)
                    .isEqualTo(lane(prior + 3));
            assertThat(without("refiled-for-another", shares))
                    .as("prior %s", prior)
                    .isEqualTo(lane(prior + 4));
        }
    }

    /** Rules that nobody put into a group. */
    @Test
    void whatSpeaksForAConsignmentStaysOutOfTheCapOfItsEvent() {
        for (double prior = -12; prior < 4; prior += 0.25) {
            Map<String, Double> shares = new LinkedHashMap<>();
            shares.put("prior", prior);
            shares.put("cancelled-and-refiled", 4.0);
            shares.put("refiled-for-another", 3.0);
            shares.put("both", 2.0);
            shares.put("pardoned", -1.0);
            shares.put("cap:one-withdrawal", -5.0);
            assertThat(without("both", shares)).as("prior %s", prior).isEqualTo(lane(prior + 3));
            assertThat(without("pardoned", shares)).as("prior %s", prior).isEqualTo(lane(prior + 4));
        }
    }

    @Test
    void aCapGivesWayAsFarAsItsGroupThenStaysBelowIt() {
        List<String> group = ofOneGroup();
        for (double prior = -12; prior < 4; prior += 0.25) {
            Map<String, Double> shares = new LinkedHashMap<>();
            shares.put("prior", prior);
            shares.put(group.get(1), 4.0);
            shares.put(group.get(2), 3.0);
            shares.put("cap:" + group.get(0), -2.0);
            assertThat(without(group.get(1), shares)).as("prior %s", prior).isEqualTo(lane(prior + 3));
            assertThat(without(group.get(2), shares)).as("prior %s", prior).isEqualTo(lane(prior + 4));
        }
    }
}
