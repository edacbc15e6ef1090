// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.state.Kept;

/**
 * One value a key that leaves the backend when its time is over.
 *
 * <p>There is one timer a key, not one an update: a timer that finds its value prolonged sets the next one.
 */
final class RetainedValue {
    private final ValueState<byte[]> stored;
    private final InternalTimerService<VoidNamespace> timers;
    private final SeenKeys seen;

    /** @param seen which keys are stored */
    RetainedValue(ValueState<byte[]> stored, InternalTimerService<VoidNamespace> timers, SeenKeys seen) {
        this.stored = stored;
        this.timers = timers;
        this.seen = seen;
    }

    /** The value of the current key, which is this one, at this time. */
    @Nullable
    Kept at(String key, long orderTime) throws IOException {
        return seen.mayHave(key) ? Kept.at(orderTime, stored.value()) : null;
    }

    /**
     * Stores the value of the current key, which is this one.
     *
     * @param before what {@link #at} said: without one there may be no timer yet
     */
    void replace(String key, @Nullable Kept before, Kept after) throws IOException {
        stored.update(after.write());
        if (before == null) {
            seen.add(key);
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, after.until());
        }
    }

    void clear() {
        stored.clear();
    }

    /** A timer of the current key has fired: the value goes, or its timer moves on. */
    void onTimer(long time) throws IOException {
        byte[] bytes = stored.value();
        if (bytes == null) {
            return;
        }
        long until = Kept.until(bytes);
        if (until <= time) {
            stored.clear();
        } else {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, until);
        }
    }
}
