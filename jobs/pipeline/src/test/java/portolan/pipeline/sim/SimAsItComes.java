// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.RawRecord;

/** In the place of Flink's operator around a source in arrival mode: merges the watermarks that splits have. */
@SuppressWarnings("try") // Flink's interface says what closing may throw.
final class SimAsItComes implements SourceReader<RawRecord, KafkaPartitionSplit> {
    private static final WatermarkOutputMultiplexer.WatermarkUpdateListener NOBODY =
            new WatermarkOutputMultiplexer.WatermarkUpdateListener() {
                @Override
                public void onWatermarkUpdate(long watermark) {
                    // Splits are not aligned.
                }

                @Override
                public void onIdleUpdate(boolean idle) {
                    // Likewise.
                }
            };

    private final SimReader over;
    private final BooleanSupplier isItsTurn;
    private final Supplier<WatermarkGenerator<RawRecord>> times;
    private final Map<String, WatermarkGenerator<RawRecord>> bySplit = new HashMap<>();
    private @Nullable WatermarkOutputMultiplexer merging;

    /** @param isItsTurn whether its next record is the first of all there are, and nothing else is on its way */
    SimAsItComes(SimReader over, BooleanSupplier isItsTurn, Supplier<WatermarkGenerator<RawRecord>> times) {
        this.over = over;
        this.isItsTurn = isItsTurn;
        this.times = times;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        splits.forEach(split -> bySplit.put(split.splitId(), times.get()));
        over.addSplits(splits);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
        WatermarkOutputMultiplexer merges = merging(output);
        if (isItsTurn.getAsBoolean()) {
            String split = over.nextSplit();
            over.pollNext(output);
            RawRecord read = over.last();
            Objects.requireNonNull(bySplit.get(split))
                    .onEvent(read, read.timestamp(), merges.getImmediateOutput(split));
        } else if (bySplit.isEmpty()) {
            output.markIdle();
        } else {
            bySplit.forEach((split, time) -> time.onPeriodicEmit(merges.getDeferredOutput(split)));
            merges.onPeriodicEmit();
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private WatermarkOutputMultiplexer merging(ReaderOutput<RawRecord> output) {
        if (merging == null) {
            WatermarkOutputMultiplexer merges = new WatermarkOutputMultiplexer(output);
            bySplit.keySet().forEach(split -> merges.registerNewOutput(split, NOBODY));
            merging = merges;
        }
        return merging;
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        return over.snapshotState(checkpoint);
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
