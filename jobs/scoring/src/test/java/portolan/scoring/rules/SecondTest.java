// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;

class SecondTest {
    private static final String TEXT = """
            name: port
            version: 1
            why: w
            threats:
              offence: {overall: true, prior: -7, lanes: {red: -2, yellow: -4, blue: -5}}
              drugs: {prior: -9, lanes: {red: -2, yellow: -4, blue: -5}}
            groups: {new: 4, second-past: 1.5}
            rules:
              - {id: exposed, threats: [drugs], when: port_exposure, bits: 3, why: exposed port}
              - {id: first, when: first_time_shipper, bits: 1, group: new, why: new shipper}
              - {id: refiled, when: refiled_for_other, bits: 2.5, group: new, why: filed again}
              - id: second-age
                curve: {of: shipper_consignments, bins: [{to: 3, bits: 1.25, finds: 30}, {bits: -0.5}]}
                family: second-past
                why: past of the shipper
              - id: second-finds
                curve: {of: shipper_offence_rate, bins: [{to: 1, bits: 0}, {bits: 2, finds: 20}]}
                family: second-past
                why: finds at the shipper
            """;

    private static final String SECOND = "second: {share: 0.25, toll: 0.5, times: {exposed: 0.5, first: 1.25}}\n";

    private static RuleSet compiled(String text) {
        Compiled compiled = RuleSetCompiler.compile(text);
        assertThat(compiled).as("%s", compiled).isInstanceOf(Compiled.Accepted.class);
        return ((Compiled.Accepted) compiled).ruleSet();
    }

    private static Verdict judged(RuleSet ruleSet, SuppressedRules suppressed, Map<String, Double> readings) {
        Map<Indicator, Double> stated = new TreeMap<>();
        readings.forEach((name, value) -> stated.put(Indicators.get(name), value));
        return ruleSet.judge(ruleSet.fire(Facts.stated(stated, Map.of())), DayOfWeek.MONDAY, suppressed, 0);
    }

    private static final Map<String, Double> YOUNG_OFFENDER =
            Map.of("first_time_shipper", 1.0, "shipper_consignments", 2.0, "shipper_offence_rate", 3.0);

    @Test
    void countsWhereItSaysMoreThanWhatIsWrittenAndItsToll() {
        Verdict heard = judged(compiled(TEXT + SECOND), SuppressedRules.NONE, YOUNG_OFFENDER);

        // Written: 1. It says: 1.25, and 1.25 + 2 capped at 1.5; less the toll of 0.5.
        assertThat(heard.shares())
                .extracting(Verdict.Share::name, Verdict.Share::units)
                .containsExactly(tuple("prior", -7 * 1024L), tuple("first", 1024L), tuple("second-opinion", 1280L));
        assertThat(heard.score()).isEqualTo(-7 * 1024 + 1024 + 1280);
        Verdict.Share opinion = heard.shares().get(2);
        assertThat(opinion.why()).isEqualTo("finds at the shipper +1.5, new shipper +0.25");
        assertThat(opinion.evidence())
                .isEqualTo("+1.5 finds at the shipper: +2 finds at the shipper (>1, 20 finds),"
                        + " +1.25 past of the shipper (<=3, 30 finds); +0.25 first x1.25; -0.5 toll");
    }

    @Test
    void whatItSaysLessOfIsTheRestOfItsEvidence() {
        Verdict heard = judged(compiled(TEXT + SECOND.replace("1.25", "0.75")), SuppressedRules.NONE, YOUNG_OFFENDER);

        assertThat(heard.shares().get(2).units()).isEqualTo(768);
        assertThat(heard.shares().get(2).evidence())
                .startsWith("+1.5 finds at the shipper: +2 ")
                .endsWith("30 finds); -0.25 the rest; -0.5 toll");
    }

    @Test
    void takesNothingFromWhatIsWritten() {
        RuleSet ruleSet = compiled(TEXT + SECOND);
        Map<String, Double> known = Map.of("port_exposure", 1.0, "shipper_consignments", 90.0);

        assertThat(judged(ruleSet, SuppressedRules.NONE, known).shares())
                .extracting(Verdict.Share::name)
                .containsExactly("prior", "exposed");
        assertThat(judged(ruleSet, SuppressedRules.NONE, known).score()).isEqualTo((-7 + 3) * 1024);
    }

    @Test
    void withoutTheSectionItsCurvesCountLikeAnyOther() {
        assertThat(judged(compiled(TEXT), SuppressedRules.NONE, YOUNG_OFFENDER).shares())
                .extracting(Verdict.Share::name)
                .containsExactly("prior", "first", "second-age", "second-finds", "cap:second-past");
    }

    @Test
    void whatIsSuppressedOfItCountsForNothingAndIsTold() {
        RuleSet ruleSet = compiled(TEXT + SECOND);
        SuppressedRules.Known[] known =
                new SuppressedRules.Known[ruleSet.rules().size()];
        known[4] = new SuppressedRules.Known("known-good:acme", "known good");

        assertThat(judged(ruleSet, new SuppressedRules(known), YOUNG_OFFENDER).shares())
                .extracting(Verdict.Share::name, Verdict.Share::units)
                .containsExactly(
                        tuple("prior", -7 * 1024L),
                        tuple("first", 1024L),
                        tuple("suppressed:second-finds", 0L),
                        tuple("second-opinion", 1024L));
    }

    @Test
    void aLaterVersionSaysWhatOfItDiffers() {
        RuleSet before = compiled(TEXT + SECOND);

        assertThat(RuleSetChanges.between(
                                before,
                                compiled(
                                        TEXT + "second: {share: 0.5, toll: 0.4, times: {first: 1.25, refiled: 0.3}}\n"))
                        .changes())
                .containsExactly(new RuleSetChanges.Change(
                        RuleSetChanges.Kind.CHANGED,
                        "second",
                        List.of(
                                new RuleSetChanges.Difference("share", "0.25", "0.5", false),
                                new RuleSetChanges.Difference("toll", "0.5", "0.4", true),
                                new RuleSetChanges.Difference("times exposed", "0.5", "", true),
                                new RuleSetChanges.Difference("times refiled", "", "0.3", true))));
        RuleSet more = compiled(TEXT + SECOND.replace("0.25,", "0.5,"));
        assertThat(ColumnJudge.scoreAlike(before, more)).isTrue();
        assertThat(RuleSetChanges.between(before, more).changesScores()).isFalse();
        assertThat(ColumnJudge.scoreAlike(before, compiled(TEXT))).isFalse();
        assertThat(ColumnJudge.scoreAlike(before, compiled(TEXT + SECOND.replace("toll: 0.5", "toll: 0.6"))))
                .isFalse();
        assertThat(RuleTurn.between(before, compiled(TEXT + SECOND.replace("toll: 0.5", "toll: 0.6"))))
                .isNull();
    }
}
