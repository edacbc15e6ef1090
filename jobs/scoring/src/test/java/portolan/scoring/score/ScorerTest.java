// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.amended;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Deadlines;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.RuleTrace;

class ScorerTest {
    private static final RuleSet RULES = ruleSet("""
            name: test
            version: 2
            why: judged in tests
            threats:
              revenue: {prior: -5.6, lanes: {red: -1, yellow: -2.6, blue: -4}, urgent: 2}
              narcotics: {prior: -10, lanes: {red: -3, yellow: -5, blue: -7}}
            groups: {novelty: 0.2}
            rules:
              - id: goods
                threats: [revenue]
                when: known(commodity_offence_rate)
                bits: commodity_offence_rate
                why: these goods offend often
              - {id: new, threats: [revenue], when: first_time_shipper, bits: 0.15, group: novelty, why: a new shipper}
              - {id: new-too, threats: [revenue], when: first_time_shipper, bits: 0.1, group: novelty, why: still new}
              - id: exposed
                threats: [narcotics]
                when: port_exposure && consignment.loadingCountry == 'CN' && consignment.hs2.exists(c, c == '62')
                bits: 2
                why: an exposed port
            """);

    @Test
    void tellsTheShareThatItsRuleSetTellsAndOfOneHarmNoMore() {
        String text = """
                name: test
                version: 2
                why: judged in tests
                threats:
                  narcotics: {prior: -3, lanes: {red: 3, yellow: 2, blue: 1}}
                  weapons: {prior: -9, lanes: {red: 3, yellow: 2, blue: 1}}
                  offence: {prior: -4, lanes: {red: 3, yellow: 2, blue: 1}, overall: true}
                told:
                  inspections: 100
                  finds: 9
                  shares:
                    - {score: -4, share: 0.01, low: 0.005, high: 0.02}
                    - {score: 0, share: 0.08, low: 0.04, high: 0.16}
                rules:
                  - {id: exposed, threats: [narcotics], when: port_exposure, bits: 4, why: an exposed port}
                """;
        Reading exposed = reading(Indicators.get("port_exposure"), 1, "CNSHA is on the list");

        List<ThreatScore> told =
                assess(ruleSet(text), filed(consignment().build()), exposed).threats();
        List<ThreatScore> asBitsSay = assess(
                        ruleSet(text.replaceFirst("(?s)told:.*?rules:", "rules:")),
                        filed(consignment().build()),
                        exposed)
                .threats();

        assertThat(told).extracting(ThreatScore::score).containsExactly(1.0, -9.0, 0.0);
        assertThat(told.get(2).probability()).isCloseTo(0.08, within(1e-12));
        assertThat(told.get(0).probability()).isEqualTo(told.get(2).probability());
        assertThat(told.get(1).probability()).isEqualTo(Scorer.probability(-9));
        assertThat(asBitsSay)
                .extracting(ThreatScore::probability)
                .containsExactly(Scorer.probability(1), Scorer.probability(-9), 0.5);
    }

    @Test
    void saysWhatItFoundAndWhy() {
        Consignment now = consignment().build();

        Assessment assessment = assess(
                filed(now),
                reading(Indicators.get("commodity_offence_rate"), 4.3, "9 of 20 examined were offences"),
                reading(Indicators.get("port_exposure"), 1, "CNSHA is on the list"));

        assertThat(assessment.key()).isEqualTo(now.key());
        assertThat(assessment.filingId()).isEqualTo("MRN-" + now.key());
        assertThat(assessment.assessedAt()).isEqualTo(now.receivedAt());
        assertThat(assessment.selectedBy()).isEqualTo(SelectedBy.THRESHOLD);
        assertThat(assessment.ruleSet()).isEqualTo(new RuleSetRef("test", 2, RULES.hash(), false));
        assertThat(assessment.engine()).isEqualTo("engine-1");
        assertThat(assessment.reference()).isEqualTo(Reference.bundled().version());
        assertThat(assessment.decisionDueBy()).isEqualTo(Consignments.DEPARTURE.minus(Duration.ofDays(1)));
        assertThat(assessment.lane()).isEqualTo(Lane.YELLOW);
        ThreatScore revenue = assessment.threats().get(0);
        assertThat(assessment.score()).isEqualTo(revenue.score());
        assertThat(revenue.contributions())
                .containsExactly(
                        new Contribution("prior", -5734 / 1024.0, "before anything is known", ""),
                        new Contribution(
                                "goods", 4403 / 1024.0, "these goods offend often", "9 of 20 examined were offences"));
        assertThat(assessment.threats().get(1).contributions().get(1).evidence())
                .isEqualTo("CNSHA is on the list; loadingCountry=CN; hs2=[62]");
    }

