// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.Calls;
import portolan.pipeline.JobMetric;
import portolan.pipeline.Mode;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.store.StoredCells;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankCells;
import portolan.scoring.bank.BankMemory;
import portolan.scoring.bank.CellStore;
import portolan.scoring.bank.Declaration;
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
    private final List<Declaration> declarations;
    private final long tableBytes;
    private @Nullable Instant from;

    private transient Map<String, Memories<?>> memories;
    private transient LatestHeard heard;
    private transient @Nullable Bank bank;
    private transient @Nullable StoredCells wide;
    private transient @Nullable StoredCells narrow;
    private transient @Nullable BankMemory declared;

    /** Where no memories are declared. */
    public Remember(Mode mode, MemorySettings settings, boolean feedEnds, CacheSizes cacheSizes) {
        this(mode, settings, List.of(), feedEnds, cacheSizes);
    }

    /**
     * @param declarations of memories that are declared
     * @param feedEnds whether the last watermark ends the feed
     * @param cacheSizes how much is cached on the heap
     */
    public Remember(
            Mode mode,
            MemorySettings settings,
            List<Declaration> declarations,
            boolean feedEnds,
            CacheSizes cacheSizes) {
        super(
                ScoringState.REMEMBER,
                mode,
                feedEnds,
                declarations.isEmpty() ? cacheSizes.memoryBytes() : cacheSizes.memoryBytes() / 2);
        this.settings = settings;
        this.tableBytes = cacheSizes.memoryBytes() / 2;
        this.declarations = declarations;
    }

    /** The same, whose memories that are new begin then, where a savepoint does not tell how far bills have come. */
    Remember from(@Nullable Instant hour) {
        from = hour;
        return this;
    }

    @Override
    @Initializer
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        heard = new LatestHeard(context);
        bank = DeclaredSince.bank(
                context,
                declarations,
                () -> heard.next(from, getProcessingTimeService().getCurrentProcessingTime()));
    }

    @Override
    @Initializer
    public void open() throws Exception {
        super.open();
        memories = new HashMap<>();
        for (Remembered<?> remembered : remembered(settings)) {
            String kind = remembered.kind().name();
            Memories<?> ofKind = new Memories<>(remembered, store().of(ScoringState.numberOf(kind)));
            memories.put(kind, ofKind);
            JobMetric.BEGUN_MEMORIES.counter(getMetricGroup(), ofKind.begun(), kind);
        }
        if (bank != null) {
            // Of four octets in cells a filing reads three in wide ones.
            wide = store().cells(
                            ScoringState.numberOf("declared-cells"),
                            CellStore.WIDE,
                            Calls::shardKey,
                            3 * tableBytes / 4);
            narrow = store().cells(
                            ScoringState.numberOf("declared-tallies"),
                            CellStore.NARROW,
                            Calls::shardKey,
                            tableBytes / 4);
            declared = new BankMemory(bank, wide, narrow);
        }
    }

    /** All kinds of memory. */
    List<Remembered<?>> remembered(MemorySettings memory) {
        return Catalogue.remembered(memory);
    }

    @Override
    void snapshotValues() throws Exception {
        heard.store();
        if (wide != null && narrow != null) {
            wide.flush();
            narrow.flush();
        }
    }

    @Override
    public void processElement(StreamRecord<Calls> element) throws Exception {
        CaseEvent event = element.getValue().event();
        if (event != null && event.kind() != CaseEvent.Kind.WITHDRAWN) {
            // Also of one that waits: with other declarations it would ask for none of those that are new.
            heard.hear(event);
        }
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
        BankCells cells = calls.shards() == 0 ? null : cells(event, calls.shards());
        if (!answers.isEmpty() || cells != null) {
            emit(
                    AssessInput.of(new Answered(
                            event.ledgerKey(),
                            event.sequence(),
                            event.position(),
                            answers,
                            cells == null ? List.of() : List.of(cells))),
                    event.position());
        }
    }

    /** What shards of declared memories hold of a case; null when it asks for nothing. */
    private @Nullable BankCells cells(CaseEvent event, long shards) throws IOException {
        try {
            if (declared != null) {
                return declared.cells(event, shards);
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        } catch (RuntimeException failure) {
            // What fails is the case, in all tasks: one of them says so.
            if ((shards & 1) != 0) {
                String of = "consignment=" + event.ledgerKey() + ", memory=declared";
                emit(SideOutputs.REJECTED, quarantine().of(failure, of, event.position(), false), event.position());
            }
        }
        return event.isAssessed() ? BankCells.missing(shards) : null;
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

    private static <V> V of(String kind, Map<String, V> byKind) {
        @Nullable V found = byKind.get(kind);
        if (found == null) {
            throw new IllegalArgumentException("there is no such kind of memory: kind=" + kind);
        }
        return found;
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
