// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Lines in the audit for who looks at lists. A list that is looked at again and again leaves one a minute; one that an open
 * page renews by itself leaves none.
 */
public final class ListLog {
    private static final Duration APART = Duration.ofMinutes(1);

    private final Lines lines;
    private final Clock clock;
    private final Map<Look, Instant> last = new HashMap<>();

    /** Where a line is left, as {@link WorkLog#audit} leaves it. */
    @FunctionalInterface
    public interface Lines {
        void leave(String by, String role, String action, String subject, String detail);
    }

    private record Look(String by, String action, String subject, String view) {}

    public ListLog(Lines lines, Clock clock) {
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * Somebody looks at a list.
     *
     * @param subject which
     * @param view which part of it
     */
    public void saw(String by, String role, String action, String subject, String view, String detail) {
        Look look = new Look(by, action, subject, view);
        if (isNew(look)) {
            lines.leave(by, role, action, subject, detail);
            // Only now: who looks again after a line was not taken leaves one all the same.
            left(look);
        }
    }

    private synchronized boolean isNew(Look look) {
        Instant now = clock.instant();
        last.values().removeIf(at -> !at.plus(APART).isAfter(now));
        return !last.containsKey(look);
    }

    private synchronized void left(Look look) {
        last.put(look, clock.instant());
    }
}
