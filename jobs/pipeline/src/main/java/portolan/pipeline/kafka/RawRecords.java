// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.JobMetric;
import portolan.pipeline.RawRecord;
import portolan.pipeline.state.StreamTypes;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;
import portolan.topics.UnreadRecords;

/**
 * Takes records off Kafka as they are. Whatever is thrown here restarts the job, for ever, so nothing is read here;
 * that is the decoder's work.
 */
public final class RawRecords implements KafkaRecordDeserializationSchema<RawRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(RawRecords.class);
    private static final byte[] NOTHING = {};

    private final KafkaAccess access;
    private final String group;
    private final @Nullable String sender;
    /** By what they are called at the brokers. */
    private final TreeMap<String, String> topics = new TreeMap<>();

    private transient @Nullable Map<String, UnreadWatch> unread;
    private transient @Nullable StampedAhead ahead;
    private transient boolean isBySender;

    /**
     * Reads some topics.
     *
     * @param topics the product's names of them are told, whatever they are called at the brokers
     * @param group who reads, as it is called at the brokers
     * @param sender who alone writes there, whatever headers say; null where they say it
     */
    RawRecords(KafkaAccess access, List<String> topics, String group, @Nullable String sender) {
        this.access = access;
        this.group = group;
        this.sender = sender;
        topics.forEach(topic -> this.topics.put(access.name(topic), topic));
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        Counter lost = JobMetric.OFFSETS_LOST.counter(context.getMetricGroup(), new ThreadSafeSimpleCounter());
        Map<TopicPartition, Long> committed = new HashMap<>();
        try (Admin admin = access.reached()) {
            committed.putAll(UnreadRecords.committed(access, admin, group));
        } catch (KafkaFault unanswered) {
            LOG.warn("not known where the group was: group={}, {}", group, unanswered.getMessage());
        }
        ahead = new StampedAhead(InstantSource.system(), JobMetric.STAMPED_AHEAD.counter(context.getMetricGroup()));
        Map<String, UnreadWatch> watches = new HashMap<>();
        for (String topic : topics.keySet()) {
            Map<TopicPartition, Long> own = new HashMap<>(committed);
            own.keySet().removeIf(partition -> !partition.topic().equals(topic));
            watches.put(topic, new UnreadWatch(access, topic, own, lost));
        }
        unread = watches;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
        if (unread != null) {
            UnreadWatch watch = Objects.requireNonNull(unread.get(record.topic()), "only these are read");
            watch.read(record.partition(), record.offset());
        }
        if (ahead != null) {
            ahead.look(record);
        }
        isBySender = record.timestampType() == TimestampType.CREATE_TIME;
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? NOTHING : header.value());
        }
        if (sender != null) {
            headers.put(RawRecord.SENDER, sender.getBytes(StandardCharsets.UTF_8));
        }
        out.collect(new RawRecord(
                Objects.requireNonNull(topics.get(record.topic()), "only these are read"),
                record.partition(),
                record.offset(),
                record.timestamp(),
                headers,
                record.key(),
                record.value() == null ? NOTHING : record.value()));
    }

    /** Whether its sender, and not a broker, has stamped the record that is being collected, or was last. */
    boolean isBySender() {
        return isBySender;
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return StreamTypes.RAW_RECORD;
    }
}