    @Test
    void aSecondOpinionLeavesWhoIsDrawnDrawn() {
        String text = RULES.text().replace("revenue: {", "revenue: {overall: true, ")
                + "  - {id: second-goods, curve: {most: 5, of: commodity_offence_rate, bins: [{to: 2, bits: 0}, {bits: 4.7}]}, why: w}\n"
                + "exploration: {share: 0.2, seed: 17}\n";
        RuleSet without = ruleSet(text.replace("bits: 4.7", "bits: 0.0001"));
        RuleSet with = ruleSet(text + "second: {share: 0.25, toll: 0, times: {goods: 0.1}}\n");
        int drawn = 0;
        for (int i = 0; i < 500; i++) {
            CaseEvent event = filed(consignment().id("HBL-" + i).build());
            boolean isDrawn = with.exploration().draws(event.key());
            drawn += isDrawn ? 1 : 0;

            assertThat(without.exploration().draws(event.key())).isEqualTo(isDrawn);
            assertThat(assess(with, event, goods(1)).selectedBy())
                    .isEqualTo(isDrawn ? SelectedBy.EXPLORATION : SelectedBy.THRESHOLD)
                    .isEqualTo(assess(without, event, goods(1)).selectedBy());
            // What only the second opinion makes red takes nothing from the draw: it is looked at in any case.
            assertThat(assess(without, event, goods(3)).lane()).isEqualTo(isDrawn ? Lane.RED : Lane.YELLOW);
            assertThat(assess(with, event, goods(3)).lane()).isEqualTo(Lane.RED);
            assertThat(assess(with, event, goods(3)).selectedBy()).isEqualTo(SelectedBy.THRESHOLD);
        }
        assertThat(drawn).isBetween(60, 140);
    }

    @Test
    void sendsWhoIsDrawnToRedWhateverTheScoreWithoutAnAlert() {
        RuleSet drawing = ruleSet(RULES.text() + "exploration: {share: 0.2, seed: 17}\n");
        int drawn = 0;
        for (int i = 0; i < 500; i++) {
            CaseEvent event = filed(consignment().id("HBL-" + i).build());
            Assessment plain = assess(drawing, event, goods(1));
            Assessment suspect = assess(drawing, event, goods(5));

            boolean isDrawn = drawing.exploration().draws(event.key());
            drawn += isDrawn ? 1 : 0;
            assertThat(plain.lane()).isEqualTo(isDrawn ? Lane.RED : Lane.GREEN);
            assertThat(plain.selectedBy()).isEqualTo(isDrawn ? SelectedBy.EXPLORATION : SelectedBy.THRESHOLD);
            assertThat(plain.urgent()).isFalse();
            assertThat(plain.threats())
                    .allSatisfy(threat -> assertThat(threat.alerting()).isFalse());
            assertThat(AlertBook.EMPTY.on(plain).news()).isEmpty();
            // Who is red anyhow was not chosen by the draw, drawn or not.
            assertThat(suspect.selectedBy()).isEqualTo(SelectedBy.THRESHOLD);
            assertThat(AlertBook.EMPTY.on(suspect).news()).hasSize(1);
        }
        assertThat(drawn).isBetween(75, 125);
    }

    @Test
    void judgesByTheUtcDayOfTheOrderTimeAndSoDoesWhoeverRepeatsIt() {
        RuleSet sundays = ruleSet(RULES.text()
                .replace(
                        "blue: -4}, urgent: 2}",
                        "blue: -4}, offices: {DEHAM: {sun: {red: -5, yellow: -6, blue: -7}}}, urgent: 2}"));
        Instant monday = Instant.parse("2025-03-03T00:00:00Z");

        Assessment late = assess(sundays, receivedInHamburg(monday.minusMillis(1)), goods(1));
        Assessment early = assess(sundays, receivedInHamburg(monday), goods(1));

        assertThat(late.lane()).isEqualTo(Lane.RED);
        assertThat(early.lane()).isEqualTo(Lane.GREEN);
        assertThat(Rejudgement.of(sundays, late).differences()).isEmpty();
        assertThat(Rejudgement.of(sundays, early).differences()).isEmpty();
    }

    private static CaseEvent receivedInHamburg(Instant at) {
        return filed(consignment().office("DEHAM").receivedAt(at).build());
    }

