// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.Finding;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OutcomeRates;

class RuleSetTest {
    private static final String TEXT = """
            name: test
            version: 7
            why: judged in tests
            alert: yellow
            threats:
              revenue:
                prior: -5
                lanes: {red: 0, yellow: -2, blue: -4}
                offices: {NLRTM001: {red: -1.5, yellow: -3, blue: -4.5}}
                urgent: 3
              narcotics: {prior: -9, lanes: {red: -2, yellow: -4, blue: -6}}
            groups: {novelty: 1.5}
            rules:
              - {id: goods, threats: [revenue], when: known(commodity_offence_rate), bits: commodity_offence_rate, why: goods}
              - {id: shipper, threats: [revenue, narcotics], when: first_time_shipper, bits: 1, group: novelty, why: new}
              - {id: consignee, threats: [narcotics], when: first_time_consignee, bits: 1, group: novelty, why: new too}
              - {id: known-one, threats: [narcotics], when: shipper_consignments > 100, bits: -0.5, group: novelty, why: old}
              - {id: share, threats: [narcotics], when: port_exposure, bits: amendment_churn / base_offence_rate, why: odd}
              - {id: nothing, threats: [revenue], when: 'true', bits: 0, why: counts for nothing}
            """;

    private final RuleSet ruleSet = ((Compiled.Accepted) RuleSetCompiler.compile(TEXT)).ruleSet();

    @Test
    void startsWithThePriorAndListsWhatFired() {
        Verdict revenue = judge(Map.of(
                        Indicators.get("commodity_offence_rate"), 3.25, Indicators.get("first_time_shipper"), 1.0))
                .get(0);

        assertThat(revenue.shares())
                .extracting(Verdict.Share::name, share -> Bits.ofUnits(share.units()))
                .containsExactly(tuple("prior", -5.0), tuple("goods", 3.25), tuple("shipper", 1.0));
        assertThat(Bits.ofUnits(revenue.score())).isEqualTo(-0.75);
        assertThat(revenue.lane()).isEqualTo(Lane.YELLOW);
    }

    @Test
    void countsARateOfOffencesForAThreatOverItsOwnOutcomes() {
        RuleSet apart = ((Compiled.Accepted) RuleSetCompiler.compile(TEXT.replace(
                                "  revenue:",
                                "  any: {prior: 0, "
                                        + "lanes: {red: 9, yellow: 8, blue: 7}, overall: true}\n  revenue:")
                        .replace("    prior: -5", "    outcomes: [undervalued, false_origin]\n    prior: -5")
                        .replace("prior: -9,", "prior: -9, outcomes: [prohibited_goods],")
                        .replace("rules:", """
                                rules:
                                  - {id: past, threats: [revenue, narcotics], when: shipper_offence_rate > 1.0, bits: shipper_offence_rate, why: past}
                                """.strip())))
                .ruleSet();
        Map<Indicator, Double> readings = new TreeMap<>();
        readings.put(Indicators.get("shipper_offence_rate"), 5.0);

        assertThat(past(apart, readings)).as("no offence is known by its code").containsExactly(5.0, 5.0, 5.0);
        readings.put(Indicators.get("shipper_offence_rate_prohibited_goods"), 4.5);
        assertThat(past(apart, readings)).as("in all, of revenue, of narcotics").containsExactly(5.0, 0.0, 4.5);
        readings.put(Indicators.get("shipper_offence_rate_undervalued"), 2.0);
        assertThat(past(apart, readings)).containsExactly(5.0, 2.0, 4.5);
        readings.put(Indicators.get("shipper_offence_rate_false_origin"), 2.0);
        assertThat(past(apart, readings)).as("two of revenue's own add up").containsExactly(5.0, 3.0, 4.5);
        readings.put(Indicators.get("shipper_offence_rate_offence_unspecified"), 4.5);
        assertThat(past(apart, readings))
                .as("what is not specified may be anything, and no part is more than the whole")
                .containsExactly(
                        5.0, Bits.ofUnits(Bits.toUnits(Math.log(4 + 4 + Math.pow(2, 4.5)) / Math.log(2))), 5.0);
    }

