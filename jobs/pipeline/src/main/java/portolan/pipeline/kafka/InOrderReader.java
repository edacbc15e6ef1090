// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.pipeline.JobMetric;
import portolan.pipeline.RawRecord;

/**
 * Reads the partitions of one topic in ordered mode. Says by watermarks what time all of them have passed, and pauses
 * those that are ahead of the slowest one of all topics while too much waits for that.
 */
@SuppressWarnings("try") // Flink's interface says what closing may throw.
final class InOrderReader implements SourceReader<RawRecord, KafkaPartitionSplit> {
    private static final Logger LOG = LoggerFactory.getLogger(InOrderReader.class);

    /** A watermark with each record would make each stage look at what it holds for each filing. */
    private static final long BETWEEN_WATERMARKS = Duration.ofMillis(10).toNanos();

    /** As objects in a stage they take some ten times as much. */
    private static final long MOST_WAITING = 8 << 20;

    private final SourceReader<RawRecord, KafkaPartitionSplit> reader;
    private final BooleanSupplier isBySender;
    private final OrderedInputs inputs;
    private final LongSupplier nanos;
    private final Map<String, PartitionProgress> partitions = new ConcurrentHashMap<>();
    private final Set<String> paused = new HashSet<>();

    private CompletableFuture<Void> tick;
    private CompletableFuture<Void> seenTick = CompletableFuture.completedFuture(null);
    private long lookedAt;
    private long emitted = PartitionProgress.NOTHING;
    private long passedThen = PartitionProgress.NOTHING;
    private volatile boolean waits;
    private volatile long stoodAt;
    private boolean handedOn;
    private long late;

    InOrderReader(
            SourceReader<RawRecord, KafkaPartitionSplit> reader,
            BooleanSupplier isBySender,
            OrderedInputs.Plan plan,
            MetricGroup metrics) {
        this(reader, isBySender, its -> OrderedInputs.join(plan, its), System::nanoTime, metrics);
    }

    /**
     * A reader by some clock.
     *
     * @param isBySender whether its sender has stamped the record that is handed on
     * @param joining the inputs that it belongs to from now on
     * @param nanos of a clock of ours
     */
    InOrderReader(
            SourceReader<RawRecord, KafkaPartitionSplit> reader,
            BooleanSupplier isBySender,
            Function<InOrderReader, OrderedInputs> joining,
            LongSupplier nanos,
            MetricGroup metrics) {
        this.reader = reader;
        this.isBySender = isBySender;
        this.inputs = joining.apply(this);
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong();
        this.tick = inputs.clock().nextTick();
        JobMetric.PAUSED_PARTITIONS.gauge(metrics, paused::size);
        JobMetric.WAITING_BYTES.gauge(metrics, inputs::waitingBytes);
        JobMetric.WAITING_MILLIS.gauge(metrics, this::waitingMillis);
    }

    Collection<PartitionProgress> partitions() {
        return partitions.values();
    }

    /** All its partitions have passed this order time; none has before it knows which they are. */
    long passed() {
        long least = Long.MAX_VALUE;
        for (PartitionProgress partition : partitions.values()) {
            least = Math.min(least, partition.passed());
        }
        return least == Long.MAX_VALUE ? PartitionProgress.NOTHING : least;
    }

