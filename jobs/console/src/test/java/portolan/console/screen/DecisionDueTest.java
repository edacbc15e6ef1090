// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.console.Assessments.NOON;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import portolan.console.Assessments;

class DecisionDueTest {
    @Test
    void ofWhatComesInWhenItIsFiledSaysHowMuchTimeIsLeftNow() {
        assertThat(live(Duration.ofMinutes(59)).inWords(NOON)).isEqualTo("due in 59 min: 2026-03-02 12:59Z");
        assertThat(live(Duration.ofMinutes(179)).inWords(NOON)).isEqualTo("due in 2 h: 2026-03-02 14:59Z");
        assertThat(live(Duration.ofHours(71)).inWords(NOON)).isEqualTo("due in 2 d: 2026-03-05 11:00Z");
        assertThat(live(Duration.ofHours(71)).inWords(NOON.plus(Duration.ofHours(70))))
                .isEqualTo("due in 60 min: 2026-03-05 11:00Z");
    }

    @Test
    void whatIsOverdueSaysSo() {
        DecisionDue due = live(Duration.ofHours(-3));

        assertThat(due.inWords(NOON)).isEqualTo("OVERDUE by 3 h: 2026-03-02 09:00Z");
        assertThat(due.isOver(NOON)).isTrue();
        assertThat(live(Duration.ZERO).isOver(NOON)).isFalse();
    }

    @Test
    void ofAReplayCountsFromTheFilingWhateverTheClockSays() {
        Instant filed = NOON.minus(Duration.ofDays(400));

        assertThat(replayed(filed, Duration.ofHours(23)).inWords(NOON))
                .isEqualTo("due 23 h after filing: 2025-01-27 11:00Z");
        assertThat(replayed(filed, Duration.ofHours(23)).isOver(NOON)).isFalse();
        assertThat(replayed(filed, Duration.ofHours(-2)).inWords(NOON))
                .isEqualTo("due 2 h before filing: 2025-01-26 10:00Z");
    }

    @Test
    void aRecordSaysWhetherItIsAReplayByWhenItCameIn() {
        assertThat(DecisionDue.of(Assessments.assessment().filedAt(NOON).build())
                        .isLive())
                .isTrue();
        assertThat(DecisionDue.of(Assessments.assessment()
                                .filedAt(NOON)
                                .sayingFiledAt(NOON.minus(Duration.ofHours(25)))
                                .build())
                        .isLive())
                .isFalse();
    }

    @Test
    void withoutADeadlineNothingIsOver() {
        DecisionDue none = new DecisionDue(null, NOON, true);

        assertThat(none.inWords(NOON)).isEqualTo("no deadline known");
        assertThat(none.isOver(Instant.MAX)).isFalse();
    }

    @Test
    void aDateBeyondAllReasonIsShownAndNotRefused() {
        Instant absurd = Instant.ofEpochMilli(Long.MAX_VALUE);

        assertThat(new DecisionDue(absurd, NOON, true).inWords(NOON)).startsWith("due in 106,");
        assertThat(new DecisionDue(Instant.ofEpochMilli(Long.MIN_VALUE), absurd, false).inWords(NOON))
                .startsWith("due 213,");
    }

    private static DecisionDue live(Duration left) {
        return new DecisionDue(NOON.plus(left), NOON, true);
    }

    private static DecisionDue replayed(Instant filed, Duration left) {
        return new DecisionDue(filed.plus(left), filed, false);
    }
}
