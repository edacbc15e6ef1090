// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;

class CurveTest {
    private static final String HEAD = """
            name: test
            version: 1
            why: judged in tests
            threats: {t: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}}
            groups: {new: 1.5}
            rules:
            """;
    private static final String AGE = """
              - id: age
                threats: [t]
                curve:
                  of: shipper_consignments
                  bins:
                    - {to: 28, bits: 0.4, finds: 73}
                    - {to: 63, bits: 0.3}
                    - {bits: -0.5, finds: 4}
                why: how long it is known
            """;

    private static RuleSet compiled(String rules) {
        Compiled compiled = RuleSetCompiler.compile(HEAD + rules);
        assertThat(compiled).as("%s", compiled).isInstanceOf(Compiled.Accepted.class);
        return ((Compiled.Accepted) compiled).ruleSet();
    }

    private static Facts facts(Map<String, Double> readings) {
        Map<Indicator, Double> values = new TreeMap<>();
        readings.forEach((name, value) -> values.put(Indicators.get(name), value));
        return Facts.stated(values, Map.of());
    }

    private static Verdict judged(RuleSet ruleSet, Map<String, Double> readings) {
        return ruleSet.judge(facts(readings), DayOfWeek.MONDAY).get(0);
    }

    private static double bits(RuleSet ruleSet, Map<String, Double> readings) {
        Verdict verdict = judged(ruleSet, readings);
        return Bits.ofUnits(verdict.score() - verdict.threat().prior());
    }

    /** A bin includes where it ends. */
    @ParameterizedTest
    @CsvSource({"-1000, 0.4", "28, 0.4", "28.000001, 0.3", "63, 0.3", "64, -0.5", "Infinity, -0.5"})
    void addsTheBitsOfTheBinThatAReadingFallsInto(double reading, double expected) {
        assertThat(bits(compiled(AGE), Map.of("shipper_consignments", reading)))
                .isEqualTo(Bits.ofUnits(Bits.toUnits(expected)));
    }

    /** A bin that ends below a number does not include it, down to the number next to it. */
    @ParameterizedTest
    @CsvSource({
        "-1000, 0.4, <0",
        "-4.9E-324, 0.4, <0",
        "0, 0.3, 0..<63.25",
        "63.24999999999999, 0.3, 0..<63.25",
        "63.25, -0.5, >=63.25"
    })
    void aBinMayEndBelowANumber(double reading, double expected, String bin) {
        RuleSet ruleSet = compiled(AGE.replace("to: 28", "below: 0").replace("to: 63", "below: 63.25"));
        Map<String, Double> readings = Map.of("shipper_consignments", reading);

        assertThat(bits(ruleSet, readings)).isEqualTo(Bits.ofUnits(Bits.toUnits(expected)));
        assertThat(evidence(ruleSet, readings)).startsWith("age.bin=" + bin);
    }

    @Test
    void columnsMayEndBelowANumberToo() {
        RuleSet table = compiled("""
                  - id: pair
                    threats: [t]
                    curve:
                      of: shipper_consignments
                      by: notorious_goods
                      columns: {below: [0, 3]}
                      bins:
                        - {to: 28, bits: [-0.5, 0.5, 1.5]}
                        - {bits: [0.25, 0.75, 1.0]}
                    why: w
                """);
        Map<Double, Double> expected = Map.of(-1.0, -0.5, 0.0, 0.5, 2.0, 0.5, 3.0, 1.5);
        expected.forEach(
                (goods, bits) -> assertThat(bits(table, Map.of("shipper_consignments", 28.0, "notorious_goods", goods)))
                        .as("%s", goods)
                        .isEqualTo(bits));
        assertThat(evidence(table, Map.of("shipper_consignments", 28.0, "notorious_goods", 3.0)))
                .isEqualTo("pair.bin=<=28 x >=3");
    }

    @Test
    void aReadingThatIsAbsentCountsForNothingUnlessTheCurveSaysWhat() {
        RuleSet silent = compiled(AGE);
        RuleSet says = compiled(AGE.replace("bins:", "unknown: -0.25\n      bins:"));

        assertThat(bits(silent, Map.of())).isZero();
        assertThat(silent.trace(facts(Map.of())))
                .containsExactly(new RuleTrace("age", RuleTrace.State.ABSENT, 0, List.of("shipper_consignments")));
        assertThat(bits(says, Map.of())).isEqualTo(-0.25);
        assertThat(evidence(says, Map.of())).isEqualTo("age.bin=unknown");
    }

