// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.archive;

import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/** Ends a file at a checkpoint, as a format with a footer must, and before it when it is large. */
final class RollWhenLarge<T> extends CheckpointRollingPolicy<T, String> {
    private final long bytes;

    /** @param bytes of whole groups of rows: what is not in one yet is in memory */
    RollWhenLarge(long bytes) {
        this.bytes = bytes;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, T row) throws IOException {
        return file.getSize() >= bytes;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
        return false;
    }
}