    @Test
    void aThreatOfSomeKindsOfGoodsCountsThemAndWhatMayBeOneOfThem() {
        RuleSet apart = ((Compiled.Accepted) RuleSetCompiler.compile(TEXT.replace(
                                "    prior: -5", "    outcomes:\n      - prohibited_goods: [tobacco]\n    prior: -5")
                        .replace("prior: -9,", "prior: -9, outcomes: [prohibited_goods: [narcotics, weapons]],")
                        .replace("rules:", """
                                rules:
                                  - {id: past, threats: [revenue, narcotics], when: shipper_offence_rate > 1.0, bits: shipper_offence_rate, why: past}
                                """.strip())))
                .ruleSet();
        Map<Indicator, Double> readings = new TreeMap<>();
        readings.put(Indicators.get("shipper_offence_rate"), 5.0);

        readings.put(Indicators.get("shipper_offence_rate_narcotics"), 4.0);
        assertThat(past(apart, readings))
                .as("of tobacco, of narcotics and weapons")
                .containsExactly(0.0, 4.0);
        readings.put(Indicators.get("shipper_offence_rate_weapons"), 4.0);
        assertThat(past(apart, readings)).containsExactly(0.0, 5.0);
        readings.put(Indicators.get("shipper_offence_rate_waste"), 4.5);
        readings.put(Indicators.get("shipper_offence_rate_smuggled_goods"), 4.5);
        assertThat(past(apart, readings)).as("of neither's kinds").containsExactly(0.0, 5.0);
        readings.put(Indicators.get("shipper_offence_rate_prohibited_goods"), 3.0);
        assertThat(past(apart, readings))
                .as("goods of no stated kind may be any")
                .containsExactly(3.0, 5.0);
    }

    private static List<Double> past(RuleSet ruleSet, Map<Indicator, Double> readings) {
        return ruleSet.judge(Facts.stated(readings, Map.of()), MONDAY).stream()
                .map(verdict -> verdict.shares().stream()
                        .filter(share -> share.name().equals("past"))
                        .mapToDouble(share -> Bits.ofUnits(share.units()))
                        .sum())
                .toList();
    }

    @Test
    void whatIsFoundOfNoOutcomeOfAThreatDoesNotSpeakAgainstIt() {
        boolean[] revenue = OutcomeRates.counted(Set.of(Finding.UNDERVALUED));
        double[] readings = new double[Finding.OFFENCES.size()];
        Arrays.fill(readings, Double.NaN);
        readings[Finding.OFFENCES.indexOf(Finding.NARCOTICS)] = -1.5;
        int[] parts = IntStream.range(0, readings.length).toArray();

        assertThat(OutcomeRates.of(3, readings, parts, revenue)).isZero();
        assertThat(OutcomeRates.of(-1.5, readings, parts, revenue))
                .as("many examined, few found: clean for everything")
                .isEqualTo(-1.5);
        assertThat(OutcomeRates.of(Double.NaN, readings, parts, revenue)).isNaN();
    }

    @Test
    void countsAGroupForNoMoreThanItsCapInEachThreat() {
        List<Verdict> verdicts =
                judge(Map.of(Indicators.get("first_time_shipper"), 1.0, Indicators.get("first_time_consignee"), 1.0));

        assertThat(verdicts.get(0).shares()).extracting(Verdict.Share::name).containsExactly("prior", "shipper");
        assertThat(verdicts.get(1).shares())
                .extracting(Verdict.Share::name, share -> Bits.ofUnits(share.units()))
                .containsExactly(
                        tuple("prior", -9.0),
                        tuple("shipper", 1.0),
                        tuple("consignee", 1.0),
                        tuple("cap:novelty", -0.5));
    }

