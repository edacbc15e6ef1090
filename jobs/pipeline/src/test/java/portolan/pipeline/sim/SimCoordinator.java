// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.SharedStateRegistry;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.sim.SimNetwork.Barrier;

/** In the place of Flink's coordinator of checkpoints: each of its messages is a step of its own, in any order. */
final class SimCoordinator {
    private final List<SimTask> tasks;
    private final SharedStateRegistry shared;
    private final Consumer<SimCheckpoint> completed;
    private final List<Message> messages = new ArrayList<>();

    private final long before;

    private long newest;
    private @Nullable Pending pending;

    /** Something that is under way to or from a task. */
    record Message(String what, Sending sending) {}

    /** Has a message arrive. */
    interface Sending {
        void run() throws Exception;
    }

    private static final class Pending {
        private final long id;
        private final Map<String, Object[]> states = new HashMap<>();
        private final List<SimTask.Snapshot> snapshots = new ArrayList<>();
        private int missing;
        private final Map<String, Long> ever = new HashMap<>();
        private long passed = Long.MAX_VALUE;

        Pending(long id, int missing) {
            this.id = id;
            this.missing = missing;
        }
    }

    /**
     * Of the tasks of one attempt.
     *
     * @param newest the last checkpoint of attempts before
     * @param before order time that all sources had passed at the checkpoint that the attempt goes on from
     * @param completed is told of each checkpoint that is complete
     */
    SimCoordinator(
            List<SimTask> tasks,
            SharedStateRegistry shared,
            long newest,
            long before,
            Consumer<SimCheckpoint> completed) {
        this.tasks = tasks;
        this.shared = shared;
        this.newest = newest;
        this.before = before;
        this.completed = completed;
    }

    List<Message> messages() {
        return messages;
    }

    long newest() {
        return newest;
    }

    boolean isIdle() {
        return pending == null && messages.isEmpty();
    }

    /** Begins a checkpoint, where none is under way; or one that others than this release can read. */
    void trigger(boolean isSavepoint) {
        if (pending != null) {
            return;
        }
        newest++;
        pending = new Pending(newest, tasks.size());
        Barrier barrier = new Barrier(newest, isSavepoint);
        for (SimTask task : tasks) {
            if (task.chain().isSource()) {
                messages.add(new Message("barrier " + newest + " begins at " + task, () -> task.snapshot(barrier)));
            }
        }
    }

    /** A task has taken its part of the checkpoint under way. */
    void taken(SimTask task, SimTask.Snapshot snapshot) {
        Pending under = pending;
        if (under == null || under.id != snapshot.checkpoint()) {
            return;
        }
        under.snapshots.add(snapshot);
        messages.add(new Message("checkpoint " + under.id + " has " + task, () -> {
            if (pending == under) {
                store(under, task, snapshot);
            }
        }));
    }

    private void store(Pending under, SimTask task, SimTask.Snapshot snapshot) throws Exception {
        for (Map.Entry<String, SimStep.Part> part : snapshot.parts().entrySet()) {
            Object stored = part.getValue().stored();
            if (stored instanceof OperatorSubtaskState state) {
                state.registerSharedStates(shared, under.id);
            }
            under.states
                    .computeIfAbsent(
                            part.getKey(), unused -> new Object[task.chain().parallelism()])[task.subtask()] = stored;
        }
        under.passed = Math.min(under.passed, snapshot.passed());
        snapshot.parts().keySet().forEach(step -> under.ever.merge(step, snapshot.ever(), Math::min));
        under.missing--;
        if (under.missing == 0) {
            complete(under);
        }
    }

    private void complete(Pending under) {
        pending = null;
        Map<String, List<Object>> states = new HashMap<>();
        under.states.forEach((operator, ofTasks) -> states.put(operator, Arrays.asList(ofTasks)));
        completed.accept(new SimCheckpoint(under.id, Math.max(under.passed, before), under.ever, states));
        for (SimTask task : tasks) {
            messages.add(new Message(
                    task + " is told that checkpoint " + under.id + " is complete", () -> task.completed(under.id)));
        }
    }

    /** The store fails: the checkpoint under way will never be complete. */
    void fail() throws Exception {
        Pending under = pending;
        if (under != null && under.snapshots.size() == tasks.size()) {
            pending = null;
            cancel(under);
        }
    }

    /** The processes are gone. */
    void close() throws Exception {
        if (pending != null) {
            cancel(pending);
        }
    }

    private static void cancel(Pending under) throws Exception {
        for (SimTask.Snapshot snapshot : under.snapshots) {
            snapshot.cancel();
        }
    }
}
