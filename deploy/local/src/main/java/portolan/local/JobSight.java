// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running job as it is at one moment.
 *
 * @param atMillis the moment, epoch milliseconds
 * @param running whether every task runs
 * @param failure the latest failure of the job; null while there was none
 * @param restarts how often the job was started anew
 * @param checkpoints how many were completed
 * @param failedCheckpoint the number of the latest that was begun and failed; 0 while there was none
 * @param checkpointFault why that one failed; null while there was none
 * @param read records that were decoded or rejected
 * @param rejected records by the reason of their reject
 * @param outcomes that were decoded
 * @param waiting outcomes that had to wait for the filing of their consignment
 * @param quarantined records whose handling threw an exception
 * @param late records that came late in ordered mode
 * @param lost offsets that a topic no longer held when they were asked for
 * @param uncommitted transactions that brokers had given up when they were to be committed
 * @param refusedSteps steps of rule sets that were not taken
 * @param behindMillis how far results are behind the brokers' clock
 * @param kafkaAnswers whether the brokers answer
 */
record JobSight(
        long atMillis,
        boolean running,
        @Nullable Failure failure,
        long restarts,
        long checkpoints,
        long failedCheckpoint,
        @Nullable String checkpointFault,
        long read,
        Map<String, Long> rejected,
        long outcomes,
        long waiting,
        long quarantined,
        long late,
        long lost,
        long uncommitted,
        long refusedSteps,
        long behindMillis,
        boolean kafkaAnswers) {
    JobSight {
        rejected = Map.copyOf(rejected);
    }

    /**
     * Why the job was torn.
     *
     * @param operator the task that failed; empty when it was none alone
     */
    record Failure(long atMillis, String cause, String operator) {}

    /** Outcomes whose consignment is not in the ledger of their tenant: those wait first, and are rejected in the end. */
    long ofUnknown() {
        return waiting + rejected.getOrDefault("OUTCOME_FOR_UNKNOWN_CONSIGNMENT", 0L);
    }

    long allRejected() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