    @Test
    void whatIsNoNumberIsNeitherKnownNorUnknown() {
        RuleSet ruleSet = compiled(AGE.replace("of: shipper_consignments", "of: 0.0 / notorious_goods")
                .replace("bins:", "unknown: 1\n      bins:"));

        assertThat(bits(ruleSet, Map.of("notorious_goods", 0.0))).isZero();
        assertThat(ruleSet.trace(facts(Map.of("notorious_goods", 0.0))).get(0).state())
                .isEqualTo(RuleTrace.State.UNDEFINED);
        assertThat(bits(ruleSet, Map.of())).isEqualTo(1);
    }

    @Test
    void twoReadingsAreATable() {
        RuleSet table = compiled("""
                  - id: pair
                    threats: [t]
                    when: notorious_goods < 90.0
                    curve:
                      of: shipper_consignments
                      by: notorious_goods
                      columns: [0, 3]
                      bins:
                        - {to: 28, bits: [0.0, 0.5, 1.5], finds: [2, 30, 41]}
                        - {bits: [-0.5, 0.25, 1.0]}
                    why: w
                """);
        double[][] expected = {{0, 0.5, 1.5}, {-0.5, 0.25, 1.0}};
        double[] rows = {28, 29};
        double[] columns = {0, 3, 4};
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                assertThat(bits(table, Map.of("shipper_consignments", rows[row], "notorious_goods", columns[column])))
                        .isEqualTo(expected[row][column]);
            }
        }
        assertThat(bits(table, Map.of("shipper_consignments", 1.0, "notorious_goods", 90.0)))
                .isZero();
        assertThat(evidence(table, Map.of("shipper_consignments", 1.0, "notorious_goods", 4.0)))
                .isEqualTo("pair.bin=<=28 x >3; pair.finds=41");
    }

    private static String evidence(RuleSet ruleSet, Map<String, Double> readings) {
        return judged(ruleSet, readings).shares().get(1).evidence();
    }

    @Test
    void namesItsBinAndTheFindsBehindIt() {
        assertThat(evidence(compiled(AGE), Map.of("shipper_consignments", 3.0)))
                .isEqualTo("age.bin=<=28; age.finds=73");
        assertThat(evidence(compiled(AGE), Map.of("shipper_consignments", 30.0)))
                .isEqualTo("age.bin=28..63");
        assertThat(evidence(compiled(AGE), Map.of("shipper_consignments", 300.0)))
                .isEqualTo("age.bin=>63; age.finds=4");
    }

    /** Of a threat that is about some outcomes, rates are counted over these alone, and so is the bin. */
    @Test
    void namesTheBinOfTheRatesThatAThreatCounts() {
        RuleSet baseline = BaselineRuleSet.compiled();
        Indicator rate = Indicators.get("commodity_offence_rate");
        Facts facts = facts(Map.of(
                "commodity_offence_rate",
                2.0,
                "repeat_offence_rate",
                0.9,
                rate.parts().get(0).ruleName(),
                0.5));
        Map<String, String> evidence = new TreeMap<>();
        for (Verdict verdict : baseline.judge(facts, DayOfWeek.MONDAY)) {
            verdict.shares().stream()
                    .filter(share -> share.name().equals("goods-offences-that-agree"))
                    .forEach(share -> evidence.put(verdict.threat().name(), share.evidence()));
        }

        assertThat(evidence)
                .containsExactly(
                        Map.entry("offence", "goods-offences-that-agree.bin=1.8..2.4"),
                        Map.entry("revenue", "goods-offences-that-agree.bin=0..0.6"));
    }

    @Test
    void countsInItsGroupAndIsSuppressedLikeAnyRule() {
        RuleSet ruleSet = compiled(AGE.replace("why:", "group: new\n    why:")
                + "  - {id: other, threats: [t], when: port_exposure, bits: 1.25, group: new, why: w}\n");
        Facts facts = facts(Map.of("shipper_consignments", 3.0, "port_exposure", 1.0));
        SuppressedRules.Known known = new SuppressedRules.Known("known-good:a", "known good");

        assertThat(ruleSet.judge(facts, DayOfWeek.MONDAY).get(0).shares())
                .extracting(Verdict.Share::name, Verdict.Share::units)
                .containsExactly(
                        tuple("prior", -5 * 1024L), tuple("age", 410L), tuple("other", 1280L), tuple("cap:new", -154L));
        assertThat(ruleSet.judge(
                                ruleSet.fire(facts),
                                DayOfWeek.MONDAY,
                                new SuppressedRules(new SuppressedRules.Known[] {known}))
                        .get(0)
                        .shares())
                .extracting(Verdict.Share::name, Verdict.Share::units)
                .contains(tuple("suppressed:age", -410L))
                .doesNotContain(tuple("cap:new", -154L));
    }

    @Test
    void aFamilyIsAGroupThatIsReadAsOne() {
        RuleSet ruleSet = compiled(AGE.replace("why:", "family: new\n    why:")
                + "  - {id: other, threats: [t], when: port_exposure, bits: 1.25, group: new, why: w}\n"
                + "  - {id: alone, threats: [t], when: port_exposure, bits: 1, why: w}\n");

        for (String name : List.of("age", "other", "suppressed:age", "cap:new")) {
            assertThat(ruleSet.familyOf(name)).as(name).isEqualTo("new");
        }
        for (String name : List.of("alone", "prior", "cap:old")) {
            assertThat(ruleSet.familyOf(name)).as(name).isNull();
        }
    }

    /** The eight rules whose place it took; to the unit, wherever a rate lies. */
    @Test
    void theGoodsThatAgreeCountForWhatTheyCountedInEightRules() {
        StringBuilder steps = new StringBuilder();
        double[] starts = {0, 0.6, 1.2, 1.8, 2.4, 3.0, 3.6, 4.2};
        for (int step = 0; step < starts.length; step++) {
            String over = step == 0 ? "commodity_offence_rate" : "commodity_offence_rate - " + starts[step];
            steps.append(
                            "  - {id: step-%d, threats: [t], when: commodity_offence_rate > %s && repeat_offence_rate > 0.6, "
                                    .formatted(step, starts[step]))
                    .append("bits: \"3.0 * min(%s, %s)\", why: w}\n".formatted(over, step == 7 ? 1.2 : 0.6));
        }
        RuleSet eight = compiled(steps.toString());
        RuleSet baseline = BaselineRuleSet.compiled();
        Random random = new Random(54);
        for (int i = 0; i < 200_000; i++) {
            // Near where bins end as often as anywhere.
            double rate = i % 2 == 0
                    ? 8 * random.nextDouble() - 1
                    : starts[random.nextInt(starts.length)] + (random.nextInt(9) - 4) * Math.ulp(4.0);
            Map<String, Double> readings =
                    Map.of("commodity_offence_rate", rate, "repeat_offence_rate", 0.4 + random.nextDouble());
            Verdict is = baseline.judge(facts(readings), DayOfWeek.MONDAY).stream()
                    .filter(verdict -> verdict.threat().name().equals("revenue"))
                    .findFirst()
                    .orElseThrow();
            long curve = is.shares().stream()
                    .filter(share -> share.name().equals("goods-offences-that-agree"))
                    .mapToLong(Verdict.Share::units)
                    .sum();
            assertThat(curve).as("rate %s", rate).isEqualTo(Bits.toUnits(bits(eight, readings)));
        }
    }

    @Test
    void whatABinAddsIsADifferenceAndItsFindsAreWords() {
        assertThat(RuleSetChanges.between(
                                compiled(AGE),
                                compiled(AGE.replace("bits: 0.3", "bits: 0.35").replace("finds: 73", "finds: 80")))
                        .changes())
                .flatExtracting(RuleSetChanges.Change::differences)
                .containsExactly(
                        new RuleSetChanges.Difference("bits <=28", "0.4 (73 finds)", "0.4 (80 finds)", false),
                        new RuleSetChanges.Difference("bits 28..63", "0.3", "0.35", true));
        assertThat(RuleSetChanges.between(compiled(AGE), compiled(AGE.replace("to: 63", "to: 70")))
                        .changes())
                .flatExtracting(RuleSetChanges.Change::differences)
                .containsExactly(
                        new RuleSetChanges.Difference("bits 28..63", "0.3", "", true),
                        new RuleSetChanges.Difference("bits >63", "-0.5 (4 finds)", "", true),
                        new RuleSetChanges.Difference("bits 28..70", "", "0.3", true),
                        new RuleSetChanges.Difference("bits >70", "", "-0.5 (4 finds)", true));
    }

    @Test
    void eachBinCanBeTurned() {
        RuleSet ruleSet = compiled(AGE.replace("bins:", "unknown: 0.1\n      bins:"));

        assertThat(RuleKnobs.of(ruleSet))
                .filteredOn(knob -> knob.path().startsWith("rule/"))
                .extracting(RuleKnobs.Knob::path, RuleKnobs.Knob::value)
                .containsExactly(
                        tuple("rule/age/1", 0.4),
                        tuple("rule/age/2", 0.3),
                        tuple("rule/age/3", -0.5),
                        tuple("rule/age/unknown", 0.1));
        assertThat(RuleKnobs.turned(ruleSet, Map.of("rule/age/2", 0.15)))
                .isEqualTo(ruleSet.text().replace("bits: 0.3", "bits: 0.15"));
    }
}