    @Test
    void oneWithdrawalCountsOnceHoweverManyRulesAreReadFromIt() {
        Verdict revenue = judged(BaselineRuleSet.compiled(), "cancel_and_refile", "refiled_for_other")
                .get(1);

        assertThat(revenue.shares())
                .extracting(Verdict.Share::name, share -> Bits.ofUnits(share.units()), Verdict.Share::why)
                .filteredOn(share -> !share.toList().get(0).equals("prior"))
                .containsExactly(
                        tuple(
                                "cancelled-and-refiled",
                                4403 / 1024.0,
                                revenue.shares().get(1).why()),
                        tuple(
                                "refiled-for-another",
                                4403 / 1024.0,
                                revenue.shares().get(2).why()),
                        tuple(
                                "cap:one-withdrawal",
                                -4403 / 1024.0,
                                "read from one withdrawal: refiled-for-another counted once with cancelled-and-refiled"));
        assertThat(revenue.score() - revenue.threat().prior()).isEqualTo(4403);
        assertThat(revenue.shares().stream().mapToLong(Verdict.Share::units).sum())
                .isEqualTo(revenue.score());
    }

    @Test
    void whatIsReadFromOneEventCountsForNoMoreThanTheLargestOfIt() {
        assertThat(withdrawn("", "", "")).as("nobody wrote a group").isEqualTo(3.0);
        assertThat(withdrawn("", ", group: novelty", ""))
                .as("it joins the one that is written")
                .isEqualTo(1.5);
        assertThat(withdrawn(", group: novelty", ", group: other", ""))
                .as("whoever names two says that it is two facts")
                .isEqualTo(3.5);
        assertThat(withdrawn("", "", " && dormant_then_active"))
                .as("of two events")
                .isEqualTo(5.0);
        assertThat(withdrawn("", "", " && port_exposure"))
                .as("of an event and more")
                .isEqualTo(3.0);
    }

    /** Of three rules of one withdrawal two speak against the consignment, with 2 and 3 bits, and one for it. */
    @ParameterizedTest
    @CsvSource({"'', '', 2.0", "', group: novelty', '', 0.5", "', group: novelty', ', group: novelty', 1.5"})
    void whatSpeaksForAConsignmentCountsInACapOnlyWhereSomebodyWroteItThere(
            String groupOfTwo, String groupOfMinusOne, double expected) {
        RuleSet rules = ((Compiled.Accepted) RuleSetCompiler.compile(TEXT.substring(0, TEXT.indexOf("  - {id: goods"))
                        + "  - {id: two, threats: [revenue], when: cancel_and_refile, bits: 2, why: a" + groupOfTwo
                        + "}\n  - {id: three, threats: [revenue], when: refiled_for_other, bits: 3, why: b}\n"
                        + "  - {id: minus-one, threats: [revenue], when: cancel_and_refile || refiled_for_other,"
                        + " bits: -1, why: c" + groupOfMinusOne + "}\n"))
                .ruleSet();
        Verdict revenue =
                judged(rules, "cancel_and_refile", "refiled_for_other").get(0);

        assertThat(Bits.ofUnits(revenue.score() - revenue.threat().prior())).isEqualTo(expected);
    }

    @Test
    void stepsOverOneReadingAddUp() {
        RuleSet rules = ((Compiled.Accepted) RuleSetCompiler.compile(TEXT.substring(0, TEXT.indexOf("  - {id: goods"))
                        + "  - {id: two, threats: [revenue], when: cancel_and_refile, bits: 2, why: a}\n"
                        + "  - {id: three, threats: [revenue], when: cancel_and_refile, bits: 3, why: b}\n"))
                .ruleSet();
        Verdict revenue = judged(rules, "cancel_and_refile").get(0);

        assertThat(Bits.ofUnits(revenue.score() - revenue.threat().prior())).isEqualTo(5.0);
    }

    /** What a rule of 2 and one of 3 bits come to, both of a withdrawal. */
    private static double withdrawn(String groupOfTwo, String groupOfThree, String andMore) {
        RuleSet rules = ((Compiled.Accepted) RuleSetCompiler.compile(TEXT.substring(0, TEXT.indexOf("  - {id: goods"))
                                .replace("novelty: 1.5", "novelty: 1.5, other: 2")
                        + "  - {id: two, threats: [revenue], when: cancel_and_refile" + andMore + ", bits: 2"
                        + groupOfTwo
                        + ", why: a}\n  - {id: three, threats: [revenue], when: refiled_for_other, bits: 3"
                        + groupOfThree
                        + ", why: b}\n"))
                .ruleSet();
        Verdict revenue = judged(
                        rules, "cancel_and_refile", "refiled_for_other", "dormant_then_active", "port_exposure")
                .get(0);
        return Bits.ofUnits(revenue.score() - revenue.threat().prior());
    }

