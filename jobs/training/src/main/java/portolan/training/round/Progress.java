// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far a round is, by what its journal says and by the clock. */
final class Progress {
    private final Window window;
    private final Clock clock;
    private @Nullable Pace pace;
    private @Nullable Instant closedAt;

    Progress(Window window, Clock clock) {
        this.window = window;
        this.clock = clock;
    }

    void take(Entry entry) {
        if (entry.what() == Entry.What.STARTED) {
            pace = window.pace(Instant.ofEpochMilli(entry.at()));
        } else if (entry.what() == Entry.What.CLOSED) {
            closedAt = Instant.ofEpochMilli(entry.at());
        }
    }

    State state() {
        if (pace == null) {
            return State.PREPARED;
        }
        Instant end = pace.endsAt();
        return closedAt != null || (end != null && !clock.instant().isBefore(end)) ? State.CLOSED : State.RUNNING;
    }

    /** Null before the start. */
    @Nullable
    Pace pace() {
        return pace;
    }

    /**
     * The same, once the round has started.
     *
     * @throws NullPointerException if it has not
     */
    Pace started() {
        return Objects.requireNonNull(pace, "the round has not started");
    }

    /**
     * When nobody could pick any more, once that is so.
     *
     * @throws NullPointerException if it is not
     */
    Instant ended() {
        return Objects.requireNonNull(closedAt != null ? closedAt : started().endsAt(), "the round has not ended");
    }

    /** What became of somebody's wish to do something with a consignment now, as far as time goes. */
    Answer open(String key) {
        return pace == null || state() != State.RUNNING ? Answer.NOT_RUNNING : window.open(pace, key, clock.instant());
    }
}
