// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final Instant LAST_EVENING = MORNING.minus(Duration.ofHours(13));

    private final Session session = new Session(new User("anna", Role.OFFICER, ""), "t", "", Locale.ENGLISH, MORNING);

    @Test
    void whatCameInTheNightIsNewInTheMorning() {
        assertThat(session.looked(MORNING.plusSeconds(5), () -> LAST_EVENING)).isEqualTo(LAST_EVENING);
        assertThat(session.looked(MORNING.plusSeconds(50), () -> MORNING))
                .as("who turns a page")
                .isEqualTo(LAST_EVENING);
    }

    @Test
    void laterWhatCameSinceTheLookBeforeIsNew() {
        Instant look = MORNING.plusSeconds(5);
        session.looked(look, () -> LAST_EVENING);

        assertThat(session.looked(look.plus(Duration.ofMinutes(10)), () -> LAST_EVENING))
                .isEqualTo(look);
    }

    @Test
    void whoNeverDidAnythingHasNothingNew() {
        assertThat(session.looked(MORNING.plusSeconds(5), () -> null)).isEqualTo(MORNING);
    }
}
