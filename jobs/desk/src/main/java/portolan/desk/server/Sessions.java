// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is at the desk now. Sessions are kept in memory: a desk that starts anew asks everybody for their password. */
final class Sessions {
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
     * @param proof what the person is known by for as long as they stay; empty for nothing
     */
    synchronized String begin(User user, String proof, Locale language) {
        byId.values().removeIf(this::isOver);
        List<Map.Entry<String, Session>> others = byId.entrySet().stream()
                .filter(one -> one.getValue().user().name().equals(user.name()))
                .sorted(Comparator.comparing(one -> one.getValue().usedAt()))
                .toList();
        others.subList(0, Math.max(0, others.size() + 1 - DeskBudget.SESSIONS)).forEach(one -> end(one.getKey()));
        String id = secret();
        byId.put(id, new Session(user, secret(), proof, language, clock.instant()));
        return id;
    }

    /** Whose it is; null where it is nobody's, or over. */
    @Nullable
    Session find(@Nullable String id) {
        Session session = id == null ? null : byId.get(id);
        return session == null || isOver(session) ? null : session;
    }

    /** Somebody does something: what a page asks for by itself is nothing. */
    void use(Session session) {
        session.used(clock.instant());
    }

    /** Whether it has not ended, in whatever way. */
    boolean goesOn(Session session) {
        return byId.containsValue(session) && !isOver(session);
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
        Instant now = clock.instant();
        return session.usedAt().plus(DeskBudget.IDLE).isBefore(now)
                || session.begunAt().plus(DeskBudget.LONGEST).isBefore(now);
    }
}
