// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.training.exercise.Exercise;

/**
 * How the window of an exercise runs in real time.
 *
 * @param opensAt when its first consignment arrives, in the time of the window
 */
record Pace(Exercise exercise, Instant opensAt, Instant startedAt) {
    /** When nobody picks any more; null where the round has no clock. */
    @Nullable
    Instant endsAt() {
        return exercise.minutes() == 0 ? null : startedAt.plus(Duration.ofMinutes(exercise.minutes()));
    }

    /** When a consignment is there: its last version's time in the window, or the start where all are there at once. */
    Instant arrival(Filing last) {
        return exercise.isLive() ? real(last.getReceivedAt()) : startedAt;
    }

    /** Until when a consignment can be picked; null where the round has no clock. */
    @Nullable
    Instant due(Filing last) {
        Instant end = endsAt();
        if (!exercise.isLive() || end == null || last.getDeadlines() == null) {
            return end;
        }
        Instant due = last.getDeadlines().getDecisionDueBy();
        return due == null || !due.isAfter(last.getReceivedAt()) ? end : real(due);
    }

    /** A moment of the window in real time; moments outside it are its ends. */
    private Instant real(Instant inWindow) {
        long window = exercise.order().window().toMillis();
        long since = inWindow.toEpochMilli() - opensAt.toEpochMilli();
        long real = Duration.ofMinutes(exercise.minutes()).toMillis();
        return startedAt.plusMillis(Math.max(0, Math.min(window, since)) * real / window);
    }
}
