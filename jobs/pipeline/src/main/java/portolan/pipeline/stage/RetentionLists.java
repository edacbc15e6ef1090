package portolan.pipeline.stage;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import portolan.pipeline.state.ListedKeysLayout;
import portolan.pipeline.state.ListedKeysLayout.Listed;
import portolan.pipeline.state.ScoringState;

/**
 * When to look whether stored values of a task are over: lists of keys, each with one timer. A timer a key was
 * as many writes as there are new keys.
 *
 * <p>A list holds keys of one key group, so that it goes to whatever task they go to, and whose time is over in one
 * week, so that none is kept for longer than that in vain. It is stored under one of them. Lists that are open are
 * written before every snapshot, with the values they are of, and have no timer before.
 */
public final class RetentionLists implements Triggerable<String, String> {
    /** All open lists together have so many keys at most: they lie on the heap, and a snapshot must write them. */
    private static final int MOST_KEYS = 10_000;

    private static final long WEEK_MILLIS = TimeUnit.DAYS.toMillis(7);

    private final KeyedStateBackend<String> backend;
    private final ValueState<byte[]> stored;
    private final int keyGroups;
    private final Retained retained;
    private final InternalTimerService<String> timers;
    private final Map<Place, Open> open = new HashMap<>();
    private int listed;

    /**
     * @param keyGroups of the job
     * @param timers gives timers that fire here; their namespaces are {@link ScoringState#RETENTION_LISTS} or, of a
     *     savepoint in which each key had one, kinds
     * @param retained who keeps the values
     */
    public RetentionLists(
            KeyedStateBackend<String> backend,
            int keyGroups,
            Function<Triggerable<String, String>, InternalTimerService<String>> timers,
            Retained retained)
            throws Exception {
        this.backend = backend;
        this.keyGroups = keyGroups;
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

    private record Place(int keyGroup, long week) {}

    /** Keys that are on no stored list yet. */
    private static final class Open {
        private final Set<Listed> keys = new LinkedHashSet<>();
        private long until = Long.MIN_VALUE;
    }

    /** How far order time has come. */
    long watermark() {
        return timers.currentWatermark();
    }

    /** A value is to be looked at once order time has come to this. May lead the backend to some other key. */
    void add(String kind, String key, long until) throws IOException {
        Place place =
                new Place(KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups), Math.floorDiv(until, WEEK_MILLIS));
        Open list = open.computeIfAbsent(place, some -> new Open());
        if (list.keys.add(new Listed(kind, key))) {
            listed++;
        }
        list.until = Math.max(list.until, until);
        if (listed == MOST_KEYS) {
            write();
        }
    }

    /** How many keys stand on open lists. */
    public int listed() {
        return listed;
    }

    /** Writes what a snapshot must have. Leaves the backend at some other key than before. */
    public void write() throws IOException {
        for (Open list : open.values()) {
            write(list);
        }
        open.clear();
        listed = 0;
    }

    private void write(Open list) throws IOException {
        byte[] before = null;
        for (Listed listed : list.keys) {
            backend.setCurrentKey(listed.key());
            before = stored.value();
            if (before == null) {
                break;
            }
        }
        // Where all of them have a list already, the last one's grows: its own timer then finds keys that are not over.
        if (before != null) {
            list.keys.addAll(ListedKeysLayout.read(before));
        }
        stored.update(ListedKeysLayout.write(list.keys));
        timers.registerEventTimeTimer(ScoringState.RETENTION_LISTS, list.until);
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
        for (Listed listed : ListedKeysLayout.read(bytes)) {
            retained.passed(listed.kind(), listed.key(), orderTime);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, String> timer) {
        throw new IllegalStateException("retention sets no timer in processing time");
    }
}
