package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.state.FilterWords;
import portolan.pipeline.state.ScoringState;

/**
 * The filters of one task, each of keys that have a name, and their way through snapshots.
 *
 * <p>They are the task's own: what it stored before they know, and what other tasks stored they do not. So they are there
 * again after a restart with as many tasks. With more or fewer, or from a savepoint that has none, the task asks the
 * backend for every key, and for good, since it cannot know later what was stored before.
 *
 * <p>They are whole in every snapshot, as operator state, which is copied while the task goes on; of many keys they are
 * left out.
 */
public final class SeenByTask {
    private static final Logger LOG = LoggerFactory.getLogger(SeenByTask.class);

    /** Filters of more words together are not worth what each snapshot would take: 64 MiB, some thirty million keys. */
    private static final int MOST_WORDS = 1 << 23;

    private final ListState<FilterWords> state;
    private final int task;
    private final int tasks;
    private final boolean startsEmpty;
    private final int mostWords;
    private final Map<String, List<FilterWords>> restored;
    private final Map<String, SeenKeys> seen = new TreeMap<>();

    private SeenByTask(
            ListState<FilterWords> state,
            int task,
            int tasks,
            boolean startsEmpty,
            int mostWords,
            Map<String, List<FilterWords>> restored) {
        this.state = state;
        this.task = task;
        this.tasks = tasks;
        this.startsEmpty = startsEmpty;
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
        int task = info.getIndexOfThisSubtask();
        int tasks = info.getNumberOfParallelSubtasks();
        Map<String, List<FilterWords>> restored = new HashMap<>();
        for (FilterWords some : state.get()) {
            if (some.of().task() == task && some.of().tasks() == tasks) {
                restored.computeIfAbsent(some.of().keys(), keys -> new ArrayList<>())
                        .add(some);
            }
        }
        state.clear();
        return new SeenByTask(state, task, tasks, !context.isRestored(), mostWords, restored);
    }

    /** @param keys their name in snapshots, which must never change; asked for once, before anything is stored */
    SeenKeys of(String keys) {
        List<FilterWords> words = restored.remove(keys);
        @Nullable SeenKeys known = words == null ? null : SeenKeys.of(words);
        if (!startsEmpty) {
            LOG.info(
                    "{} what is stored: keys={}, task={}, tasks={}",
                    known == null ? "does not know, and asks the backend for," : "knows",
                    keys,
                    task,
                    tasks);
        }
        SeenKeys filter = known == null ? new SeenKeys(startsEmpty) : known;
        seen.put(keys, filter);
        return filter;
    }

    /** Writes all to the snapshot that is being taken. */
    public void write() throws Exception {
        List<FilterWords> all = new ArrayList<>();
        long words = 0;
        for (Map.Entry<String, SeenKeys> filter : seen.entrySet()) {
            words += filter.getValue().length();
            all.addAll(filter.getValue().words(filter.getKey(), task, tasks));
        }
        state.update(words > mostWords ? List.of() : all);
    }
}
