// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Puts the results of all tasks into one order: holds them until the watermark has passed, and passes on their lines in
 * blocks. What a block comes to, with the number of its first result, leaves by {@link #COUNTS}.
 *
 * <p>One task, and state of its own kind: the last step before a file has no keys.
 */
@SuppressWarnings("NullAway.Init") // Flink starts an operator with initializeState, before anything else.
final class WriteInOrder<T> extends AbstractStreamOperator<byte[]> implements OneInputStreamOperator<T, byte[]> {
    static final OutputTag<String> COUNTS = new OutputTag<>("counts", Types.STRING);

    /**
     * The file is written in pieces of this size or a little more: a call of the kernel a line would be most of the
     * work.
     */
    private static final int BLOCK_BYTES = 1 << 18;

    private final ResultFile<T> file;

    private transient PriorityQueue<Buffered<T>> buffered;
    private transient ListState<T> bufferedAtSnapshot;
    private transient ListState<Long> numberAtSnapshot;
    private transient long arrivals;
    private transient long number;

    WriteInOrder(ResultFile<T> file) {
        this.file = file;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        buffered = new PriorityQueue<>(Comparator.<Buffered<T>, T>comparing(Buffered::result, file.order())
                .thenComparingLong(Buffered::arrival));
        bufferedAtSnapshot =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("held-results", file.type()));
        numberAtSnapshot = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("next-number", LongSerializer.INSTANCE));
        arrivals = 0;
        number = 0;
        for (T result : bufferedAtSnapshot.get()) {
            hold(result);
        }
        for (Long next : numberAtSnapshot.get()) {
            number = next;
        }
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        hold(element.getValue());
    }

    private void hold(T result) {
        buffered.add(new Buffered<>(result, arrivals++));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        Block block = new Block(file.name(), number);
        for (Buffered<T> first = buffered.peek();
                first != null && file.orderTime().applyAsLong(first.result) <= mark.getTimestamp();
                first = buffered.peek()) {
            T result = buffered.remove().result;
            block.add(file.lines().of(result), file.tally().apply(result));
            number++;
            if (block.bytes() >= BLOCK_BYTES) {
                emit(block);
                block = new Block(file.name(), number);
            }
        }
        // Nothing is kept for the next watermark: a snapshot in between would have to hold it.
        emit(block);
        super.processWatermark(mark);
    }

    private void emit(Block block) {
        if (block.bytes() > 0) {
            output.collect(new StreamRecord<>(block.lines()));
        }
        if (!block.isEmpty()) {
            output.collect(COUNTS, new StreamRecord<>(block.counted().toString()));
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<Buffered<T>> byArrival = new ArrayList<>(buffered);
        byArrival.sort(Comparator.comparingLong(Buffered::arrival));
        bufferedAtSnapshot.update(byArrival.stream().map(Buffered::result).toList());
        numberAtSnapshot.update(List.of(number));
    }

    /** A result and how many came before it. */
    private record Buffered<T>(T result, long arrival) {}
}
