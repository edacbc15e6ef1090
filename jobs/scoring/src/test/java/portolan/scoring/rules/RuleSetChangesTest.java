// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.scoring.rules.RuleSetChanges.Change;
import portolan.scoring.rules.RuleSetChanges.Difference;
import portolan.scoring.rules.RuleSetChanges.Kind;

class RuleSetChangesTest {
    private static final String TEXT = """
            name: test
            version: 1
            why: compared in tests
            exploration: {share: 0.02, seed: 17}
            threats:
              revenue: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}, offices: {A: {red: 1, yellow: -2, blue: -4}}}
              narcotics: {prior: -9, lanes: {red: -2, yellow: -4, blue: -6}, urgent: 1}
            groups: {novelty: 2, unused: 1}
            lists: {ports: [ECGYE, BRSSZ], spare: [X]}
            rules:
              - {id: new, threats: [revenue, narcotics], when: first_time_shipper, bits: 1, group: novelty, why: new}
              - id: exposed
                threats: [narcotics]
                when: consignment.loadingPort in lists.ports && lists.ports.exists(p, p == 'ECGYE')
                bits: 2.5
                why: exposed
            """;

    @Test
    void findsNothingThatIsScoredInWordsBlanksBracketsAndOrder() {
        RuleSetChanges changes = to(TEXT.replace("[ECGYE, BRSSZ]", "[BRSSZ, ECGYE, BRSSZ]")
                .replace("[revenue, narcotics]", "[narcotics, revenue]")
                .replace("when: first_time_shipper", "when: '( first_time_shipper )'")
                .replace("bits: 2.5", "bits: 2.50")
                .replace("why: exposed", "why: in other words")
                .replace("version: 1", "version: 2  # a comment"));

        assertThat(changes.changesScores()).isFalse();
        assertThat(changes.changes())
                .extracting(Change::part, Change::isScored)
                .containsExactly(tuple("rule new", false), tuple("rule exposed", false));
        assertThat(changes.changes().get(1).differences())
                .containsExactly(
                        new Difference("bits", "2.5", "2.50", false),
                        new Difference("why", "exposed", "in other words", false));
    }

    @Test
    void findsEveryThresholdPriorCapAndDraw() {
        RuleSetChanges changes = to(TEXT.replace("share: 0.02", "share: 0.03")
                .replace("revenue: {prior: -5, lanes: {red: 0", "revenue: {prior: -6, lanes: {red: 0.5")
                .replace("A: {red: 1,", "B: {red: 1,")
                .replace(", urgent: 1}", "}")
                .replace("novelty: 2, unused: 1", "novelty: 3, unused: 2")
                .replace("why: compared", "alert: yellow\nwhy: compared"));

        assertThat(changes.changesScores()).isTrue();
        assertThat(changes.changes())
                .flatExtracting(Change::differences)
                .containsExactly(
                        new Difference("lane", "red", "yellow", true),
                        new Difference("share", "0.02", "0.03", true),
                        new Difference("prior", "-5", "-6", true),
                        new Difference("lanes", "red 0, yellow -2, blue -4", "red 0.5, yellow -2, blue -4", true),
                        new Difference("office A", "red 1, yellow -2, blue -4", "", true),
                        new Difference("office B", "", "red 1, yellow -2, blue -4", true),
                        new Difference("urgent", "1", "", true),
                        new Difference("cap", "2", "3", true),
                        // No rule is of this group.
                        new Difference("cap", "1", "2", false));
    }

    @Test
    void findsThresholdsOfADay() {
        RuleSetChanges changes = to(TEXT.replace(
                "A: {red: 1, yellow: -2, blue: -4}",
                "A: {mon-fri: {red: 1, yellow: -2, blue: -4}, sun: {red: 2, yellow: 1, blue: 0}}"));

        assertThat(changes.changes())
                .flatExtracting(Change::differences)
                .containsExactly(
                        new Difference("office A", "red 1, yellow -2, blue -4", "", true),
                        new Difference("office A mon-fri", "", "red 1, yellow -2, blue -4", true),
                        new Difference("office A sun", "", "red 2, yellow 1, blue 0", true));
    }

    @Test
    void takesWhatIsWrittenAsDailyForWhatIsWrittenWithoutDays() {
        assertThat(to(TEXT.replace("A: {red: 1, yellow: -2, blue: -4}", "A: {daily: {red: 1, yellow: -2, blue: -4}}"))
                        .changes())
                .isEmpty();
    }

    @Test
    void findsBudgetsAndThatTheyChangeNoScore() {
        String before = TEXT + "budgets: {A: {red: 40}, B: {mon-fri: {red: 4}, sat: {red: 1}}}\n";
        String after = TEXT + "budgets: {B: {sat: {red: 1}, mon-fri: {red: 5, blue: 6}}, C: {yellow: 1}}\n";

        RuleSetChanges changes = RuleSetChanges.between(compiled(before), compiled(after));

        assertThat(changes.changesScores()).isFalse();
        assertThat(changes.changes())
                .containsExactly(
                        new Change(Kind.REMOVED, "budget A", List.of(new Difference("daily", "red 40", "", false))),
                        new Change(
                                Kind.CHANGED,
                                "budget B",
                                List.of(new Difference("mon-fri", "red 4", "red 5, blue 6", false))),
                        new Change(Kind.ADDED, "budget C", List.of(new Difference("daily", "", "yellow 1", false))));
    }

    @Test
    void findsRulesThatCameWentAndChanged() {
        RuleSetChanges changes = to(TEXT.replace("id: new,", "id: newer,").replace("bits: 2.5", "bits: 3"));

        assertThat(changes.changes())
                .extracting(Change::kind, Change::part)
                .containsExactly(
                        tuple(Kind.REMOVED, "rule new"),
                        tuple(Kind.CHANGED, "rule exposed"),
                        tuple(Kind.ADDED, "rule newer"));
        assertThat(changes.changes().get(1).differences()).containsExactly(new Difference("bits", "2.5", "3", true));
    }

    @Test
    void findsTheRulesThatReadAChangedList() {
        RuleSetChanges changes =
                to(TEXT.replace("[ECGYE, BRSSZ]", "[ECGYE, COCTG]").replace("spare: [X]", "spare: [Y]"));

        String when = "consignment.loadingPort in lists.ports && lists.ports.exists(p, p == 'ECGYE')"
                + "  (changed: lists.ports)";
        assertThat(changes.changes())
                .containsExactly(
                        new Change(
                                Kind.CHANGED, "list ports", List.of(new Difference("texts", "BRSSZ", "COCTG", true))),
                        new Change(Kind.CHANGED, "list spare", List.of(new Difference("texts", "X", "Y", false))),
                        new Change(Kind.CHANGED, "rule exposed", List.of(new Difference("when", when, when, true))));
    }

    private static RuleSetChanges to(String text) {
        return RuleSetChanges.between(compiled(TEXT), compiled(text));
    }

    private static RuleSet compiled(String text) {
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }
}
