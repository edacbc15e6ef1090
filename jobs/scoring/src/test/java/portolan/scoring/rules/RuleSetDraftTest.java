// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetDraftTest {
    private static final OfficeLanes WEEK = new OfficeLanes(DayPattern.parse("mon-fri"), thresholds(-1.25, -3.5, -4));
    private static final OfficeLanes WEEKEND = new OfficeLanes(DayPattern.parse("sat,sun"), thresholds(2, 1, 0.01));

    private static final String TEXT = """
            # About the whole: Düsseldorf 🚢.
            name: test
            version: 7  # the seventh
            why: >-
              as it was,
              on two lines

            # What is asked.
            threats:
              revenue:
                prior: -5  # 1 in 33
                # Red from there on.
                lanes: {red: 0, yellow: -2, blue: -4} # all of them
                urgent: 3

              # Rarer.
              narcotics: {prior: -9, lanes: {red: -2, yellow: -4, blue: -6}}
              security:
                prior: -8
                offices:
                  # The old ones.
                  DEHAM: {red: 1, yellow: 0, blue: -1}
                  NLRTM:
                    mon-sat: {red: 3, yellow: 2, blue: 1}
                    sun: {red: 4, yellow: 3, blue: 2}
                # After them.
                lanes:
                  red: -2.5
                  yellow: -4
                  blue: -6
            rules:
              - {id: goods, threats: [revenue], when: 'true', bits: 1, why: a}
            """;

    @Test
    void changesTheThresholdsOfOfficesAndNothingElse() {
        RuleSet before = compiled(TEXT);

        String draft = RuleSetDraft.of(
                before,
                "Anna's budgets",
                Map.of(
                        "revenue", Map.of("DEHAM", List.of(WEEK, WEEKEND)),
                        "narcotics", Map.of("DEHAM", List.of(WEEK)),
                        "security", Map.of("DEHAM", List.of(WEEK))));

        assertThat(draft).isEqualTo("""
            # About the whole: Düsseldorf 🚢.
            name: test
            version: 8  # the seventh
            why: 'Anna''s budgets'

            # What is asked.
            threats:
              revenue:
                prior: -5  # 1 in 33
                # Red from there on.
                lanes: {red: 0, yellow: -2, blue: -4} # all of them
                offices:
                  'DEHAM':
                    mon-fri: {red: -1.25, yellow: -3.5, blue: -4}
                    sat-sun: {red: 2, yellow: 1, blue: 0.01}
                urgent: 3

              # Rarer.
              narcotics: {prior: -9, lanes: {red: -2, yellow: -4, blue: -6}, offices: {'DEHAM': {mon-fri: {red: -1.25, yellow: -3.5, blue: -4}}}}
              security:
                prior: -8
                offices:
                  'DEHAM':
                    mon-fri: {red: -1.25, yellow: -3.5, blue: -4}
                  'NLRTM':
                    mon-sat: {red: 3, yellow: 2, blue: 1}
                    sun: {red: 4, yellow: 3, blue: 2}
                # After them.
                lanes:
                  red: -2.5
                  yellow: -4
                  blue: -6
            rules:
              - {id: goods, threats: [revenue], when: 'true', bits: 1, why: a}
            """);
        RuleSet after = compiled(draft);
        assertThat(after.version()).isEqualTo(8);
        assertThat(after.threats().get(0).at("DEHAM", DayOfWeek.SUNDAY)).isEqualTo(WEEKEND.lanes());
        assertThat(after.threats().get(0).at("DEHAM", DayOfWeek.MONDAY)).isEqualTo(WEEK.lanes());
    }

    @Test
    void writesThresholdsOfTheBundledBaseline() {
        String draft = RuleSetDraft.of(
                BaselineRuleSet.compiled(), "budgets", Map.of("narcotics", Map.of("O 1: x", List.of(WEEK))));

        RuleSet after = compiled(draft);
        assertThat(after.threats().get(2).at("O 1: x", DayOfWeek.FRIDAY)).isEqualTo(WEEK.lanes());
        assertThat(after.rules()).hasSameSizeAs(BaselineRuleSet.compiled().rules());
    }

    @Test
    void anAliasAmongThreatsIsAnObstacleAndSaysWhere() {
        String text = TEXT.replace(
                        "lanes: {red: 0, yellow: -2, blue: -4} #", "lanes: &usual {red: 0, yellow: -2, blue: -4} #")
                .replace("prior: -9, lanes: {red: -2, yellow: -4, blue: -6}", "prior: -9, lanes: *usual");
        compiled(text);

        assertThat(RuleSetDraft.obstacle(new RuleText("ruleset.yaml", text)))
                .hasValueSatisfying(issue -> assertThat(issue.render())
                        .startsWith(
                                "ruleset.yaml:17:33: no draft can be made: each threat gets thresholds of its own, and"
                                        + " '*usual' stands for what is written elsewhere; write it out here"));
    }

    @Test
    void anAliasAmongThreatsOfWhatStaysIsAnObstacleToo() {
        String text = TEXT.replace("threats:\n", "groups: {spare: &three 3}\nthreats:\n")
                .replace("urgent: 3", "urgent: *three");
        compiled(text);

        assertThat(RuleSetDraft.obstacle(new RuleText("ruleset.yaml", text)))
                .hasValueSatisfying(issue -> assertThat(issue.sourceLine()).contains("urgent: *three"));
    }

    @Test
    void anAliasOfWhatIsWrittenAnewIsAnObstacleWhereverItStands() {
        String text = TEXT.replace("version: 7", "version: &seven 7").replace("bits: 1,", "bits: *seven,");
        compiled(text);

        assertThat(RuleSetDraft.obstacle(new RuleText("ruleset.yaml", text)))
                .hasValueSatisfying(issue -> assertThat(issue.sourceLine()).contains("bits: *seven"));
    }

    @Test
    void anAliasElsewhereStays() {
        String text = TEXT.replace(
                "why: a}", "why: &a a}\n  - {id: more, threats: [revenue], when: 'true', bits: 1, why: *a}");
        compiled(text);

        assertThat(RuleSetDraft.obstacle(new RuleText("ruleset.yaml", text))).isEmpty();
        assertThat(RuleSetDraft.obstacle(new RuleText("ruleset.yaml", TEXT))).isEmpty();
        assertThat(compiled(RuleSetDraft.of(compiled(text), "why", Map.of("revenue", Map.of("DEHAM", List.of(WEEK)))))
                        .rules())
                .extracting(Rule::why)
                .containsExactly("a", "a");
    }

    private static Thresholds thresholds(double red, double yellow, double blue) {
        return new Thresholds(Bits.toUnits(red), Bits.toUnits(yellow), Bits.toUnits(blue));
    }

    private static RuleSet compiled(String text) {
        Compiled compiled = RuleSetCompiler.compile(text);
        assertThat(compiled)
                .as(compiled instanceof Compiled.Refused refused ? refused.render() : "")
                .isInstanceOf(Compiled.Accepted.class);
        return ((Compiled.Accepted) compiled).ruleSet();
    }
}
