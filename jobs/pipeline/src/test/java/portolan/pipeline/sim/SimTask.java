// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.io.PushingAsyncDataInput.DataOutput;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.StatusWatermarkValve;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import portolan.pipeline.sim.SimNetwork.Barrier;

/** A chain of operators with its inputs: merges watermarks and aligns barriers as Flink does. */
final class SimTask {
    private final SimGraph.Chain chain;
    private final int subtask;
    private final Map<Integer, List<SimChannel>> inputs = new HashMap<>();
    private final Map<Integer, StatusWatermarkValve> valves = new HashMap<>();
    private final Set<SimChannel> aligned = new HashSet<>();

    private List<SimStep> steps = List.of();
    private List<SimOutput.Exchange> exchanges = List.of();
    private BiConsumer<SimTask, Snapshot> taken = (task, snapshot) -> {};

    /**
     * What a task's operators have of a checkpoint.
     *
     * @param passed order time that a source has passed; of others all
     * @param ever the same, or what it had passed before a restart
     */
    record Snapshot(long checkpoint, long passed, long ever, Map<String, SimStep.Part> parts) {
        void cancel() throws Exception {
            for (SimStep.Part part : parts.values()) {
                part.cancel();
            }
        }
    }

    SimTask(SimGraph.Chain chain, int subtask) {
        this.chain = chain;
        this.subtask = subtask;
    }

    SimGraph.Chain chain() {
        return chain;
    }

    int subtask() {
        return subtask;
    }

    /** The index of the next channel of an input. */
    int channels(int input) {
        return inputs.getOrDefault(input, List.of()).size();
    }

    void add(int input, SimChannel channel) {
        inputs.computeIfAbsent(input, unused -> new ArrayList<>()).add(channel);
    }

    /**
     * Has its operators, in the order of the chain.
     *
     * @param onSnapshot is told of each snapshot that is taken
     */
    void begin(List<SimStep> operators, List<SimOutput.Exchange> leading, BiConsumer<SimTask, Snapshot> onSnapshot) {
        steps = operators;
        exchanges = leading;
        taken = onSnapshot;
        inputs.forEach((input, channels) -> valves.put(input, new StatusWatermarkValve(channels.size())));
    }

    List<SimStep> steps() {
        return steps;
    }

    SimStep head() {
        return steps.get(0);
    }

    void take(SimChannel channel, StreamRecord<?> element) throws Exception {
        head().record(channel.input(), element);
    }

    void take(SimChannel channel, Watermark mark) throws Exception {
        valve(channel).inputWatermark(mark, channel.index(), new Merged(channel.input()));
    }

    void take(SimChannel channel, WatermarkStatus status) throws Exception {
        valve(channel).inputWatermarkStatus(status, channel.index(), new Merged(channel.input()));
    }

    private StatusWatermarkValve valve(SimChannel channel) {
        return Objects.requireNonNull(valves.get(channel.input()));
    }

    void take(SimChannel channel, Barrier barrier) throws Exception {
        aligned.add(channel);
        channel.block(true);
        int all = inputs.values().stream().mapToInt(List::size).sum();
        if (aligned.size() == all) {
            snapshot(barrier);
            aligned.forEach(one -> one.block(false));
            aligned.clear();
        }
    }

    /** The barrier goes on, and the operators' state of this moment belongs to the checkpoint. */
    void snapshot(Barrier barrier) throws Exception {
        for (SimStep step : steps) {
            step.beforeBarrier(barrier.checkpoint());
        }
        for (SimOutput.Exchange exchange : exchanges) {
            exchange.channels().forEach(channel -> channel.send(barrier));
        }
        Map<String, SimStep.Part> parts = new HashMap<>();
        for (SimStep step : steps) {
            parts.put(step.name(), step.snapshot(barrier.checkpoint(), barrier.isSavepoint()));
        }
        long passed = head() instanceof SimSource source ? source.passed() : Long.MAX_VALUE;
        long ever = head() instanceof SimSource source ? source.ever() : Long.MAX_VALUE;
        taken.accept(this, new Snapshot(barrier.checkpoint(), passed, ever, parts));
    }

    void completed(long checkpoint) throws Exception {
        for (SimStep step : steps) {
            step.completed(checkpoint);
        }
    }

    void close() throws Exception {
        for (SimStep step : steps) {
            step.close();
        }
    }

    @Override
    public String toString() {
        return chain.name() + '/' + subtask;
    }

    /** What comes out of the valve of an input. */
    private final class Merged implements DataOutput<Object> {
        private final int input;

        Merged(int input) {
            this.input = input;
        }

        @Override
        public void emitWatermark(Watermark mark) throws Exception {
            head().watermark(input, mark);
        }

        @Override
        public void emitWatermarkStatus(WatermarkStatus status) throws Exception {
            head().status(input, status);
        }

        @Override
        public void emitRecord(StreamRecord<Object> element) {
            throw new IllegalStateException("records go past the valve");
        }

        @Override
        public void emitLatencyMarker(LatencyMarker marker) {
            throw new IllegalStateException("off in the product");
        }

        @Override
        public void emitRecordAttributes(RecordAttributes attributes) {
            throw new IllegalStateException("not simulated");
        }

        @Override
        public void emitWatermark(WatermarkEvent watermark) {
            throw new IllegalStateException("not simulated");
        }
    }
}
