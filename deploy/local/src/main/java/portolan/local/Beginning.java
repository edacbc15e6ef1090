// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A job that has begun with the newest state that its tasks could read.
 *
 * @param from what it goes on from, null if it began empty
 */
record Beginning(RunningJob job, @Nullable Snapshot from) {
    /** Makes the job anew for each attempt. */
    @FunctionalInterface
    interface Start {
        RunningJob start(StreamExecutionEnvironment env) throws Exception;
    }

    /**
     * Starts a job. Where its tasks do not take their state, looks whether that is damaged, which may take a while; if it
     * is, that is said and the next older is tried. Any other failure is left to the job's own restarts.
     *
     * @param newest of the directory
     * @throws BadInput if nothing is left that is intact
     */
    static Beginning of(
            LocalCluster cluster,
            StateDirectory state,
            @Nullable Snapshot newest,
            Start start,
            Stop stop,
            Consumer<String> say)
            throws Exception {
        @Nullable Snapshot from = newest;
        while (true) {
            StreamExecutionEnvironment env = cluster.environment();
            if (from != null) {
                state.claim(from);
                env.configure(LatestState.claimed(from.address()));
            }
            RunningJob job = start.start(env);
            state.own(job.id());
            job.awaitRunning(stop);
            if (from == null || cluster.awaitTasks(job.id(), stop::isAsked) || stop.isAsked()) {
                return new Beginning(job, from);
            }
            List<String> damage = from.damageAfter(cluster.failures(job.id()));
            if (damage.isEmpty()) {
                return new Beginning(job, from);
            }
            job.cancel();
            job.awaitCancelled();
            StateDirectory.setAside(from.directory(), String.join("; ", damage), say);
            from = state.newest(say);
        }
    }
}
