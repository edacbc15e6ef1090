// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.state.FilterWords;
import portolan.pipeline.state.FilterWords.Owner;
import portolan.pipeline.state.ScoringState;

/**
 * The filters of one task, each of keys that have a name, and their way through snapshots.
 *
 * <p>They are the task's own: what it stored before they know, and what other tasks stored they do not. So they are
 * there again after a restart with as many tasks. With more or fewer, or from a savepoint that has none, the task asks
 * the backend for every key, and for good, since it cannot know later what was stored before.
 *
 * <p>They are whole in every snapshot, as operator state, which is copied while the task goes on; of too many keys the
 * largest are left out.
 */
public final class SeenByTask {
    private static final Logger LOG = LoggerFactory.getLogger(SeenByTask.class);

    /** Names an entry that every snapshot has of every task, whatever filters it has. */
    private static final String TASK = "(task)";

    /** Filters of more words together are not worth what each snapshot would take: 64 MiB, some thirty million keys. */
    private static final int MOST_WORDS = 1 << 23;

    private final ListState<FilterWords> state;
    private final int task;
    private final int tasks;
    private final boolean startsEmpty;
    private final boolean startsFromOthers;
    private final int mostWords;
    private final Map<String, List<FilterWords>> restored;
    private final Map<String, SeenKeys> seen = new TreeMap<>();
    private final Set<String> known = new TreeSet<>();
    private Set<String> leftOut = Set.of();

    private SeenByTask(
            ListState<FilterWords> state,
            TaskInfo info,
            boolean startsEmpty,
            boolean startsFromOthers,
            int mostWords,
            Map<String, List<FilterWords>> restored) {
        this.state = state;
        this.task = info.getIndexOfThisSubtask();
        this.tasks = info.getNumberOfParallelSubtasks();
        this.startsEmpty = startsEmpty;
        this.startsFromOthers = startsFromOthers;
        this.mostWords = mostWords;
        this.restored = restored;
    }

    /** What a task begins with. */
    public static SeenByTask in(StateInitializationContext context, TaskInfo info) throws Exception {
        return in(context, info, MOST_WORDS);
    }

    /** @param mostWords so many words of all filters together are in a snapshot at most */
    static SeenByTask in(StateInitializationContext context, TaskInfo info, int mostWords) throws Exception {
        ListState<FilterWords> state = context.getOperatorStateStore().getListState(ScoringState.seenKeys());
        Map<String, List<FilterWords>> restored = new HashMap<>();
        boolean isTheSame = false;
        OptionalLong checkpoint = context.getRestoredCheckpointId();
        if (checkpoint.isPresent()) {
            Owner owner =
                    new Owner(checkpoint.getAsLong(), info.getIndexOfThisSubtask(), info.getNumberOfParallelSubtasks());
            for (FilterWords some : state.get()) {
                if (some.of().owner().equals(owner)) {
                    isTheSame = true;
                    restored.computeIfAbsent(some.of().keys(), keys -> new ArrayList<>())
                            .add(some);
                }
            }
        }
        state.clear();
        return new SeenByTask(
                state, info, !context.isRestored(), context.isRestored() && !isTheSame, mostWords, restored);
    }

    /** Whether the task was restored from other tasks than one of its index and of as many; or nobody can say. */
    boolean startsFromOthers() {
        return startsFromOthers;
    }

    /**
     * The filter of some keys, asked for before any is stored.
     *
     * @param keys their name in snapshots, which must never change
     */
    SeenKeys of(String keys) {
        SeenKeys filter = begun(keys);
        if (seen.put(keys, filter) != null) {
            throw new IllegalStateException(
                    "two filters of one name, of which a snapshot would have one: keys=" + keys);
        }
        if (filter.knowsAll()) {
            known.add(keys);
        }
        return filter;
    }

    private SeenKeys begun(String keys) {
        if (startsEmpty) {
            return new SeenKeys(true);
        }
        List<FilterWords> words = restored.remove(keys);
        SeenKeys known = words == null ? null : SeenKeys.of(words);
        if (known != null) {
            LOG.info("What is stored is known: keys={}, task={}, tasks={}", keys, task, tasks);
            return known;
        }
        if (words != null) {
            LOG.warn(
                    "A filter is not used, as parts are missing or this heap has no room for it: keys={}, task={},"
                            + " tasks={}",
                    keys,
                    task,
                    tasks);
        }
        LOG.info("What is stored is not known, RocksDB is asked: keys={}, task={}, tasks={}", keys, task, tasks);
        return new SeenKeys(false);
    }

    /** Writes them to a snapshot that is being taken; last of all, as what is stored for it must be known after it. */
    public void write(StateSnapshotContext context) throws Exception {
        // Of keys that nobody has asked for by now.
        restored.clear();
        Owner owner = new Owner(context.getCheckpointId(), task, tasks);
        List<FilterWords> all = new ArrayList<>();
        all.add(new FilterWords(new FilterWords.Of(TASK, owner, 0, 0), 0, 0, 0, LongBuffer.allocate(0)));
        Set<String> without = new TreeSet<>();
        long words = 0;
        for (Map.Entry<String, SeenKeys> filter : smallestFirst()) {
            if (!filter.getValue().knowsAll() && known.remove(filter.getKey())) {
                LOG.info(
                        "More keys than this heap has room to know, RocksDB is asked: keys={}, task={}",
                        filter.getKey(),
                        task);
            }
            words += filter.getValue().length();
            if (words > mostWords) {
                without.add(filter.getKey());
            } else {
                all.addAll(filter.getValue().words(filter.getKey(), owner));
            }
        }
        state.update(all);
        if (!leftOut.containsAll(without)) {
            LOG.info("Too large for a snapshot, so not known after a restart: keys={}, task={}", without, task);
        }
        leftOut = without;
    }

    private List<Map.Entry<String, SeenKeys>> smallestFirst() {
        List<Map.Entry<String, SeenKeys>> filters = new ArrayList<>(seen.entrySet());
        filters.sort(Comparator.comparingLong(filter -> filter.getValue().length()));
        return filters;
    }
}
