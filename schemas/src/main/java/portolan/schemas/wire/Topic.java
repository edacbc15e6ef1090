// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One topic: what is on it, how it is keyed, and how the broker keeps it.
 *
 * @param <T> record on the topic
 */
public final class Topic<T extends SpecificRecord> {
    private final String name;
    private final Class<T> recordType;
    private final String keyedBy;
    private final Function<T, byte @Nullable []> key;
    private final int partitions;
    private final Keep keep;
    private final Stamp stamp;
    private final int maxMessageBytes;
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
        this.name = name;
        this.recordType = recordType;
        this.keyedBy = keyedBy;
        this.key = key;
        this.partitions = partitions;
        this.keep = keep;
        this.stamp = stamp;
        this.maxMessageBytes = maxMessageBytes;
        this.maxRecordBytes = maxRecordBytes;
    }

    public String name() {
        return name;
    }

    public Class<T> recordType() {
        return recordType;
    }

    /** What the key is made of, in words. */
    public String keyedBy() {
        return keyedBy;
    }

    /** The message key of a record; null when it has none. */
    public byte @Nullable [] key(T value) {
        return key.apply(value);
    }

    /** Partitions in production; one machine may do with fewer where there are more than one. */
    public int partitions() {
        return partitions;
    }

    /** The largest message that the broker takes. */
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    /** The largest record that we read: below what the broker takes, so that a larger one arrives and is rejected. */
    public int maxRecordBytes() {
        return maxRecordBytes;
    }

    /** Whether the broker's clock stamps its messages: their order is the order in which they arrived. */
    public boolean isStampedByBroker() {
        return stamp == Stamp.BROKER;
    }

    /** Whether no message may ever be deleted. */
    public boolean isKeptForever() {
        return keep.equals(Keep.FOREVER);
    }

    /** Settings for the broker, by Kafka's own names. */
    public Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        config.put("cleanup.policy", "delete");
        config.put("retention.bytes", "-1");
        config.put("retention.ms", Long.toString(keep.forMillis()));
        config.put("max.message.bytes", Integer.toString(maxMessageBytes));
        config.put("message.timestamp.type", stamp == Stamp.BROKER ? "LogAppendTime" : "CreateTime");
        if (stamp == Stamp.PRODUCER) {
            // A filing of last year that is read today is stamped with last year.
            config.put("message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
        }
        if (keep.closesEarly()) {
            config.put("segment.ms", Long.toString(keep.forMillis()));
        }
        return config;
    }

    /** A new reader and writer of this topic's values; not for several threads. */
    public AvroWire<T> wire() {
        return AvroWire.of(recordType, maxRecordBytes);
    }

    @Override
    public String toString() {
        return name;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whose clock stamps a message: the order of inputs is the broker's, an output carries the event time. */
    enum Stamp {
        BROKER,
        PRODUCER
    }

    /** How long the broker keeps a message: -1 is forever. */
    record Keep(long forMillis) {
        static final Keep FOREVER = new Keep(-1);

        static Keep hours(int hours) {
            return new Keep(Duration.ofHours(hours).toMillis());
        }

        /** Only a file that is closed is deleted, and a broker closes one after a week. */
        private boolean closesEarly() {
            return forMillis > 0 && forMillis < Duration.ofDays(1).toMillis();
        }

        static Keep days(int days) {
            return new Keep(Duration.ofDays(days).toMillis());
        }
    }
}
