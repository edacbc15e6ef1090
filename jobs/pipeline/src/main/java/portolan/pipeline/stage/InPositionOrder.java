// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.JobMetric;
import portolan.pipeline.Mode;
import portolan.pipeline.store.TaskStore;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Position;

/**
 * A keyed stage that handles its events at once, or in the one order of all inputs.
 *
 * <p>In {@link Mode#ORDERED} a task holds what comes until the watermark has passed it, and handles it in position
 * order before it passes the watermark on. What comes behind the watermark is handled at once and counted as late; what
 * comes behind that of the snapshot it was restored from is counted, and waits for its turn.
 *
 * <p>What was held is in the snapshot. A job that goes on from one in {@link Mode#ARRIVAL} handles that first.
 *
 * <p>Not a {@code KeyedProcessFunction}: that one may not choose its key, which handling another key's event, and
 * writing held events at a snapshot, both need.
 */
abstract class InPositionOrder<IN, OUT> extends AbstractStreamOperator<OUT> {
    /** As {@link #nextStop} says it. */
    static final long NO_STOP = Long.MAX_VALUE;

    private static final byte[] NEW_SECRET = TaskStore.newSecret();

    private final String operator;
    private final Mode mode;
    private final boolean feedEnds;
    private final long cachedBytes;

    /** Of a job that begins without any; the same for all tasks, as they are copies of this. */
    private final byte[] newSecret = NEW_SECRET;

    private transient TaskStore store;
    private transient HeldEvents<IN> held;
    private transient SnapshotList<IN> heldAtSnapshot;
    private transient State heldStored;
    private transient OwnLog log;
    private transient TaskBefore before;
    private transient PassedBefore passed;
    private transient long came;
    private transient boolean isLate;
    private transient long watermark;
    private transient boolean ended;
    private transient boolean atSavepoint;
    private transient Counter late;
    private transient LongCounter lateInRun;
    private transient StreamRecord<OUT> emitted;
    private transient Quarantine quarantine;

    /**
     * @param operator its uid, which its rejects name
     * @param feedEnds whether the last watermark ends the feed; else the job is only stopped, and goes on some day
     * @param cachedBytes so much of what is stored is cached on the heap
     */
    InPositionOrder(String operator, Mode mode, boolean feedEnds, long cachedBytes) {
        this.operator = operator;
        this.mode = mode;
        this.feedEnds = feedEnds;
        this.cachedBytes = cachedBytes;
    }

    abstract Position position(IN event);

    abstract String key(IN event);

    /**
     * The line in which an event that {@link #cameLate} must not be handled before held ones of a lower {@link #turn};
     * null where its position is all that counts.
     */
    @Nullable
    String line(IN event) {
        return null;
    }

    /**
     * Whether an event came late to the stage before, and so may have an older position than what stands before it in
     * its line. Of others the position says all: a turn does not, as a line begins anew once its consignment is
     * forgotten.
     */
    boolean cameLate(IN event) {
        return false;
    }

    /** Its place in its line. As inputs come, an event's place is the one that it came at: a line may begin anew. */
    long turn(IN event) {
        return 0;
    }

    /** An event that concerns several keys, as one event a key: so it is stored. */
    List<IN> apart(IN event) {
        return List.of(event);
    }

    abstract ListStateDescriptor<IN> heldState();

    /**
     * Handles one event; the current key is the event's. What of it cannot be decided goes to {@link #quarantine}, and
     * leaves state as it was.
     */
    abstract void handle(IN event) throws Exception;

    private void handleOne(IN event) throws Exception {
        quarantine.take();
        handle(event);
        store.tidy();
    }

    /** One case goes, and the next ones of its consignment go on. */
    final void setAside(RuntimeException failure, CaseEvent event, String what, boolean unassessed) {
        String of = "consignment=" + event.ledgerKey() + ", case=" + event.kind() + ' ' + event.sequence() + what;
        emit(SideOutputs.REJECTED, quarantine().of(failure, of, event.position(), unassessed), event.position());
    }

