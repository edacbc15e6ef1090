// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** One topic, whatever is on it: how the broker keeps it. */
public abstract sealed class KafkaTopic permits Topic, MessageTopic {
    private final String name;
    private final String keyedBy;
    private final int partitions;
    private final Keep keep;
    private final Stamp stamp;
    private final int maxMessageBytes;

    KafkaTopic(String name, String keyedBy, int partitions, Keep keep, Stamp stamp, int maxMessageBytes) {
        this.name = name;
        this.keyedBy = keyedBy;
        this.partitions = partitions;
        this.keep = keep;
        this.stamp = stamp;
        this.maxMessageBytes = maxMessageBytes;
    }

    public final String name() {
        return name;
    }

    /** What is on it: the name of a record, or what it is in words. */
    public abstract String holds();

    /** What the key is made of, in words. */
    public final String keyedBy() {
        return keyedBy;
    }

    /** Partitions in production; one machine may do with fewer where there are more than one. */
    public final int partitions() {
        return partitions;
    }

    /** The largest message that the broker takes. */
    public final int maxMessageBytes() {
        return maxMessageBytes;
    }

    /** Whether the broker's clock stamps its messages: their order is the order in which they arrived. */
    public final boolean isStampedByBroker() {
        return stamp == Stamp.BROKER;
    }

    /** Whether no message may ever be deleted because of its age. */
    public final boolean isKeptForever() {
        return keep.forMillis() == Keep.FOREVER.forMillis();
    }

    /** Settings for the broker, by Kafka's own names. */
    public final Map<String, String> config() {
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

    @Override
    public final String toString() {
        return name;
    }

    public static byte[] utf8(String text) {
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
