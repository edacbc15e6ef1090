package portolan.pipeline.parquet;

import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * Ends a file at a checkpoint, as a format with a footer must, and before it when no row came for a while: in a feed
 * that is scored faster than it happened a day is over within a second, and what is open is in memory.
 */
final class RollWhenDone<T> extends CheckpointRollingPolicy<T, String> {
    private final long quietMillis;

    RollWhenDone(long quietMillis) {
        this.quietMillis = quietMillis;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, T row) {
        return false;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
        return now - file.getLastUpdateTime() >= quietMillis;
    }
}