    final Quarantine quarantine() {
        return quarantine;
    }

    final Mode mode() {
        return mode;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        held = new HeldEvents<>(this::position, this::line, mode == Mode.ARRIVAL ? event -> came++ : this::turn);
        heldAtSnapshot = new SnapshotList<>(context, getKeyedStateBackend(), heldState());
        heldStored = context.getKeyedStateStore().getListState(heldState());
        log = new OwnLog(getRuntimeContext().getTaskInfo());
        before = TaskBefore.in(context, getRuntimeContext().getTaskInfo());
        store = TaskStore.in(
                context,
                getKeyedStateBackend(),
                getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks(),
                newSecret,
                cachedBytes);
        passed = new PassedBefore(context);
        watermark = Long.MIN_VALUE;
        ended = false;
        if (context.isRestored()) {
            heldAtSnapshot.takeAll().forEach(held::hold);
        }
    }

    @Override
    @Initializer
    public void open() throws Exception {
        super.open();
        FilesBesideTask.install(getKeyedStateBackend(), getContainingTask().getEnvironment());
        if (before.isOther()) {
            // What was held was taken out of it.
            log.begin(getKeyedStateBackend(), heldStored);
        }
        late = JobMetric.LATE.counter(getMetricGroup());
        // Of all stages together, and there when the job has ended.
        lateInRun = getRuntimeContext().getLongCounter(Outputs.LATE);
        JobMetric.STORED_KEYS.gauge(getMetricGroup(), store::keys);
        JobMetric.CACHED_BYTES.gauge(getMetricGroup(), store::cachedBytes);
        JobMetric.BUFFERED.gauge(getMetricGroup(), () -> held.size());
        emitted = new StreamRecord<>(null);
        quarantine = new Quarantine(operator, getMetricGroup(), getProcessingTimeService()::getCurrentProcessingTime);
    }

    @Override
    public void close() throws Exception {
        try {
            // A task that failed before it had one is closed as well.
            if (log != null) {
                log.end();
            }
        } finally {
            super.close();
        }
    }

    /** Takes one event in; the current key is the event's. */
    final void take(IN event) throws Exception {
        if (mode == Mode.ARRIVAL) {
            if (isReady()) {
                if (held.size() > 0) {
                    handleAllHeld();
                    setCurrentKey(key(event));
                }
                handleOne(event);
            } else {
                held.hold(event);
            }
        } else if (position(event).orderTime() <= watermark) {
            countLate();
            isLate = true;
            handleInTurn(event, line(event), turn(event));
            isLate = false;
        } else {
            if (position(event).orderTime() <= passed.restored()) {
                countLate();
            }
            held.hold(event);
        }
    }

    /** The order time that was passed before the event at hand came, if it is late; else none was. */
    final long passedBefore() {
        return isLate ? watermark : Long.MIN_VALUE;
    }