    private static List<Verdict> judged(RuleSet rules, String... flags) {
        Map<Indicator, Double> readings = new TreeMap<>();
        for (String flag : flags) {
            readings.put(Indicators.get(flag), 1.0);
        }
        return rules.judge(Facts.stated(readings, Map.of()), MONDAY);
    }

    @Test
    void letsWhatSpeaksForAConsignmentIntoAGroupBeforeTheCap() {
        Verdict narcotics = judge(Map.of(
                        Indicators.get("first_time_shipper"), 1.0,
                        Indicators.get("first_time_consignee"), 1.0,
                        Indicators.get("shipper_consignments"), 500.0))
                .get(1);

        assertThat(narcotics.shares())
                .extracting(Verdict.Share::name)
                .containsExactly("prior", "shipper", "consignee", "known-one");
    }

    @Test
    void countsEveryRuleForTheOverallThreat() {
        String offence = "threats:\n  offence: {prior: -4, lanes: {red: 0, yellow: -2, blue: -4}, overall: true}";
        RuleSet overall = ((Compiled.Accepted) RuleSetCompiler.compile(TEXT.replace("threats:\n", offence + "\n")
                        .replace("threats: [narcotics], when: first_time_consignee", "when: first_time_consignee")))
                .ruleSet();

        Map<Indicator, Double> readings =
                Map.of(Indicators.get("first_time_consignee"), 1.0, Indicators.get("commodity_offence_rate"), 2.0);
        List<Verdict> verdicts = overall.judge(Facts.stated(readings, Map.of()), MONDAY);

        assertThat(overall.overall()).isEqualTo(overall.threats().get(0));
        assertThat(verdicts.get(0).shares())
                .extracting(Verdict.Share::name)
                .containsExactly("prior", "goods", "consignee");
        assertThat(verdicts.get(1).shares()).extracting(Verdict.Share::name).containsExactly("prior", "goods");
        assertThat(verdicts.get(2).shares()).extracting(Verdict.Share::name).containsExactly("prior");
        assertThat(ruleSet.overall()).isNull();
        assertThat(RuleSetCompiler.compile(overall.text().replace("urgent: 3", "overall: true")))
                .isInstanceOfSatisfying(
                        Compiled.Refused.class,
                        refused -> assertThat(refused.issues())
                                .extracting(RuleIssue::message)
                                .containsExactly("only one threat can be overall, and 'offence' is"));
    }

    @Test
    void addsUpExactlyWhateverTheBits() {
        for (double bits : new double[] {0.1, 1.0 / 3, -7.77, 99.9999, 1e9, -1e9, 1.0 / 2048, 3.0 / 2048}) {
            Verdict revenue = judge(Map.of(Indicators.get("commodity_offence_rate"), bits))
                    .get(0);

            long sum = revenue.shares().stream().mapToLong(Verdict.Share::units).sum();
            assertThat(revenue.score()).isEqualTo(sum);
        }
    }

    @Test
    void roundsHalfAUnitToTheEvenOne() {
        assertThat(Bits.toUnits(1.0 / 2048)).isZero();
        assertThat(Bits.toUnits(3.0 / 2048)).isEqualTo(2);
        assertThat(Bits.toUnits(-1.0 / 2048)).isZero();
        assertThat(Bits.toUnits(Double.POSITIVE_INFINITY)).isEqualTo(Bits.WIDEST * (long) Bits.UNITS);
    }

