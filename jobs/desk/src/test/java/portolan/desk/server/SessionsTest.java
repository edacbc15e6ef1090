// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import portolan.testing.HandClock;

class SessionsTest {
    private static final User ANN = new User("ann", Role.OFFICER, "");

    private final HandClock clock = new HandClock();
    private final Sessions sessions = new Sessions(clock);

    private String begin(User user) {
        return sessions.begin(user, "", Locale.ENGLISH);
    }

    @SuppressWarnings("NullAway") // tests ask whether it is there
    private Session found(String id) {
        return Objects.requireNonNull(sessions.find(id), "it goes on");
    }

    @Test
    void aPageThatIsLeftOpenKeepsNobodyAtTheDesk() {
        String id = begin(ANN);
        for (int hour = 0; hour < 8; hour++) {
            assertThat(sessions.find(id)).as("hour %d", hour).isNotNull();
            clock.advance(Duration.ofHours(1));
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.find(id)).isNull();
    }

    @Test
    void whoDoesSomethingStaysButNotForGood() {
        String id = begin(ANN);
        for (int hour = 0; hour < 16; hour++) {
            sessions.use(found(id));
            clock.advance(Duration.ofHours(1));
        }
        Session session = found(id);
        assertThat(sessions.goesOn(session)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.find(id)).isNull();
        assertThat(sessions.goesOn(session)).isFalse();
    }

    @Test
    void ofOnePersonsManySessionsTheOneUsedLongestAgoEnds() {
        String first = begin(ANN);
        String other = begin(new User("bob", Role.OFFICER, ""));
        clock.advance(Duration.ofMinutes(1));
        String second = begin(ANN);
        clock.advance(Duration.ofMinutes(1));
        sessions.use(found(first));
        for (int i = 2; i < DeskBudget.SESSIONS; i++) {
            begin(ANN);
        }
        assertThat(sessions.find(second)).isNotNull();
        begin(ANN);
        assertThat(sessions.find(second)).isNull();
        assertThat(sessions.find(first)).isNotNull();
        assertThat(sessions.find(other)).isNotNull();
    }
}
