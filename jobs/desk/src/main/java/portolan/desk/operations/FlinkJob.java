// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as Flink's REST interface tells of it.
 *
 * @param name as it was started
 * @param state as Flink calls it, like RUNNING
 * @param startedAt when it was started; a restart after a failure does not change it
 * @param completed checkpoints that were completed
 * @param failed checkpoints that failed
 * @param last the latest that was completed; null while there is none
 * @param failure why the latest one failed; empty if none did
 * @param failedAt when it failed; null if none did
 * @param tasks whether all tasks that judge have one rule set; null if the job does not judge, or its tasks do not say
 */
record FlinkJob(
        String name,
        String state,
        Instant startedAt,
        long completed,
        long failed,
        @Nullable Checkpoint last,
        String failure,
        @Nullable Instant failedAt,
        @Nullable Tasks tasks) {
    boolean isRunning() {
        return state.equals("RUNNING");
    }

    /** Whether the latest checkpoint is one that failed. */
    boolean isFailing() {
        return failedAt != null && (last == null || failedAt.isAfter(last.at()));
    }

    /**
     * A completed checkpoint.
     *
     * @param millis that it took
     * @param bytes that it wrote
     */
    record Checkpoint(long number, Instant at, long millis, long bytes) {}

    /**
     * The tasks that put consignments in lanes.
     *
     * @param oneRuleSet whether the hash of the rule set in force is the same at all
     */
    record Tasks(int parallelism, boolean oneRuleSet) {}
}
