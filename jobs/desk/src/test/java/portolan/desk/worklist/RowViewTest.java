// SPDX-License-Identifier: Apache-2.0
package portolan.desk.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portolan.desk.index.CaseRow;
import portolan.desk.index.Reason;
import portolan.desk.server.Words;
import portolan.schemas.avro.Lane;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

class RowViewTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void whatIsNotReadYetIsNoGreenOneAndSaysNothingThatFollowsFromAnAssessment() {
        CaseRow unread = RankingTest.row("A", "NORTH", null, 0, null);
        Set<String> said = new HashSet<>();
        for (Locale language : Words.LANGUAGES) {
            Words words = Words.in(language);
            WorkRow row = new RowView(words, NOON, NOON, hash -> null).of(unread);

            assertThat(row.lane()).isEqualTo("UNREAD");
            said.add(words.say("lane." + row.lane()));
            assertThat(row.sureness()).as("no odds").isEmpty();
            assertThat(row.due()).as("a deadline may be known").isEmpty();
            assertThat(row.trigger()).as("until it is read").contains("every");
        }
        assertThat(said).hasSameSizeAs(Words.LANGUAGES).contains("being read");
        assertThat(unread.bits()).as("no score").isEmpty();
    }

    @Test
    void whatIsReadSaysItsLaneItsOddsAndItsDeadline() {
        WorkRow row = new RowView(Words.english(), NOON, NOON, hash -> null)
                .of(RankingTest.row("A", "NORTH", Lane.GREEN, 0.26, 2));

        assertThat(row.lane()).isEqualTo("GREEN");
        assertThat(row.sureness()).isEqualTo("rank only");
        assertThat(row.due()).isNotEmpty();
        assertThat(row.trigger()).doesNotContain("every");
    }

    @Test
    void whyIsOneSentenceOfAtMostTwelveWordsInEveryLanguage() {
        String seal = "seal changed after first filing, by way of a port where drugs are put into boxes";
        Reason long14 = new Reason("seal-changed-at-an-exposed-port", 9, seal);
        Reason cash = new Reason("paid-cash", 4, "freight paid in cash");
        Reason unsaid = new Reason("paid-cash", 4, "paid in notes");

        assertThat(says(Words.english(), long14, cash))
                .isEqualTo("Seal changed, by way of an exposed port; freight paid in cash");
        assertThat(says(Words.english(), cash, long14))
                .isEqualTo("Freight paid in cash; seal changed, by way of an exposed port");
        assertThat(says(Words.english(), new Reason("own", 9, seal), cash))
                .as("a rule of ours that nobody shortened")
                .isEqualTo("Seal changed after first filing, by way of a port where drugs…");
        assertThat(says(Words.english(), unsaid, new Reason("own", 9, seal), cash))
                .as("what has no room is left out whole")
                .isEqualTo("Paid in notes; freight paid in cash");
        assertThat(says(Words.english())).isEmpty();
        for (Locale language : Words.LANGUAGES) {
            String said = says(Words.in(language), long14, cash);
            assertThat(said.split(" ")).as(said).hasSizeLessThanOrEqualTo(12);
            assertThat(said).doesNotContain("…");
        }
    }

    private static String says(Words words, Reason... reasons) {
        return new RowView(words, NOON, NOON, hash -> null)
                .of(RankingTest.row("A", "NORTH", Lane.RED, 4, 2, List.of(reasons)))
                .says();
    }

    @Test
    void aThreatIsNamedOnlyWhereItIsOne() {
        RuleSet ruleSet = BaselineRuleSet.compiled();
        String overall = Objects.requireNonNull(ruleSet.overall()).name();
        for (List<String> alerted : List.of(List.of(overall, "narcotics", "revenue"), List.of(overall))) {
            assertThat(threat(ruleSet, alerted)).as("%s", alerted).isEmpty();
        }
        assertThat(threat(ruleSet, List.of("narcotics", overall))).isEqualTo("narcotics");
    }

    private static String threat(RuleSet ruleSet, List<String> alerted) {
        return new RowView(Words.english(), NOON, NOON, hash -> ruleSet)
                .of(RankingTest.row("A", "NORTH", Lane.RED, 4, 2, List.of(), alerted.toArray(String[]::new)))
                .threat();
    }

    /** What is in force now bears out nothing of a score that another rule set gave. */
    @Test
    void aScoreMeansWhatTheRuleSetThatGaveItSaysOrOnlyRanks() {
        RuleSet telling = ((Compiled.Accepted) RuleSetCompiler.compile("""
                        name: test
                        version: 1
                        why: judged in tests
                        threats: {offence: {overall: true, prior: -10, lanes: {red: 0, yellow: -2, blue: -4}}}
                        told:
                          inspections: 800
                          finds: 60
                          shares:
                            - {score: 2, share: 0.05, low: 0.03, high: 0.08}
                            - {score: 4, share: 0.11, low: 0.07, high: 0.16}
                        rules:
                          - {id: large, when: port_exposure, bits: 3, why: a large reason}
                        """)).ruleSet();
        CaseRow row = RankingTest.row("A", "NORTH", Lane.RED, 4, 2);

        assertThat(sureness(row, Map.of(row.ruleSet(), telling))).isEqualTo("1 in 9 (1 in 14 to 1 in 6)");
        assertThat(sureness(row, Map.of(telling.hash(), telling))).isEqualTo("rank only");
    }

    private static String sureness(CaseRow row, Map<String, RuleSet> known) {
        return new RowView(Words.english(), NOON, NOON, known::get).of(row).sureness();
    }
}
