// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;

/** How often a job writes a checkpoint, and how long it works in peace after one. */
public final class CheckpointPace {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int PAUSES_AN_INTERVAL = 5;

    /** As Flink has it by itself. */
    private static final Duration LONGEST_CHECKPOINT = Duration.ofMinutes(10);

    private CheckpointPace() {}

    /**
     * A new configuration. After a slow checkpoint the job works before it writes the next: a fifth of the interval,
     * for a pause as long as a short interval would be half of its checkpoints.
     */
    public static Configuration of(Duration interval) {
        Duration pause = interval.dividedBy(PAUSES_AN_INTERVAL);
        return new Configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval)
                .set(
                        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
                        pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    /**
     * A new configuration. No checkpoint may take longer than the transactions that it ends stay open: brokers would have
     * given up what it is about to commit.
     */
    public static Configuration within(Duration interval, Duration transactionTimeout) {
        Duration left = transactionTimeout.minus(interval);
        return new Configuration()
                .set(
                        CheckpointingOptions.CHECKPOINTING_TIMEOUT,
                        left.compareTo(LONGEST_CHECKPOINT) < 0 ? left : LONGEST_CHECKPOINT);
    }
}
