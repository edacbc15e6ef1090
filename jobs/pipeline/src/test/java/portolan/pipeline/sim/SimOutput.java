// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.runtime.plugable.SerializationDelegate;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.partitioner.StreamPartitioner;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Where an operator's results go: to operators behind it in the chain, and by channels to other tasks. */
final class SimOutput implements Output<StreamRecord<Object>> {
    private final List<Way> ways;
    private boolean idle;

    SimOutput(List<Way> ways) {
        this.ways = ways;
    }

    /** One edge of the graph. */
    sealed interface Way permits Chained, Exchange {
        @Nullable
        OutputTag<?> tag();

        void send(StreamRecord<?> element) throws Exception;

        void send(Watermark mark) throws Exception;

        void send(WatermarkStatus status) throws Exception;
    }

    /** @param input of the next operator, from 0 */
    record Chained(@Nullable OutputTag<?> tag, SimStep next, int input) implements Way {
        @Override
        public void send(StreamRecord<?> element) throws Exception {
            next.record(input, element);
        }

        @Override
        public void send(Watermark mark) throws Exception {
            next.watermark(input, mark);
        }

        @Override
        public void send(WatermarkStatus status) throws Exception {
            next.status(input, status);
        }
    }

    /** To the tasks of another operator. */
    static final class Exchange implements Way {
        private final @Nullable OutputTag<?> tag;
        private final StreamPartitioner<Object> partitioner;
        private final List<SimChannel> channels;
        private final DataOutputSerializer buffer = new DataOutputSerializer(256);
        private final SerializationDelegate<StreamRecord<Object>> delegate = new SerializationDelegate<>(null);
        private int turn;

        /** @param turn of who gets the next record, where all are alike */
        @SuppressWarnings("unchecked") // It looks at what the edge carries.
        Exchange(@Nullable OutputTag<?> tag, StreamPartitioner<?> partitioner, List<SimChannel> channels, int turn) {
            this.tag = tag;
            this.partitioner = (StreamPartitioner<Object>) partitioner;
            this.channels = channels;
            this.turn = turn;
        }

        List<SimChannel> channels() {
            return channels;
        }

        @Override
        public @Nullable OutputTag<?> tag() {
            return tag;
        }

        @Override
        @SuppressWarnings("unchecked") // It is read only.
        public void send(StreamRecord<?> element) throws IOException {
            if (partitioner.isBroadcast()) {
                for (SimChannel channel : channels) {
                    channel.send(element, buffer);
                }
                return;
            }
            delegate.setInstance((StreamRecord<Object>) element);
            channels.get(select()).send(element, buffer);
        }

        private int select() {
            if (channels.size() == 1) {
                return 0;
            }
            return switch (partitioner.toString()) {
                case "HASH" -> partitioner.selectChannel(delegate);
                // Flink begins at a channel that it draws without a seed.
                case "REBALANCE" -> Math.floorMod(turn++, channels.size());
                default -> throw new IllegalStateException("not simulated: " + partitioner);
            };
        }

        @Override
        public void send(Watermark mark) {
            channels.forEach(channel -> channel.send(mark));
        }

        @Override
        public void send(WatermarkStatus status) {
            channels.forEach(channel -> channel.send(status));
        }
    }

    @Override
    public void collect(StreamRecord<Object> element) {
        collect(null, element);
    }

    @Override
    public <X> void collect(@Nullable OutputTag<X> tag, StreamRecord<X> element) {
        for (Way way : ways) {
            if (Objects.equals(way.tag(), tag)) {
                sent(() -> way.send(element));
            }
        }
    }

    @Override
    public void emitWatermark(Watermark mark) {
        if (!idle) {
            ways.forEach(way -> sent(() -> way.send(mark)));
        }
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {
        if (status.isIdle() != idle) {
            idle = status.isIdle();
            ways.forEach(way -> sent(() -> way.send(status)));
        }
    }

    private interface Sending {
        void run() throws Exception;
    }

    private static void sent(Sending sending) {
        try {
            sending.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            ExceptionUtils.rethrow(e);
        }
    }

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {
        // Off in the product.
    }

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {
        // No operator of the product looks at them.
    }

    @Override
    public void emitWatermark(WatermarkEvent watermark) {
        throw new UnsupportedOperationException("not simulated: " + watermark);
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
