// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.kafka.common.TopicPartition;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.TopicDecoder;

/** A source's task: the product's reader of a topic in order, in the place of Flink's operator around it. */
final class SimSource implements SimStep {
    private final String name;
    private final SourceReader<RawRecord, KafkaPartitionSplit> reader;
    private final SimReader over;
    private final Emitting output;
    private final boolean isStrict;
    private final long before;
    private final long allBefore;
    private final TopicDecoder decoder = new TopicDecoder();

    private long passed = Long.MIN_VALUE;
    private long late;
    private long lateAgain;
    private long lateInputs;
    private long lateAtSnapshot;
    private boolean isIdle;

    /**
     * A source that begins, or goes on.
     *
     * @param reader in order
     * @param over what it reads with
     * @param isStrict whether nothing may come late
     * @param before what all its tasks had passed at the checkpoint that it goes on from
     * @param allBefore what all sources had
     */
    SimSource(
            String name,
            SourceReader<RawRecord, KafkaPartitionSplit> reader,
            SimReader over,
            SimOutput output,
            boolean isStrict,
            long before,
            long allBefore) {
        this.name = name;
        this.reader = reader;
        this.over = over;
        this.output = new Emitting(output);
        this.isStrict = isStrict;
        this.before = before;
        this.allBefore = allBefore;
    }

    /** The next record, or a watermark, or nothing. */
    void poll() throws Exception {
        reader.pollNext(output);
    }

    long next(TopicPartition partition) {
        return over.next(partition);
    }

    boolean isAtEnd() {
        return over.isAtEnd();
    }

    /** Whether it says that nothing comes. */
    boolean isIdle() {
        return isIdle;
    }

    /** Up to this order time it says that all has come. */
    long passed() {
        return passed;
    }

    /** The same, or what all its tasks had passed before it started. */
    long ever() {
        return Math.max(passed, before);
    }

    /** Whether something of that time is still to come: a job that starts again does not know that it is late. */
    boolean isBehind() {
        return passed > Long.MIN_VALUE && over.unread(passed) != null;
    }

    /** How many records came after that. */
    long late() {
        return late;
    }

    /** How many came after what was passed before a restart, and are late for that alone. */
    long lateAgain() {
        return lateAgain;
    }

    /** How many of them stages must have counted that have the last snapshot. */
    long lateAtSnapshot() {
        return lateAtSnapshot;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Part snapshot(long checkpoint, boolean isSavepoint) {
        lateAtSnapshot = lateInputs;
        return new Ready(List.copyOf(reader.snapshotState(checkpoint)));
    }

    @Override
    public void completed(long checkpoint) throws Exception {
        reader.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void beforeBarrier(long checkpoint) {
        // It holds nothing back.
    }

    @Override
    public void record(int input, StreamRecord<?> element) {
        throw new IllegalStateException("a source has no input");
    }

    @Override
    public void watermark(int input, org.apache.flink.streaming.api.watermark.Watermark mark) {
        throw new IllegalStateException("a source has no input");
    }

    @Override
    public void status(int input, WatermarkStatus status) {
        throw new IllegalStateException("a source has no input");
    }

    @Override
    public void close() {
        // The clock that it belongs to has no thread.
    }

    private final class Emitting implements ReaderOutput<RawRecord> {
        private final SimOutput to;

        Emitting(SimOutput to) {
            this.to = to;
        }

        @Override
        public void collect(RawRecord value, long timestamp) {
            late += timestamp <= passed ? 1 : 0;
            if (timestamp > passed && timestamp <= before) {
                lateAgain++;
                lateInputs += timestamp <= allBefore && decoder.decode(value) instanceof LedgerInput ? 1 : 0;
            }
            to.collect(new StreamRecord<>(value, timestamp));
        }

        @Override
        public void emitWatermark(Watermark mark) {
            // As Flink's own does.
            markActive();
            passed = mark.getTimestamp();
            if (isStrict) {
                over.passes(passed);
            }
            to.emitWatermark(new org.apache.flink.streaming.api.watermark.Watermark(passed));
        }

        @Override
        public void collect(RawRecord value) {
            throw new IllegalStateException("without its time: " + value);
        }

        @Override
        public void markIdle() {
            isIdle = true;
            to.emitWatermarkStatus(WatermarkStatus.IDLE);
        }

        @Override
        public void markActive() {
            isIdle = false;
            to.emitWatermarkStatus(WatermarkStatus.ACTIVE);
        }

        @Override
        public SourceOutput<RawRecord> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {
            // There is one output for all.
        }
    }
}