    @Test
    void addsUpToTheScoreExactlyInAnyOrder() {
        RuleSet baseline = BaselineRuleSet.compiled();
        long seed = 5;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Assessment assessment = Scorer.assess(
                    baseline,
                    RuleSetRef.unsigned(baseline),
                    filed(consignment().build()),
                    randomReadings(random),
                    DataQuality.COMPLETE,
                    "engine-1",
                    Reference.bundled());
            for (ThreatScore threat : assessment.threats()) {
                List<Contribution> shuffled = new ArrayList<>(threat.contributions());
                Collections.shuffle(shuffled, random);
                double sum = 0;
                for (Contribution contribution : shuffled) {
                    sum += contribution.bits();
                }
                assertThat(sum).as("seed %s, case %s: %s", seed, i, shuffled).isEqualTo(threat.score());
            }
        }
    }

    private static Readings randomReadings(Random random) {
        List<Reading> readings = new ArrayList<>();
        for (Indicator indicator : Indicators.all()) {
            if (random.nextInt(4) > 0) {
                double value =
                        switch (indicator.unit()) {
                            case FLAG -> random.nextInt(2);
                            case COUNT -> random.nextInt(100);
                            default -> 12 * random.nextGaussian();
                        };
                readings.add(new Reading(indicator, value, "random"));
            }
        }
        return Readings.of(readings);
    }

    @Test
    void standsForAProbability() {
        assertThat(Scorer.probability(0)).isEqualTo(0.5);
        assertThat(Scorer.probability(-5.6)).isCloseTo(0.0202, within(0.0001));
        assertThat(Scorer.probability(1e6)).isEqualTo(1);
        assertThat(Scorer.probability(-1e6)).isZero();
    }

    @Test
    void hasOneIdForOneInputAndOneRuleSet() {
        CaseEvent event = filed(consignment().build());
        String id = assess(event).assessmentId();

        assertThat(id).matches("[0-9a-f]{32}").isEqualTo(assess(event).assessmentId());
        assertThat(assess(event, reading(Indicators.get("port_exposure"), 1, ""))
                        .assessmentId())
                .isEqualTo(id);
        assertThat(assess(filed(consignment().id("HBL-2").build())).assessmentId())
                .isNotEqualTo(id);
        assertThat(assess(filed(consignment().tenant("other").build())).assessmentId())
                .isNotEqualTo(id);
        assertThat(assess(amended(consignment().build(), consignment().build())).assessmentId())
                .isNotEqualTo(id);
        assertThat(Scorer.assess(
                                ruleSet(RULES.text() + "\n"),
                                RuleSetRef.unsigned(ruleSet(RULES.text() + "\n")),
                                event,
                                Readings.NONE,
                                DataQuality.COMPLETE,
                                "engine-1",
                                Reference.bundled())
                        .assessmentId())
                .isNotEqualTo(id);
    }

    @Test
    void isUrgentAboveTheThreshold() {
        assertThat(assess(filed(consignment().deadlines(null).build()), goods(7.7))
                        .urgent())
                .isTrue();
        assertThat(assess(filed(consignment().deadlines(null).build()), goods(7.5))
                        .urgent())
                .isFalse();
    }

    @Test
    void isUrgentWhileAnAlertCanStillStopTheLoading() {
        Consignment before = consignment().build();
        Consignment tooLate = consignment()
                .deadlines(
                        new Deadlines(Consignments.DEPARTURE, null, Consignments.DEPARTURE.plus(Duration.ofDays(20))))
                .build();

        assertThat(assess(filed(before), goods(5)).urgent()).isTrue();
        assertThat(assess(filed(tooLate), goods(5)).urgent()).isFalse();
        // Yellow is no alert in this rule set.
        assertThat(assess(filed(before), goods(4)).urgent()).isFalse();
    }

    @Test
    void tracesRulesThatDidNotFire() {
        List<RuleTrace> traces = RULES.trace(
                Facts.of(Readings.of(List.of(goods(1))), consignment().build()));

        assertThat(traces)
                .extracting(RuleTrace::state)
                .containsExactly(
                        RuleTrace.State.FIRED, RuleTrace.State.ABSENT, RuleTrace.State.ABSENT, RuleTrace.State.ABSENT);
        assertThat(traces.get(3).absent()).containsExactly("port_exposure");
    }

    private static Reading goods(double bits) {
        return reading(Indicators.get("commodity_offence_rate"), bits, "goods");
    }

    private static Reading reading(Indicator indicator, double value, String evidence) {
        return new Reading(indicator, value, evidence);
    }

    private static Assessment assess(CaseEvent event, Reading... readings) {
        return assess(RULES, event, readings);
    }

    private static Assessment assess(RuleSet ruleSet, CaseEvent event, Reading... readings) {
        return Scorer.assess(
                ruleSet,
                RuleSetRef.signed(ruleSet),
                event,
                Readings.of(List.of(readings)),
                DataQuality.COMPLETE,
                "engine-1",
                Reference.bundled());
    }

    private static RuleSet ruleSet(String text) {
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }
}
