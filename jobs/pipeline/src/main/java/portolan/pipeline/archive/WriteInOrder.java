package portolan.pipeline.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts the results of all tasks into one order: holds them until the watermark has passed, and numbers their lines.
 *
 * <p>One task, and state of its own kind: the last step before a file has no keys.
 */
@SuppressWarnings("NullAway.Init") // Flink starts an operator with initializeState, before anything else.
final class WriteInOrder<T> extends AbstractStreamOperator<String> implements OneInputStreamOperator<T, String> {
    private final ResultFile<T> file;

    private transient PriorityQueue<Held<T>> held;
    private transient ListState<T> heldAtSnapshot;
    private transient ListState<Long> numberAtSnapshot;
    private transient long arrivals;
    private transient long number;

    WriteInOrder(ResultFile<T> file) {
        this.file = file;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        held = new PriorityQueue<>(
                Comparator.<Held<T>, T>comparing(Held::result, file::compare).thenComparingLong(Held::arrival));
        heldAtSnapshot =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("held-results", file.type()));
        numberAtSnapshot = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("next-number", LongSerializer.INSTANCE));
        arrivals = 0;
        number = 0;
        for (T result : heldAtSnapshot.get()) {
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
        held.add(new Held<>(result, arrivals++));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        for (Held<T> first = held.peek();
                first != null && file.orderTime(first.result) <= mark.getTimestamp();
                first = held.peek()) {
            T result = held.remove().result;
            PartLine line = new PartLine(number++, file.tally(result), file.line(result));
            output.collect(new StreamRecord<>(line.toString(), file.orderTime(result)));
        }
        super.processWatermark(mark);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<Held<T>> byArrival = new ArrayList<>(held);
        byArrival.sort(Comparator.comparingLong(Held::arrival));
        heldAtSnapshot.update(byArrival.stream().map(Held::result).toList());
        numberAtSnapshot.update(List.of(number));
    }

    /** A result and how many came before it. */
    private record Held<T>(T result, long arrival) {}
}