    @Test
    void takesTheThresholdItselfForTheStricterLane() {
        Threat threat = ruleSet.threats().get(0);

        assertThat(threat.lane(0, null, MONDAY)).isEqualTo(Lane.RED);
        assertThat(threat.lane(-1, null, MONDAY)).isEqualTo(Lane.YELLOW);
        assertThat(threat.lane(-2 * 1024, null, MONDAY)).isEqualTo(Lane.YELLOW);
        assertThat(threat.lane(-4 * 1024, null, MONDAY)).isEqualTo(Lane.BLUE);
        assertThat(threat.lane(-4 * 1024 - 1, null, MONDAY)).isEqualTo(Lane.GREEN);
        assertThat(threat.isUrgent(3 * 1024)).isTrue();
        assertThat(threat.isUrgent(3 * 1024 - 1)).isFalse();
    }

    @Test
    void usesTheThresholdsOfTheOfficeThatDecidesAndElseTheThreatsOwn() {
        Map<Indicator, Double> readings = Map.of(Indicators.get("commodity_offence_rate"), 3.5);

        assertThat(laneAt("NLRTM001", readings)).isEqualTo(Lane.RED);
        assertThat(laneAt("NLAMS001", readings)).isEqualTo(Lane.YELLOW);
        assertThat(laneAt("nlrtm001", readings)).isEqualTo(Lane.YELLOW);
        assertThat(ruleSet.judge(facts(readings), MONDAY).get(0).lane()).isEqualTo(Lane.YELLOW);
    }

    @Test
    void usesAnOfficesThresholdsOfTheDayAndTheThreatsOwnOnDaysThatItDoesNotName() {
        RuleSet byDay = compiled(TEXT.replace(
                "NLRTM001: {red: -1.5, yellow: -3, blue: -4.5}",
                "NLRTM001: {mon-fri: {red: -1.5, yellow: -3, blue: -4.5}, sat: {red: 5, yellow: 4, blue: 3}}"));
        Facts facts = Facts.stated(
                Map.of(Indicators.get("commodity_offence_rate"), 3.5), Map.of(ConsignmentField.OFFICE, "NLRTM001"));

        assertThat(List.of(DayOfWeek.values()))
                .extracting(day -> byDay.judge(facts, day).get(0).lane())
                .containsExactly(Lane.RED, Lane.RED, Lane.RED, Lane.RED, Lane.RED, Lane.GREEN, Lane.YELLOW);
        assertThat(byDay.threats().get(0).at("NLRTM001", DayOfWeek.FRIDAY).toString())
                .isEqualTo("red -1.5, yellow -3, blue -4.5");
    }

    @Test
    void runsAnExampleOnTheDayThatItNamesAndElseOnAMonday() {
        String byDay = TEXT.replace(
                "NLRTM001: {red: -1.5, yellow: -3, blue: -4.5}", "NLRTM001: {sun: {red: -5, yellow: -6, blue: -7}}");
        String examples = """
                examples:
                  - {name: sunday, day: sun, consignment: {office: NLRTM001}, expect: {revenue: {lane: red}}}
                  - {name: no day, consignment: {office: NLRTM001}, expect: {revenue: {lane: green}}}
                """;

        assertThat(RuleSetCompiler.compile(byDay, examples)).isInstanceOf(Compiled.Accepted.class);
        assertThat(RuleSetCompiler.compile(byDay, examples.replace("day: sun", "day: sat")))
                .isInstanceOf(Compiled.Refused.class);
    }

    @Test
    void knowsTheBudgetOfAnOfficeOnADay() {
        RuleSet budgeted = compiled("""
                budgets:
                  DEHAM: {sat-sun: {red: 10}, mon-fri: {red: 40, yellow: 160, blue: 0}}
                  NLRTM001: {yellow: 7}
                """ + TEXT);

        assertThat(budgeted.budgets()).containsOnlyKeys("DEHAM", "NLRTM001");
        assertThat(budgeted.budgets().get("DEHAM"))
                .extracting(budget -> budget.days() + ": " + budget)
                .containsExactly("sat-sun: red 10", "mon-fri: red 40, yellow 160, blue 0");
        assertThat(budgeted.budget("DEHAM", MONDAY))
                .extracting(of -> of.of(Lane.BLUE))
                .isEqualTo(0);
        assertThat(budgeted.budget("DEHAM", DayOfWeek.SUNDAY))
                .extracting(of -> of.of(Lane.YELLOW))
                .isNull();
        assertThat(budgeted.budget("NLRTM001", DayOfWeek.SUNDAY))
                .isEqualTo(new Budget(DayPattern.DAILY, Map.of(Lane.YELLOW, 7)));
        assertThat(budgeted.budget("NLAMS001", MONDAY)).isNull();
        assertThat(budgeted.budget(null, MONDAY)).isNull();
        assertThat(ruleSet.budgets()).isEmpty();
    }

