// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import portolan.pipeline.Delivery;

/** In the place of Kafka's sink: a transaction a checkpoint, or records that are there when they are flushed. */
final class SimWriter implements SimStep {
    /** Under at-least-once, so many wait for company. */
    private static final int LINGERING = 3;

    private final String name;
    private final String topic;
    private final Delivery delivery;
    private final SimResults results;
    private final List<Prepared> prepared = new ArrayList<>();

    private List<SimResults.Result> open = new ArrayList<>();

    /** A transaction that waits for its checkpoint. */
    record Prepared(String topic, long checkpoint, List<SimResults.Result> records) {}

    SimWriter(String name, String topic, Delivery delivery, SimResults results) {
        this.name = name;
        this.topic = topic;
        this.delivery = delivery;
        this.results = results;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void record(int input, StreamRecord<?> element) {
        Tuple2<?, ?> encoded = (Tuple2<?, ?>) element.getValue();
        open.add(new SimResults.Result(topic, (byte[]) encoded.f1));
        if (delivery == Delivery.AT_LEAST_ONCE && open.size() >= LINGERING) {
            flush();
        }
    }

    private void flush() {
        results.commit(new Prepared(topic, -1, open));
        open = new ArrayList<>();
    }

    @Override
    public void beforeBarrier(long checkpoint) {
        if (delivery == Delivery.AT_LEAST_ONCE) {
            flush();
        }
    }

    @Override
    public Part snapshot(long checkpoint, boolean isSavepoint) {
        if (delivery == Delivery.EXACTLY_ONCE) {
            prepared.add(new Prepared(topic, checkpoint, open));
            open = new ArrayList<>();
        }
        return new Ready(List.copyOf(prepared));
    }

    @Override
    public void completed(long checkpoint) {
        prepared.removeIf(transaction -> {
            boolean isOver = transaction.checkpoint() <= checkpoint;
            if (isOver) {
                results.commit(transaction);
            }
            return isOver;
        });
    }

    @Override
    public void watermark(int input, Watermark mark) {
        // Nobody is behind it.
    }

    @Override
    public void status(int input, WatermarkStatus status) {
        // Nobody is behind it.
    }

    @Override
    public void close() {
        // What was not prepared is given up by the brokers.
    }
}
