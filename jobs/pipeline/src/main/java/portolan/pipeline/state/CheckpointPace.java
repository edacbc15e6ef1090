package portolan.pipeline.state;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;

/** How often a job writes a checkpoint, and how long it works in peace after one. */
public final class CheckpointPace {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int PAUSES_AN_INTERVAL = 5;

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
}
