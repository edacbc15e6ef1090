// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.function.Function;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import portolan.pipeline.stage.OpenLists.Open;
import portolan.pipeline.state.ListedKeys;
import portolan.pipeline.state.ListedKeys.Listed;
import portolan.pipeline.state.ScoringState;

/**
 * When to look whether stored values of a task are over: lists of keys. A timer a key was as many writes as there are
 * new keys.
 *
 * <p>Lists are {@link OpenLists} at first, which the watermark has looked at. When those have too many keys the eldest
 * is stored, under one of its keys, and has a timer from then on.
 */
public final class RetentionLists implements Triggerable<String, String> {
    /** All open lists together have so many keys at most: they lie on the heap, and every checkpoint has them. */
    private static final int MOST_OPEN = 20_000;

    private final KeyedStateBackend<String> backend;
    private final OpenLists open;
    private final ValueState<byte[]> stored;

    /** Under which keys lists are stored. */
    private final SeenKeys seen;

    private final Retained retained;
    private final InternalTimerService<String> timers;
    private final int mostOpen;

    /**
     * @param open what the task began with
     * @param timers gives timers that fire here; their namespaces are {@link ScoringState#RETENTION_LISTS} or, of a
     *     savepoint in which each key had one, kinds
     * @param retained who keeps the values
     * @param seen under which keys lists are stored, among what else is
     */
    public RetentionLists(
            KeyedStateBackend<String> backend,
            OpenLists open,
            Function<Triggerable<String, String>, InternalTimerService<String>> timers,
            Retained retained,
            SeenByTask seen)
            throws Exception {
        this(backend, open, timers, retained, seen, MOST_OPEN);
    }

    /** @param mostOpen so many keys may stand on open lists */
    RetentionLists(
            KeyedStateBackend<String> backend,
            OpenLists open,
            Function<Triggerable<String, String>, InternalTimerService<String>> timers,
            Retained retained,
            SeenByTask seen,
            int mostOpen)
            throws Exception {
        this.mostOpen = mostOpen;
        this.backend = backend;
        this.open = open;
        this.seen = seen.of(ScoringState.RETENTION_LISTS);
        this.stored = MemoriesOfKind.in(backend, ScoringState.RETENTION_LISTS);
        this.timers = timers.apply(this);
        this.retained = retained;
    }

    /** Who keeps values of several kinds. */
    public interface Retained {
        /**
         * Time has come to this: the value goes if it is kept no longer, else it is listed again if it is stored. May
         * lead the backend to some other key.
         */
        void passed(String kind, String key, long orderTime) throws IOException;
    }

    /** How far order time has come. */
    long watermark() {
        return timers.currentWatermark();
    }

    /** A value is to be looked at once order time has come to this. May lead the backend to some other key. */
    void add(String kind, String key, long until) throws IOException {
        open.add(new Listed(kind, key), until);
        while (open.keys() > mostOpen) {
            store(open.takeEldest());
        }
    }

    /** Stores what is on open lists: a savepoint has nothing beside the backend. */
    void storeOpen() throws IOException {
        while (open.keys() > 0) {
            store(open.takeEldest());
        }
    }

    private void store(Open list) throws IOException {
        String key = "";
        byte[] before = null;
        for (Listed listed : list.keys().listed()) {
            key = listed.key();
            backend.setCurrentKey(key);
            before = seen.mayHave(key) ? stored.value() : null;
            if (before == null) {
                break;
            }
        }
        seen.add(key);
        // Where all of them have a list already, the last one's grows: its own timer then finds keys that are not over.
        if (before != null) {
            list.keys().addAll(ListedKeys.of(before));
        }
        stored.update(list.keys().toBytes());
        timers.registerEventTimeTimer(ScoringState.RETENTION_LISTS, list.until());
    }

    /**
     * Order time has come to this: looks at what open lists have for it, which have no timers. For each watermark but
     * the last of all, with which no timer fires either. May lead the backend to some other key.
     */
    public void passed(long orderTime) throws IOException {
        for (Open list : open.takePassed(orderTime)) {
            passed(list.keys(), orderTime);
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, String> timer) throws IOException {
        // Later than the timer when order time leaps: what is listed again now would be looked at with the next leap
        // only.
        long orderTime = Math.max(timer.getTimestamp(), watermark());
        if (!timer.getNamespace().equals(ScoringState.RETENTION_LISTS)) {
            retained.passed(timer.getNamespace(), timer.getKey(), orderTime);
            return;
        }
        byte[] bytes = stored.value();
        if (bytes == null) {
            return;
        }
        stored.clear();
        passed(ListedKeys.of(bytes), orderTime);
    }

    private void passed(ListedKeys keys, long orderTime) throws IOException {
        // One that was forgotten and came again stands there twice, and is listed anew once.
        for (Listed listed : new LinkedHashSet<>(keys.listed())) {
            retained.passed(listed.kind(), listed.key(), orderTime);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, String> timer) {
        throw new IllegalStateException("retention sets no timer in processing time");
    }
}
