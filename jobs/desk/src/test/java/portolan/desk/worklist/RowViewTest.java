// SPDX-License-Identifier: Apache-2.0
package portolan.desk.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portolan.desk.index.CaseRow;
import portolan.desk.server.Words;
import portolan.schemas.avro.Lane;

class RowViewTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void whatIsNotReadYetIsNoGreenOneAndSaysNothingThatFollowsFromAnAssessment() {
        CaseRow unread = RankingTest.row("A", "NORTH", null, 0, null);
        Set<String> said = new HashSet<>();
        for (Locale language : Words.LANGUAGES) {
            Words words = Words.in(language);
            WorkRow row = new RowView(words, NOON, NOON, null).of(unread);

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
        WorkRow row =
                new RowView(Words.english(), NOON, NOON, null).of(RankingTest.row("A", "NORTH", Lane.GREEN, 0.26, 2));

        assertThat(row.lane()).isEqualTo("GREEN");
        assertThat(row.sureness()).isEqualTo("rank only");
        assertThat(row.due()).isNotEmpty();
        assertThat(row.trigger()).doesNotContain("every");
    }
}