    private void countLate() {
        late.inc();
        lateInRun.add(1);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // What is taken in from here on with an older position is late, even while we handle what was held.
        watermark = mark.getTimestamp();
        if (mode == Mode.ARRIVAL && isReady()) {
            handleAllHeld();
        }
        for (long stop = nextStop(); stop <= watermark && stop != NO_STOP; stop = nextStop()) {
            if (mode == Mode.ORDERED) {
                handleHeldUntil(stop);
            }
            stopAt(stop);
        }
        if (mode == Mode.ORDERED) {
            handleHeldUntil(watermark);
        }
        passed(watermark);
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            // Nothing leaves: nobody reads any of it again.
            ended = feedEnds;
            end();
            output.emitWatermark(mark);
        } else {
            super.processWatermark(mark);
            // After the timers: something that happened by itself may still have to be told of what is over.
            store.passed(watermark);
        }
    }

    /**
     * Whether an event may be handled when it comes, in arrival mode; what is held until then is handled before the next
     * event, or with the next watermark.
     */
    boolean isReady() {
        return true;
    }

    final void handleAllHeld() throws Exception {
        handleHeldUntil(Long.MAX_VALUE);
    }

    /** Handles what is held up to this order time, in its order. */
    private void handleHeldUntil(long orderTime) throws Exception {
        for (HeldEvents.Waiting<IN> next = held.takePassed(orderTime);
                next != null;
                next = held.takePassed(orderTime)) {
            handleInTurn(next.event(), next.line(), next.turn());
        }
    }

    private void handleInTurn(IN event, @Nullable String line, long turn) throws Exception {
        // In arrival mode the stage before tells as it comes, and nothing is late.
        if (line != null && (mode == Mode.ARRIVAL || cameLate(event))) {
            for (IN first = held.takeBefore(line, turn); first != null; first = held.takeBefore(line, turn)) {
                setCurrentKey(key(first));
                handleOne(first);
            }
        }
        setCurrentKey(key(event));
        handleOne(event);
    }

    /** The next order time at which something happens to many keys; {@link #NO_STOP} when nothing will. */
    long nextStop() {
        return NO_STOP;
    }

    /** All up to this order time is handled, in ordered mode nothing behind it. */
    void stopAt(long orderTime) throws Exception {}

    /** Order time has come so far, and all that was held until then is handled. */
    void passed(long orderTime) throws Exception {}

    /** The last watermark has come, and no timer fires any more: what must still be told is told now. */
    void end() throws Exception {}

    /**
     * Whether the feed is over. Then values of the task are of no use to anybody: neither to this run, which reads none
     * of them again, nor to one that starts from its last checkpoint, whose inputs are over too.
     */
    final boolean hasEnded() {
        return ended;
    }

    /** The context of a snapshot does not say what it is for; this comes first, and knows. */
    @Override
    public final OperatorSnapshotFutures snapshotState(
            long checkpoint, long timestamp, CheckpointOptions options, CheckpointStreamFactory storage)
            throws Exception {
        atSavepoint = options.getCheckpointType().isSavepoint();
        if (!atSavepoint) {
            log.named();
        }
        OperatorSnapshotFutures rest = super.snapshotState(checkpoint, timestamp, options, storage);
        try {
            return beside(rest, storage);
        } catch (Exception failed) {
            // Nobody else has what the backend has begun for it: to send its log, or to copy its files.
            try {
                rest.cancel();
            } catch (Exception alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }

    @Override
    public final void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        heldAtSnapshot.write(held.byKey(this::apart, this::key));
        snapshotValues();
        if (!hasEnded()) {
            store.snapshot(isAtSavepoint());
        }
        before.write(context);
        // As things arrive nothing is late.
        passed.store(mode == Mode.ORDERED ? watermark : Long.MIN_VALUE);
    }

    /** Adds to a snapshot what is written beside the backend, while the task goes on. */
    OperatorSnapshotFutures beside(OperatorSnapshotFutures rest, CheckpointStreamFactory storage) throws IOException {
        return store.beside(rest, storage, this);
    }

    /** Writes what else a snapshot is to have. */
    void snapshotValues() throws Exception {}

    @Override
    protected final boolean isUsingCustomRawKeyedState() {
        return true;
    }

    /** All values of the task. */
    final TaskStore store() {
        return store;
    }

    /**
     * Whether the snapshot at hand is a savepoint. Others than this job read those, and write them anew: they find what
     * is in the backend, and nothing else.
     */
    final boolean isAtSavepoint() {
        return atSavepoint;
    }

    /** A list of the operator's own that is written at snapshots only. */
    final <T> SnapshotList<T> snapshotList(StateInitializationContext context, ListStateDescriptor<T> descriptor) {
        return new SnapshotList<>(context, getKeyedStateBackend(), descriptor);
    }

    final void emit(OUT value, Position position) {
        output.collect(emitted.replace(value, position.orderTime()));
    }

    final <S> void emit(OutputTag<S> tag, S value, Position position) {
        output.collect(tag, new StreamRecord<>(value, position.orderTime()));
    }

    final <S> void emit(OutputTag<S> tag, List<S> values, Position position) {
        for (S value : values) {
            emit(tag, value, position);
        }
    }
}
