// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.Calls;
import portolan.pipeline.JobMetric;
import portolan.pipeline.Mode;
import portolan.pipeline.state.Kept;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.state.UnstoredLayout.Change;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Answer;

/** Keeps all memories whose keys belong to this task: measures each call against its memory, then lets that learn. */
public class Remember extends InPositionOrder<Calls, AssessInput>
        implements OneInputStreamOperator<Calls, AssessInput> {
    private final MemorySettings settings;
    private final CacheSizes cacheSizes;

    private transient boolean startsEmpty;
    private transient Map<String, ValueState<byte[]>> stored;
    private transient Map<String, HeldMemories<?>> memories;
    private transient RawState rawState;
    private transient Unwritten unwritten;
    private transient RetentionLists lists;

    /**
     * @param feedEnds whether the last watermark ends the feed
     * @param cacheSizes so many memories of one kind as objects, and bytes of all kinds
     */
    public Remember(Mode mode, MemorySettings settings, boolean feedEnds, CacheSizes cacheSizes) {
        super(ScoringState.REMEMBER, mode, feedEnds);
        this.settings = settings;
        this.cacheSizes = cacheSizes;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        startsEmpty = !context.isRestored();
        stored = new HashMap<>();
        for (Remembered<?> remembered : Catalogue.remembered()) {
            String kind = remembered.kind().name();
            stored.put(kind, MemoriesOfKind.in(getKeyedStateBackend(), kind));
        }
        rawState = RawState.in(context, getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    }

    @Override
    protected boolean isUsingCustomRawKeyedState() {
        return true;
    }

    @Override
    @Initializer
    public void open() throws Exception {
        super.open();
        WarmBytes warm = new WarmBytes(cacheSizes.memoryBytes());
        JobMetric.WARM_BYTES.gauge(getMetricGroup(), warm::bytes);
        unwritten = new Unwritten(cacheSizes.unwritten());
        JobMetric.UNWRITTEN.gauge(getMetricGroup(), unwritten::size);
        memories = new HashMap<>();
        lists = new RetentionLists(
                getKeyedStateBackend(),
                rawState.openLists(),
                target -> getInternalTimerService(ScoringState.RETENTION, StringSerializer.INSTANCE, target),
                (kind, key, orderTime) -> of(kind, memories).passed(key, orderTime),
                seen());
        JobMetric.LISTED_KEYS.gauge(getMetricGroup(), rawState.openLists()::keys);
        for (Remembered<?> remembered : remembered(settings)) {
            String kind = remembered.kind().name();
            HeldMemories<?> held = new HeldMemories<>(
                    remembered,
                    getKeyedStateBackend(),
                    of(kind, stored),
                    lists,
                    cacheSizes.values(),
                    warm,
                    unwritten,
                    seen());
            memories.put(kind, held);
            if (!startsEmpty) {
                takeOver(kind);
            }
            JobMetric.BEGUN_MEMORIES.counter(getMetricGroup(), held.begun(), kind);
            JobMetric.CACHED_MEMORIES.gauge(getMetricGroup(), held::size, kind);
        }
        for (Change change : rawState.takeChanges()) {
            of(change.state(), memories).restore(change);
        }
    }

    /** All kinds of memory. */
    List<Remembered<?>> remembered(MemorySettings memory) {
        return Catalogue.remembered(memory);
    }

    /** Memories of a savepoint in which each kind had a state, and timers, of its own. */
    private void takeOver(String kind) throws Exception {
        ValueStateDescriptor<byte[]> apart = ScoringState.memoriesApart(kind);
        List<String> keys;
        try (Stream<String> there =
                this.<String>getKeyedStateBackend().getKeys(apart.getName(), VoidNamespace.INSTANCE)) {
            keys = there.toList();
        }
        if (keys.isEmpty()) {
            return;
        }
        ValueState<byte[]> before = getPartitionedState(apart);
        for (String key : keys) {
            setCurrentKey(key);
            byte[] memory = before.value();
            // No filter knows of it, and none that is restored: such a savepoint has none.
            of(kind, stored).update(memory);
            before.clear();
            lists.add(kind, key, Kept.until(memory));
        }
        dropTimers(getInternalTimerService(
                ScoringState.retentionApart(kind), VoidNamespaceSerializer.INSTANCE, new NoTimers()));
    }

    /** Timers that nobody asks for would name their keys in every checkpoint for ever. */
    private void dropTimers(InternalTimerService<VoidNamespace> timers) throws Exception {
        Map<String, List<Long>> times = new HashMap<>();
        timers.forEachEventTimeTimer(
                (namespace, time) -> times.computeIfAbsent((String) getCurrentKey(), key -> new ArrayList<>())
                        .add(time));
        times.forEach((key, ofKey) -> {
            setCurrentKey(key);
            ofKey.forEach(time -> timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, time));
        });
    }

    @Override
    public void processElement(StreamRecord<Calls> element) throws Exception {
        take(element.getValue());
    }

    @Override
    void handle(Calls calls) throws Exception {
        CaseEvent event = calls.event();
        if (event == null) {
            learn(Objects.requireNonNull(calls.move(), "a case event or a move"), calls.calls());
            return;
        }
        List<Answered.FromMemory> answers = new ArrayList<>(calls.calls().size());
        for (Calls.Call call : calls.calls()) {
            Answered.FromMemory answer = answer(call, event);
            if (answer != null) {
                answers.add(answer);
            }
        }
        if (!answers.isEmpty()) {
            emit(
                    AssessInput.of(new Answered(event.ledgerKey(), event.sequence(), event.position(), answers)),
                    event.position());
        }
    }

    private void learn(ContainerMove move, List<Calls.Call> calls) throws IOException {
        for (Calls.Call call : calls) {
            try {
                of(call.kind(), memories).learn(move, call.key());
            } catch (NotHandledException e) {
                String of = "container=" + move.equipmentId() + ", memory=" + call.kind() + ", key=" + call.key();
                emit(SideOutputs.REJECTED, quarantine().of(e.failure(), of, move.position(), false), move.position());
            }
        }
    }

    /** The answer to one call; null when it asks for none. What fails is answered all the same: it is counted. */
    private Answered.@Nullable FromMemory answer(Calls.Call call, CaseEvent event) throws IOException {
        Visit visit = call.of(event);
        try {
            Answer answer = of(call.kind(), memories).visit(visit);
            return answer == null ? null : new Answered.FromMemory(call.kind(), call.key(), answer);
        } catch (NotHandledException e) {
            String of = "consignment=" + event.ledgerKey() + ", memory=" + call.kind() + ", key=" + call.key();
            emit(SideOutputs.REJECTED, quarantine().of(e.failure(), of, event.position(), false), event.position());
            return visit.measures() ? Answered.FromMemory.missing(call.kind(), call.key()) : null;
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        if (!mark.equals(Watermark.MAX_WATERMARK)) {
            lists.passed(mark.getTimestamp());
        }
    }

    /** Memories of all kinds that are held as objects now. */
    int held() {
        return memories.values().stream().mapToInt(HeldMemories::size).sum();
    }

    private static <V> V of(String kind, Map<String, V> byKind) {
        @Nullable V found = byKind.get(kind);
        if (found == null) {
            throw new IllegalArgumentException("there is no such kind of memory: kind=" + kind);
        }
        return found;
    }

    @Override
    OperatorSnapshotFutures beside(OperatorSnapshotFutures rest, CheckpointStreamFactory storage) throws Exception {
        return rawState.beside(rest, storage, this);
    }

    @Override
    void snapshotValues() throws Exception {
        if (hasEnded()) {
            return;
        }
        for (HeldMemories<?> held : memories.values()) {
            held.settle();
        }
        if (isAtSavepoint()) {
            unwritten.writeBack();
            // After the values: those that are stored for the first time are listed.
            lists.storeOpen();
        }
        rawState.take(unwritten.changes());
    }

    /** Of timers that are dropped before any can fire. */
    private static final class NoTimers implements Triggerable<String, VoidNamespace> {
        @Override
        public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
            throw new IllegalStateException("dropped when the savepoint was taken over: timer=" + timer);
        }

        @Override
        public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
            onEventTime(timer);
        }
    }

    @Override
    Position position(Calls calls) {
        return calls.position();
    }

    @Override
    String key(Calls calls) {
        return calls.key();
    }

    /** A version takes back what the one before it has taught, which must have been learned. */
    @Override
    @Nullable
    String line(Calls calls) {
        return calls.event() == null ? null : calls.event().ledgerKey();
    }

    @Override
    boolean cameLate(Calls calls) {
        return calls.late();
    }

    @Override
    long turn(Calls calls) {
        return calls.event() == null ? 0 : calls.event().sequence();
    }

    @Override
    List<Calls> apart(Calls calls) {
        return calls.apart();
    }

    @Override
    ListStateDescriptor<Calls> heldState() {
        return ScoringState.heldCalls();
    }
}
