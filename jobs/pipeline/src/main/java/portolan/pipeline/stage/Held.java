// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.state.UnstoredLayout.Change;

/**
 * The place of one key's value among {@link HeldValues}, which alone move it: the fields are theirs, everybody else has
 * the methods.
 *
 * @param <V> the value
 */
final class Held<V> {
    private final HeldValues<V> among;
    final String key;

    @Nullable
    V value;

    /** Whether the backend has a value of it. */
    boolean stored;

    /** Whether it may differ from what the backend has. */
    boolean changed;

    /** Whether it was used again after it was fetched, or since its second chance. */
    boolean again;

    /** As many usual values would take the room of it. */
    int room = 1;

    /** Whether it may take more room by now, or less. */
    boolean unweighed = true;

    /** Whether it is one of the {@link Unwritten}, and whether it was used since it is. */
    boolean waits;

    boolean usedWhileWaiting;

    /** Whether a snapshot had it while it waited. */
    boolean inSnapshot;

    /** Whether it was touched since. */
    boolean touchedSince;

    /** It is held no longer. */
    boolean gone;

    /** The bytes that the value was made of, until it is changed or another place is asked for. */
    byte @Nullable [] origin;

    /** Where it stands, as long as it is held. */
    private @Nullable HeldQueue<V> queue;

    /** @param origin the bytes that the value was made of */
    Held(
            HeldValues<V> among,
            String key,
            @Nullable V value,
            byte @Nullable [] origin,
            boolean stored,
            boolean changed) {
        this.among = among;
        this.key = key;
        this.value = value;
        this.origin = origin;
        this.stored = stored;
        this.changed = changed;
    }

    @Nullable
    V value() {
        return value;
    }

    /** The bytes that the value was just made of; null if it was held as an object, or is not there. */
    byte @Nullable [] origin() {
        return origin;
    }

    String key() {
        return key;
    }

    int room() {
        return room;
    }

    void standsIn(HeldQueue<V> now) {
        queue = now;
    }

    HeldQueue<V> queue() {
        return Objects.requireNonNull(queue, "a place that is held stands somewhere");
    }

    /** Whether it waits among the {@link Unwritten}. */
    boolean waits() {
        return waits;
    }

    void beginWaiting() {
        waits = true;
    }

    void usedWhileWaiting() {
        usedWhileWaiting = true;
    }

    boolean wasUsedWhileWaiting() {
        return usedWhileWaiting && !gone;
    }

    /** It was looked at, and is to be used again before it may wait longer. */
    void waitOn() {
        usedWhileWaiting = false;
    }

    /**
     * Its value for a snapshot, if that differs from what the backend has; null too if it is to be written now: it is
     * worth nothing, or a snapshot has had it already and it is new or was not touched since.
     */
    @Nullable
    Change takeForSnapshot() {
        return among.takeForSnapshot(this);
    }

    /**
     * Brings the backend up to date with it, if it is still held; it waits no longer, and may be held as bytes then.
     */
    void write() throws IOException {
        among.writeWaiting(this);
    }

    /** Puts another value in its place, none if null. */
    void put(@Nullable V other) {
        value = other;
        touch();
    }

    /** The value itself was changed. */
    void touch() {
        origin = null;
        changed = true;
        unweighed = true;
        touchedSince = true;
    }
}
