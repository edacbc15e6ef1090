// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Delivery;
import portolan.pipeline.state.CheckpointPace;
import portolan.pipeline.state.RocksDbSettings;

/** What every job on Kafka asks of Flink. */
public final class JobConfiguration {
    private JobConfiguration() {}

    /**
     * Flink's options of a job.
     *
     * @param ends how long a transaction may be open, where there are any
     * @param checkpointDirectory null for Flink's own setting
     */
    public static Configuration of(Duration checkpointInterval, KafkaEnds ends, @Nullable String checkpointDirectory) {
        Configuration flink = RocksDbSettings.ofEveryJob();
        // Flink's changelog needs it, and the entry point of a cluster for one job puts NO_CLAIM where config.yaml says
        // this.
        flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        flink.addAll(CheckpointPace.of(checkpointInterval));
        if (ends.delivery() == Delivery.EXACTLY_ONCE) {
            flink.addAll(CheckpointPace.within(checkpointInterval, ends.transactionTimeout()));
        }
        if (checkpointDirectory != null) {
            flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory);
        }
        return flink;
    }
}
