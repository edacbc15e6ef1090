// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import portolan.pipeline.sim.SimNetwork.Barrier;

/** From one task to another: first in, first out, records as bytes. */
final class SimChannel {
    private final SimNetwork network;
    private final String name;
    private final SimTask to;
    private final int input;
    private final int index;
    private final TypeSerializer<Object> written;
    private final TypeSerializer<Object> read;
    private final Deque<Object> elements = new ArrayDeque<>();

    private boolean blocked;
    private long watermark = Long.MIN_VALUE;

    /** Where it is in the network's list of those that have something; -1 where it is not. */
    private int ready = -1;

    /** A record on its way. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Sent(byte[] bytes, boolean stamped, long timestamp) {}

    /** @param input of the task, from 0; @param index among the channels of that input */
    SimChannel(
            SimNetwork network,
            String name,
            SimTask to,
            int input,
            int index,
            TypeSerializer<Object> written,
            TypeSerializer<Object> read) {
        this.network = network;
        this.name = name;
        this.to = to;
        this.input = input;
        this.index = index;
        this.written = written;
        this.read = read;
    }

    SimTask to() {
        return to;
    }

    int input() {
        return input;
    }

    int index() {
        return index;
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    int place() {
        return ready;
    }

    void placed(int at) {
        ready = at;
    }

    boolean isReady() {
        return !blocked && !elements.isEmpty();
    }

    void block(boolean blocks) {
        blocked = blocks;
        network.changed(this);
    }

    void send(StreamRecord<?> element, DataOutputSerializer buffer) throws IOException {
        buffer.clear();
        written.serialize(element.getValue(), buffer);
        add(new Sent(
                Arrays.copyOf(buffer.getSharedBuffer(), buffer.length()),
                element.hasTimestamp(),
                element.hasTimestamp() ? element.getTimestamp() : 0));
    }

    void send(Watermark mark) {
        if (mark.getTimestamp() < watermark) {
            throw new SimFailure(
                    "a watermark went back: channel=" + name + ", from=" + watermark + ", to=" + mark.getTimestamp());
        }
        watermark = mark.getTimestamp();
        add(mark);
    }

    void send(WatermarkStatus status) {
        add(status);
    }

    void send(Barrier barrier) {
        add(barrier);
    }

    private void add(Object element) {
        elements.add(element);
        network.changed(this);
    }

    /** Its task takes the first element. */
    void deliver() throws Exception {
        Object element = elements.remove();
        network.changed(this);
        if (element instanceof Sent sent) {
            Object value = read.deserialize(new DataInputDeserializer(sent.bytes()));
            to.take(this, sent.stamped() ? new StreamRecord<>(value, sent.timestamp()) : new StreamRecord<>(value));
        } else if (element instanceof Watermark mark) {
            to.take(this, mark);
        } else if (element instanceof WatermarkStatus status) {
            to.take(this, status);
        } else {
            to.take(this, (Barrier) element);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
