// SPDX-License-Identifier: Apache-2.0
package portolan.desk.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portolan.desk.index.CaseRow;
import portolan.desk.server.Words;
import portolan.schemas.avro.Lane;
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
