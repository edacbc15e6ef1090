// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.RawRecord;
import portolan.schemas.wire.Topics;
import portolan.scoring.manifest.Position;

/** In the place of Flink's own reader of Kafka: the next record of any partition that is not paused. */
@SuppressWarnings("try") // Flink's interface says what closing may throw.
final class SimReader implements SourceReader<RawRecord, KafkaPartitionSplit> {
    private final SimKafka kafka;
    private final List<String> topics;
    private final KafkaRecordDeserializationSchema<RawRecord> records;
    private final IntUnaryOperator choosing;
    private final boolean isByTime;
    private final Map<String, Split> splits = new TreeMap<>();
    private @Nullable RawRecord last;

    private static final class Split {
        private final KafkaPartitionSplit split;
        private long next;
        private boolean paused;
        private int cuts;
        private @Nullable SourceOutput<RawRecord> output;

        Split(KafkaPartitionSplit split) {
            this.split = split;
            this.next = split.getStartingOffset();
        }
    }

    /** @param choosing one of so many; @param isByTime whether it is the one with the earliest record instead */
    SimReader(
            SimKafka kafka,
            List<String> topics,
            KafkaRecordDeserializationSchema<RawRecord> records,
            IntUnaryOperator choosing,
            boolean isByTime) {
        this.kafka = kafka;
        this.topics = topics;
        this.records = records;
        this.choosing = choosing;
        this.isByTime = isByTime;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> added) {
        for (KafkaPartitionSplit split : added) {
            Split of = new Split(split);
            of.cuts = kafka.partition(split.getTopicPartition()).cuts();
            kafka.partition(split.getTopicPartition()).lose(split.getStartingOffset());
            splits.put(split.splitId(), of);
        }
    }

    /**
     * Its watermark passes a time.
     *
     * @throws SimFailure if there is a record of that time or before that was not handed on
     */
    void passes(long until) {
        String unread = unread(until);
        if (unread != null) {
            throw new SimFailure("a time was passed before a record of it was handed on: passed=" + until + unread);
        }
    }

    /** A record of this time or before that was not handed on, in words; null where there is none. */
    @Nullable
    String unread(long until) {
        for (String topic : topics) {
            for (SimPartition partition : kafka.partitions(topic)) {
                Split split = splits.get(KafkaPartitionSplit.toSplitId(partition.name()));
                SimPartition.Entry unread = partition.unread(split == null ? 0 : split.next, until);
                if (unread != null) {
                    return ", record=" + partition.name() + '@' + unread.offset() + ", stamped=" + unread.time()
                            + (split == null ? ", of a partition that nobody reads" : "");
                }
            }
        }
        return null;
    }

    /** Whether it has come to the ends of its partitions. */
    boolean isAtEnd() {
        return readable().isEmpty();
    }

    private List<Split> readable() {
        List<Split> readable = new ArrayList<>();
        for (Split split : splits.values()) {
            if (!split.paused && next(split) != null) {
                readable.add(split);
            }
        }
        return readable;
    }

    /** The next offset of a partition; 0 of one that it does not read. */
    long next(TopicPartition partition) {
        Split split = splits.get(KafkaPartitionSplit.toSplitId(partition));
        return split == null ? 0 : split.next;
    }

    /** Where the first of all records stands that may be read; null where none is. */
    @Nullable
    Position earliest() {
        Split split = earliestSplit();
        return split == null ? null : position(split);
    }

    private @Nullable Split earliestSplit() {
        return readable().stream()
                .min(Comparator.comparing(SimReader.this::position))
                .orElse(null);
    }

    private Position position(Split split) {
        SimPartition.Entry entry = Objects.requireNonNull(next(split));
        String topic = split.split.getTopic();
        Position.Input input = topic.equals(Topics.CONSIGNMENTS_FILED.name())
                ? Position.Input.FILING
                : topic.equals(Topics.CONTAINERS_MOVED.name()) ? Position.Input.MOVE : Position.Input.OUTCOME;
        return new Position(entry.time(), input, topic, split.split.getPartition(), entry.offset());
    }

    /** Of which the next poll reads, where it reads the earliest. */
    String nextSplit() {
        return Objects.requireNonNull(earliestSplit()).split.splitId();
    }

    /** What was handed on last. */
    RawRecord last() {
        return Objects.requireNonNull(last);
    }

    private Split split(String id) {
        return Objects.requireNonNull(splits.get(id));
    }

    private SimPartition.@Nullable Entry next(Split split) {
        SimPartition partition = kafka.partition(split.split.getTopicPartition());
        split.next = partition.validated(split.next, split.cuts);
        split.cuts = partition.cuts();
        // Flink's words for the first offset are negative; what retention deleted is passed over.
        return partition.read(Math.max(0, split.next));
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) throws IOException {
        List<Split> readable = readable();
        if (readable.isEmpty()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        Split split =
                isByTime ? Objects.requireNonNull(earliestSplit()) : readable.get(choosing.applyAsInt(readable.size()));
        SimPartition.Entry entry = Objects.requireNonNull(next(split));
        if (split.output == null) {
            split.output = output.createOutputForSplit(split.split.splitId());
        }
        SourceOutput<RawRecord> to = split.output;
        records.deserialize(record(split.split, entry), new Collector<>() {
            @Override
            public void collect(RawRecord record) {
                last = record;
                to.collect(record, record.timestamp());
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        });
        split.next = entry.offset() + 1;
        return InputStatus.MORE_AVAILABLE;
    }

    private static ConsumerRecord<byte[], byte[]> record(KafkaPartitionSplit split, SimPartition.Entry entry) {
        return new ConsumerRecord<>(
                split.getTopic(),
                split.getPartition(),
                entry.offset(),
                entry.time(),
                entry.isBySender() ? TimestampType.CREATE_TIME : TimestampType.LOG_APPEND_TIME,
                0,
                0,
                entry.key(),
                entry.value(),
                headers(split.getTopic(), entry),
                java.util.Optional.empty());
    }

    private static RecordHeaders headers(String topic, SimPartition.Entry entry) {
        RecordHeaders headers = new RecordHeaders();
        SimFilings.headers(Objects.requireNonNull(entry.value())).forEach(headers::add);
        return headers;
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
        pause.forEach(id -> split(id).paused = true);
        resume.forEach(id -> split(id).paused = false);
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        List<KafkaPartitionSplit> state = new ArrayList<>();
        splits.values()
                .forEach(split -> state.add(new KafkaPartitionSplit(split.split.getTopicPartition(), split.next)));
        return state;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void start() {
        // Nothing to start.
    }

    @Override
    public void notifyNoMoreSplits() {
        // There is no end.
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
