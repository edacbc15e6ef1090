// SPDX-License-Identifier: Apache-2.0
package portolan.desk.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import portolan.console.screen.DecisionDue;

class SnoozeTest {
    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-03-03T07:00:00Z");

    private static Instant until(Duration left, boolean isLive) {
        return DecideScreen.until(new DecisionDue(NOW.plus(left), NOW, isLive), NOW);
    }

    @Test
    void nothingSleepsIntoTheLastHoursBeforeItsDeadline() {
        assertThat(until(Duration.ofDays(3), true)).isEqualTo(MORNING);
        assertThat(until(Duration.ofHours(9), true)).isEqualTo(NOW.plus(Duration.ofHours(7)));
        assertThat(until(Duration.ofHours(1), true)).as("it is refused").isBefore(NOW);
    }

    @Test
    void aDeadlineOfAFeedThatIsFiledAgainHoldsNobodyUp() {
        assertThat(until(Duration.ofHours(-9), false)).isEqualTo(MORNING);
        assertThat(until(Duration.ofHours(9), false))
                .as("one that is ahead is one")
                .isEqualTo(NOW.plus(Duration.ofHours(7)));
    }
}
