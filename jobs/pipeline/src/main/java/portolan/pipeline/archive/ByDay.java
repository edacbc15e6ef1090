// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.util.function.SerializableFunction;
import portolan.archive.Archive;

/** Puts a row into the folder of its day, UTC; days are those of its own time, never of the clock. */
final class ByDay<T> implements BucketAssigner<T, String> {
    private final SerializableFunction<T, Instant> time;

    ByDay(SerializableFunction<T, Instant> time) {
        this.time = time;
    }

    @Override
    public String getBucketId(T row, Context context) {
        return Archive.DAY + time.apply(row).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
