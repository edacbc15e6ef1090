// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is at the desk now. Sessions are kept in memory: a desk that starts anew asks everybody for their password. */
final class Sessions {
    /** A shift, and then one signs in again. */
    private static final Duration IDLE = Duration.ofHours(8);

    private static final int SECRET_BYTES = 24;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byId = new ConcurrentHashMap<>();

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins one. Returns its id, which only the browser's cookie knows.
     *
     * @param kept what the browser keeps, to be known by later; empty for nothing
     */
    String begin(User user, String kept, Locale language) {
        byId.values().removeIf(this::isOver);
        String id = secret();
        byId.put(id, new Session(user, secret(), kept, language, clock.instant()));
        return id;
    }

    @Nullable
    Session find(@Nullable String id) {
        Session session = id == null ? null : byId.get(id);
        if (session == null || isOver(session)) {
            return null;
        }
        session.used(clock.instant());
        return session;
    }

    void end(@Nullable String id) {
        if (id != null) {
            byId.remove(id);
        }
    }

    /** A text that nobody guesses. */
    String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private boolean isOver(Session session) {
        return session.usedAt().plus(IDLE).isBefore(clock.instant());
    }
}
