// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topic of records in Avro: what is on it, how it is keyed, and how the broker keeps it.
 *
 * @param <T> record on the topic
 */
public final class Topic<T extends SpecificRecord> extends KafkaTopic {
    private final Class<T> recordType;
    private final Function<T, byte @Nullable []> key;
    private final int maxRecordBytes;

    Topic(
            String name,
            Class<T> recordType,
            String keyedBy,
            Function<T, byte @Nullable []> key,
            int partitions,
            Keep keep,
            Stamp stamp,
            int maxMessageBytes,
            int maxRecordBytes) {
        super(name, keyedBy, partitions, keep, stamp, maxMessageBytes);
        this.recordType = recordType;
        this.key = key;
        this.maxRecordBytes = maxRecordBytes;
    }

    public Class<T> recordType() {
        return recordType;
    }

    /** The message key of a record; null when it has none. */
    public byte @Nullable [] key(T value) {
        return key.apply(value);
    }

    @Override
    public String holds() {
        return recordType.getSimpleName();
    }

    /** The largest record that we read: below what the broker takes, so that a larger one arrives and is rejected. */
    public int maxRecordBytes() {
        return maxRecordBytes;
    }

    /** A new reader and writer of this topic's values; not for several threads. */
    public AvroWire<T> wire() {
        return AvroWire.of(recordType, maxRecordBytes);
    }
}
