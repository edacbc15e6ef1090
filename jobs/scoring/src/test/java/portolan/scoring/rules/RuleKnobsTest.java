// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class RuleKnobsTest {
    private static final String TEXT = """
        name: small  # a comment that stays
        version: 3
        why: to be turned
        threats:
          revenue: {prior: -5, lanes: {red: 0.5, yellow: -2, blue: -4}, urgent: 1}
        groups: {offences: 5}
        rules:
          - {id: plain, threats: [revenue], when: first_time_shipper, bits: 2.5, why: a}
          - {id: product, threats: [revenue], when: shipper_offence_rate > 1.0, bits: 1.1 * shipper_offence_rate, why: b}
          - {id: braces, threats: [revenue], when: shipper_offence_rate > 1.0, bits: "0.5 * min(shipper_offence_rate, 3.0)", why: c}
          - id: sum
            threats: [revenue]
            when: shipper_offence_rate > 1.0
            bits: 2.0 * shipper_offence_rate - 1.0
            why: d
        """;

    private static RuleSet compiled(String text) {
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }

    private static String turned(String path, double value) {
        return RuleKnobs.turned(compiled(TEXT), Map.of(path, value));
    }

    @Test
    void everyNumberThatPeopleTurnIsAKnobAndAFactorIsOneWhereNoneIsWritten() {
        assertThat(RuleKnobs.of(compiled(TEXT)))
                .extracting(knob -> knob.path() + ' ' + knob.value() + (knob.isFactor() ? " x" : ""))
                .containsExactly(
                        "threat/revenue/prior -5.0",
                        "threat/revenue/red 0.5",
                        "threat/revenue/yellow -2.0",
                        "threat/revenue/blue -4.0",
                        "threat/revenue/urgent 1.0",
                        "group/offences 5.0",
                        "rule/plain 2.5",
                        "rule/product 1.1 x",
                        "rule/braces 0.5 x",
                        "rule/sum 1.0 x");
    }

    @Test
    void onlyTheNumberChangesInTheText() {
        assertThat(turned("threat/revenue/red", 1.25)).isEqualTo(TEXT.replace("red: 0.5", "red: 1.25"));
        assertThat(turned("rule/plain", -3)).isEqualTo(TEXT.replace("bits: 2.5", "bits: -3"));
        assertThat(turned("rule/product", 2)).isEqualTo(TEXT.replace("1.1 *", "2.0 *"));
        assertThat(turned("rule/braces", 0.755))
                .isEqualTo(TEXT.replace(
                        "\"0.5 * min(shipper_offence_rate, 3.0)\"", "'0.76 * min(shipper_offence_rate, 3.0)'"));
        assertThat(turned("rule/sum", 0.5))
                .isEqualTo(
                        TEXT.replace("2.0 * shipper_offence_rate - 1.0", "0.5 * (2.0 * shipper_offence_rate - 1.0)"));
    }

    @Test
    void whatStaysWhereItIsChangesNoByte() {
        RuleSet baseline = BaselineRuleSet.compiled();
        Map<String, Double> asTheyAre =
                RuleKnobs.of(baseline).stream().collect(Collectors.toMap(RuleKnobs.Knob::path, RuleKnobs.Knob::value));

        assertThat(asTheyAre).hasSizeGreaterThan(baseline.rules().size());
        assertThat(RuleKnobs.turned(baseline, asTheyAre)).isEqualTo(baseline.text());
    }

    /** All together, and some or at night each by itself. */
    @Test
    void howeverAKnobOfTheBaselineIsTurnedTheTextCompilesAndTheKnobStandsThere() {
        RuleSet baseline = BaselineRuleSet.compiled();
        Map<String, Double> all = elsewhere(baseline);
        assertStandThere(baseline, all);
        int by = Seeds.of(all.size() / 8, 1);
        int turn = 0;
        for (Map.Entry<String, Double> each : all.entrySet()) {
            if (turn++ % by == 0) {
                assertStandThere(baseline, Map.of(each.getKey(), each.getValue()));
            }
        }
    }

    /** To a number with a point and to one without, on either side of nothing. */
    private static Map<String, Double> elsewhere(RuleSet ruleSet) {
        double[] weights = {2.0, 0.37, -1.0};
        Map<String, Double> values = new LinkedHashMap<>();
        for (RuleKnobs.Knob knob : RuleKnobs.of(ruleSet)) {
            boolean isWeight = knob.path().startsWith("rule/");
            values.put(knob.path(), isWeight ? weights[values.size() % weights.length] : knob.value() + 0.01);
        }
        return values;
    }

    private static void assertStandThere(RuleSet ruleSet, Map<String, Double> values) {
        RuleSet turned = compiled(RuleKnobs.turned(ruleSet, values));
        assertThat(RuleKnobs.of(turned))
                .as("%s", values)
                .filteredOn(each -> values.containsKey(each.path()))
                .hasSameSizeAs(values.keySet())
                .allSatisfy(each -> assertThat(each.value())
                        .isEqualTo(Math.round(Objects.requireNonNull(values.get(each.path())) * 100) / 100.0));
    }

    @Test
    void whereAnAliasStandsNothingIsTurned() {
        String aliased = TEXT.replace("red: 0.5", "red: &half 0.5").replace("urgent: 1", "urgent: *half");

        assertThat(RuleKnobs.of(compiled(aliased))).isEmpty();
        assertThatThrownBy(() -> RuleKnobs.turned(compiled(aliased), Map.of("rule/plain", 1.0)))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> turned("rule/none", 1)).hasMessageContaining("rule/none");
    }
}