    /** For how long order time has stood still though records wait for it; Flink's lag knows no watermark before the first. */
    private long waitingMillis() {
        return waits ? TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - stoodAt) : 0;
    }

    /** How many records came after their time had been passed. */
    long late() {
        return late;
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        for (KafkaPartitionSplit split : splits) {
            partitions.put(
                    split.splitId(), new PartitionProgress(split.getTopicPartition(), split.getStartingOffset()));
        }
        reader.addSplits(splits);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
        // Taken before what the clock has told is looked at: what it tells afterwards completes this one.
        tick = inputs.clock().nextTick();
        inputs.clock().throwFailure();
        if (inputs.clock().newest() == PartitionProgress.NOTHING) {
            // Whether a stamp is a broker's cannot be told yet.
            return InputStatus.NOTHING_AVAILABLE;
        }
        InputStatus status = reader.pollNext(new Watched(output));
        if (handedOn) {
            // At once: where nothing else comes, nobody polls before the clock has told something.
            handedOn = false;
            inputs.clock().ask();
        }
        long now = nanos.getAsLong();
        if (tick != seenTick || now - lookedAt >= BETWEEN_WATERMARKS) {
            seenTick = tick;
            lookedAt = now;
            emitWatermark(output);
            pace();
        }
        return status;
    }

    private void emitWatermark(ReaderOutput<RawRecord> output) {
        partitions.values().forEach(PartitionProgress::lookForEnd);
        long passed = Math.min(passed(), inputs.clock().allReadUntil());
        if (passed > emitted) {
            emitted = passed;
            output.emitWatermark(new Watermark(passed));
        }
    }

    /** The slowest is never paused: only what it hands on frees what the others wait with. */
    private void pace() {
        long passed = inputs.passed();
        partitions.values().forEach(partition -> partition.forgetUntil(passed));
        long waiting = inputs.waitingBytes();
        if (!waits || passed != passedThen) {
            stoodAt = lookedAt;
        }
        passedThen = passed;
        waits = waiting > 0;
        List<String> pause = new ArrayList<>();
        List<String> resume = new ArrayList<>();
        partitions.forEach((split, partition) -> {
            boolean ahead = partition.passed() > passed;
            if (ahead && waiting > MOST_WAITING) {
                if (paused.add(split)) {
                    pause.add(split);
                }
            } else if ((!ahead || waiting < MOST_WAITING / 2) && paused.remove(split)) {
                resume.add(split);
            }
        });
        if (!pause.isEmpty() || !resume.isEmpty()) {
            reader.pauseOrResumeSplits(pause, resume);
        }
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (inputs.clock().newest() == PartitionProgress.NOTHING) {
            return tick;
        }
        CompletableFuture<Void> records = reader.isAvailable();
        return records.isDone() ? records : records.acceptEither(tick, unused -> {});
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        return reader.snapshotState(checkpoint);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        reader.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        reader.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void close() throws Exception {
        try {
            inputs.leave(this);
        } finally {
            reader.close();
        }
    }

    private void handOn(PartitionProgress partition, RawRecord record, long time, SourceOutput<RawRecord> output) {
        if (record.offset() < partition.next()) {
            // A consumer whose place is gone begins somewhere else, and says nothing.
            throw PartitionsChangedException.cut(partition.partition(), partition.next(), record.offset());
        }
        if (time <= emitted) {
            tellLate(record, time);
        }
        if (StampedAhead.is(time, inputs.clock().newest())) {
            partition.handedOnAhead(record.offset());
        } else {
            int keyBytes = record.key() == null ? 0 : Objects.requireNonNull(record.key()).length;
            partition.handedOn(record.offset(), time, keyBytes + record.value().length, isBySender.getAsBoolean());
        }
        handedOn = true;
        output.collect(record, time);
    }

    /** The first, the second, the fourth and so on: a log that tells each would be the next fault. */
    private void tellLate(RawRecord record, long time) {
        late++;
        if (Long.bitCount(late) == 1) {
            LOG.warn(
                    "came late, so results may differ from those of another run: record={}, stamped={}, already"
                            + " passed={}, late so far={}; see 'Ordered mode' in deploy/README.md",
                    record,
                    time,
                    emitted,
                    late);
        }
    }

    /** Everything goes out by the main output, on its way past the progress of its partition. */
    private final class Watched implements ReaderOutput<RawRecord> {
        private final ReaderOutput<RawRecord> output;

        Watched(ReaderOutput<RawRecord> output) {
            this.output = output;
        }

        @Override
        public SourceOutput<RawRecord> createOutputForSplit(String split) {
            return new OfPartition(Objects.requireNonNull(partitions.get(split)), output);
        }

        @Override
        public void releaseOutputForSplit(String split) {
            partitions.remove(split);
        }

        @Override
        public void collect(RawRecord record) {
            output.collect(record);
        }

        @Override
        public void collect(RawRecord record, long time) {
            output.collect(record, time);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            output.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            output.markIdle();
        }

        @Override
        public void markActive() {
            output.markActive();
        }
    }

    private final class OfPartition implements SourceOutput<RawRecord> {
        private final PartitionProgress partition;
        private final ReaderOutput<RawRecord> output;

        OfPartition(PartitionProgress partition, ReaderOutput<RawRecord> output) {
            this.partition = partition;
            this.output = output;
        }

        @Override
        public void collect(RawRecord record) {
            handOn(partition, record, record.timestamp(), output);
        }

        @Override
        public void collect(RawRecord record, long time) {
            handOn(partition, record, time, output);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            // Its records say what time has passed.
        }

        @Override
        public void markIdle() {
            // A partition that was read to its end follows the brokers' clock.
        }

        @Override
        public void markActive() {
            // It is never idle.
        }
    }
}