    private static RuleSet compiled(String text) {
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }

    private Lane laneAt(String office, Map<Indicator, Double> readings) {
        Facts facts = Facts.stated(readings, Map.of(ConsignmentField.OFFICE, office));
        return ruleSet.judge(facts, MONDAY).get(0).lane();
    }

    @Test
    void countsNothingForBitsThatAreNoFiniteNumber() {
        Map<Indicator, Double> readings = Map.of(
                Indicators.get("port_exposure"),
                1.0,
                Indicators.get("amendment_churn"),
                2.0,
                Indicators.get("base_offence_rate"),
                0.0);

        assertThat(judge(readings).get(1).shares())
                .extracting(Verdict.Share::name)
                .containsExactly("prior");
        assertThat(ruleSet.trace(facts(readings)).get(4))
                .isEqualTo(new RuleTrace("share", RuleTrace.State.UNDEFINED, 0, List.of()));
    }

    @Test
    void makesAlertsOfTheLaneItNamesAndEveryStricterOne() {
        assertThat(ruleSet.alertsIn(Lane.RED)).isTrue();
        assertThat(ruleSet.alertsIn(Lane.YELLOW)).isTrue();
        assertThat(ruleSet.alertsIn(Lane.BLUE)).isFalse();
    }

    @Test
    void tracesWhyARuleDidNotFire() {
        List<RuleTrace> traces = ruleSet.trace(facts(Map.of(
                Indicators.get("first_time_shipper"), 0.0,
                Indicators.get("port_exposure"), 1.0,
                Indicators.get("amendment_churn"), 0.0,
                Indicators.get("base_offence_rate"), 0.0)));

        assertThat(traces)
                .containsExactly(
                        // It only asked whether the reading is known, and it is not.
                        new RuleTrace("goods", RuleTrace.State.NOT_MET, 0, List.of("commodity_offence_rate")),
                        new RuleTrace("shipper", RuleTrace.State.NOT_MET, 0, List.of()),
                        new RuleTrace("consignee", RuleTrace.State.ABSENT, 0, List.of("first_time_consignee")),
                        new RuleTrace("known-one", RuleTrace.State.ABSENT, 0, List.of("shipper_consignments")),
                        new RuleTrace("share", RuleTrace.State.UNDEFINED, 0, List.of()),
                        new RuleTrace("nothing", RuleTrace.State.FIRED, 0, List.of()));
    }

    @Test
    void doesNotFireWhenItsBitsReadWhatIsAbsent() {
        Map<Indicator, Double> readings =
                Map.of(Indicators.get("port_exposure"), 1.0, Indicators.get("amendment_churn"), 2.0);

        assertThat(judge(readings).get(1).shares())
                .extracting(Verdict.Share::name)
                .containsExactly("prior");
        assertThat(ruleSet.trace(facts(readings)).get(4))
                .isEqualTo(new RuleTrace("share", RuleTrace.State.ABSENT, 0, List.of("base_offence_rate")));
    }

    @Test
    void isIdentifiedByTheHashOfItsExactText() {
        // One blank more is another rule set.
        RuleSet other = ((Compiled.Accepted) RuleSetCompiler.compile(TEXT + " ")).ruleSet();

        assertThat(ruleSet.hash()).hasSize(64).matches("[0-9a-f]+").isNotEqualTo(other.hash());
        assertThat(ruleSet.text()).isEqualTo(TEXT);
        assertThat(ruleSet.version()).isEqualTo(7);
    }

    private List<Verdict> judge(Map<Indicator, Double> readings) {
        return ruleSet.judge(facts(readings), MONDAY);
    }

    private static Facts facts(Map<Indicator, Double> readings) {
        return Facts.stated(readings, Map.of());
    }
}
