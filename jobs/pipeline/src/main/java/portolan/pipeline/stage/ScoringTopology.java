// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.AssessInput;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.Calls;
import portolan.pipeline.DecideInput;
import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.bank.Declaration;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.lanes.LaneChange;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.score.Assessment;

/**
 * The scoring graph, without the connectors at its ends.
 *
 * <pre>
 *   filings  ─► Decode ─┐                   calls ─► [memory] Remember ─► answers ─┐
 *                       ├─► [consignment] ───┤                                     ├─► [consignment] ─► [consignment] ─► assessments
 *   outcomes ─► Decode ─┘    Keep ledger     └───────────── case events ───────────┘    Assess           Decide    ├─► alerts
 *                 │               │                                                      ▲ │                        │
 *                 └─► rejected ◄──┴─► noted                            published rules ──┘ └─► audited               └─► [office]
 *                                                                                                     Count selected ─► lanes
 * </pre>
 */
public class ScoringTopology {
    /**
     * The buffer timeout of the way from a filing to its assessment in a live job: a record waits for no company. All
     * other edges have Flink's own, a tenth of a second, and a thread each that flushes at this pace.
     */
    public static final long FLUSHED_AT_ONCE = 0;

    private final Mode mode;
    private final AssessSettings settings;
    private final CacheSizes cacheSizes;
    private final Clock clock;
    private final long flushedEveryMillis;
    private final List<Declaration> declarations;
    private @Nullable Instant memoriesFrom;
    private @Nullable String senderKeys;

    /**
     * @param cacheSizes how much of its state a task of a keyed stage caches on the heap
     * @param clock for the latency metric only
     * @param flushedEveryMillis how long a record waits at an exchange at most, on its way to an assessment
     */
    public ScoringTopology(
            Mode mode, AssessSettings settings, CacheSizes cacheSizes, Clock clock, long flushedEveryMillis) {
        this.mode = mode;
        this.settings = settings;
        this.cacheSizes = cacheSizes;
        this.clock = clock;
        this.flushedEveryMillis = flushedEveryMillis;
        this.declarations = settings.declarations();
    }

    /**
     * Says where declared memories begin that are new.
     *
     * @param hour where a savepoint does not tell how far bills have come; null where nobody said
     */
    public ScoringTopology memoriesFrom(@Nullable Instant hour) {
        memoriesFrom = hour;
        return this;
    }

    /** Says in which folder the keys are by which senders are proven; null for none. */
    public ScoringTopology senderKeys(@Nullable String folder) {
        senderKeys = folder;
        return this;
    }

    /**
     * Connects the graph. Moves of containers go by the ledger, which checks senders, to memories. The sources have set
     * timestamps and watermarks by {@link RawRecord#timestamp} and {@link PublishedText#orderTime}; in ordered mode a source without records must pass time on, or say that it is idle.
     */
    public Outputs connect(
            Decoder decoder,
            DataStream<RawRecord> filings,
            DataStream<RawRecord> outcomes,
            DataStream<RawRecord> moves,
            DataStream<PublishedText> publishedRules) {
        SingleOutputStreamOperator<LedgerInput> decodedFilings =
                decode(decoder, filings, ScoringState.DECODE_FILINGS, "Decode filings");
        SingleOutputStreamOperator<LedgerInput> decodedOutcomes =
                decode(decoder, outcomes, ScoringState.DECODE_OUTCOMES, "Decode outcomes");
        SingleOutputStreamOperator<LedgerInput> decodedMoves =
                decode(decoder, moves, ScoringState.DECODE_MOVES, "Decode moves");
        return score(
                decodedFilings.union(decodedOutcomes, decodedMoves),
                decodedFilings
                        .getSideOutput(SideOutputs.REJECTED)
                        .union(
                                decodedOutcomes.getSideOutput(SideOutputs.REJECTED),
                                decodedMoves.getSideOutput(SideOutputs.REJECTED)),
                publishedRules);
    }

    /** Connects the graph to inputs that were decoded before they came, in their order and by one task. */
    public Outputs connect(DataStream<Decoded> decoded, DataStream<PublishedText> publishedRules) {
        SingleOutputStreamOperator<LedgerInput> inputs = decoded.process(
                        new SetRejectsAside(), StreamTypes.exchanged(StreamTypes.LEDGER_INPUT))
                .uid(ScoringState.SET_REJECTS_ASIDE)
                .name("Set rejects aside")
                .setParallelism(1);
        return score(inputs, inputs.getSideOutput(SideOutputs.REJECTED), publishedRules);
    }

    private Outputs score(
            DataStream<LedgerInput> ledgerInputs,
            DataStream<Reject> undecoded,
            DataStream<PublishedText> publishedRules) {
        // Calls are bundled for one number of tasks: none may be restored from the wire into another (CallAtMemories).
        ledgerInputs.getExecutionEnvironment().getCheckpointConfig().enableUnalignedCheckpoints(false);
        SingleOutputStreamOperator<CaseEvent> cases =
                keepLedger(ledgerInputs.keyBy(LedgerInput::ledgerKey, Types.STRING), publishedRules);

        SingleOutputStreamOperator<Calls> calls = cases.process(
                        callAtMemories(!declarations.isEmpty()), StreamTypes.exchanged(StreamTypes.CALLS))
                .uid(ScoringState.CALL_AT_MEMORIES)
                .name("Call at memories")
                .setBufferTimeout(flushedEveryMillis);
        SingleOutputStreamOperator<AssessInput> answers = calls.union(cases.getSideOutput(SideOutputs.MOVES))
                .keyBy(Calls::key, Types.STRING)
                .transform(
                        "Remember",
                        StreamTypes.exchanged(StreamTypes.ASSESS_INPUT),
                        remember(
                                        mode,
                                        settings.memory(),
                                        declarations,
                                        settings.ledger().feedEnds(),
                                        cacheSizes)
                                .from(memoriesFrom))
                .uid(ScoringState.REMEMBER)
                .setBufferTimeout(flushedEveryMillis);
        DataStream<AssessInput> inputs = calls.getSideOutput(SideOutputs.CASES).union(answers);

        SingleOutputStreamOperator<DecideInput> read =
                assess(inputs.keyBy(AssessInput::ledgerKey, Types.STRING), publishedRules);
        SingleOutputStreamOperator<Assessment> assessments = decide(read);

        SingleOutputStreamOperator<LanesCounted> lanes = count(assessments.getSideOutput(SideOutputs.LANE_CHANGES));

        return new Outputs(
                assessments,
                assessments.getSideOutput(SideOutputs.SHADOWED),
                assessments.getSideOutput(SideOutputs.ALERTS),
                undecoded.union(
                        cases.getSideOutput(SideOutputs.REJECTED),
                        calls.getSideOutput(SideOutputs.REJECTED),
                        answers.getSideOutput(SideOutputs.REJECTED),
                        read.getSideOutput(SideOutputs.REJECTED),
                        assessments.getSideOutput(SideOutputs.REJECTED),
                        lanes.getSideOutput(SideOutputs.REJECTED)),
                cases.getSideOutput(SideOutputs.NOTED),
                read.getSideOutput(SideOutputs.AUDITED).union(assessments.getSideOutput(SideOutputs.AUDITED)),
                lanes,
                cases.getSideOutput(SideOutputs.REPORTED));
    }

    // Where tests plant faults.

    CallAtMemories callAtMemories(boolean declares) {
        return new CallAtMemories(declares);
    }

    Remember remember(
            Mode inMode, MemorySettings memory, List<Declaration> declared, boolean feedEnds, CacheSizes held) {
        return new Remember(inMode, memory, declared, feedEnds, held);
    }

    Assess assess(Mode inMode, AssessSettings assessing, CacheSizes held) {
        return new Assess(inMode, assessing, held);
    }

    Decide decide(Mode inMode, AssessSettings deciding, CacheSizes held, Clock latency) {
        return new Decide(inMode, deciding, held, latency);
    }

    /** Few and small: offices with budgets, and what changes their counts. */
    private SingleOutputStreamOperator<LanesCounted> count(DataStream<LaneChange> changes) {
        return changes.keyBy(LaneChange::officeKey, Types.STRING)
                .transform(
                        "Count selected",
                        StreamTypes.LANES_COUNTED,
                        new CountSelected(mode, settings.ledger().feedEnds()))
                .uid(ScoringState.COUNT_SELECTED);
    }

    private SingleOutputStreamOperator<LedgerInput> decode(
            Decoder decoder, DataStream<RawRecord> records, String uid, String name) {
        return records.process(new DecodeRecords(decoder), StreamTypes.exchanged(StreamTypes.LEDGER_INPUT))
                .uid(uid)
                .name(name)
                .setBufferTimeout(flushedEveryMillis);
    }

    private SingleOutputStreamOperator<CaseEvent> keepLedger(
            KeyedStream<LedgerInput, String> inputs, DataStream<PublishedText> publishedTexts) {
        return told(
                inputs,
                publishedTexts,
                "Keep ledger",
                SimpleOperatorFactory.of(new KeepLedger(mode, settings.ledger(), senderKeys, cacheSizes)),
                StreamTypes.CASE_EVENT,
                ScoringState.KEEP_LEDGER);
    }

    private SingleOutputStreamOperator<DecideInput> assess(
            KeyedStream<AssessInput, String> inputs, DataStream<PublishedText> publishedTexts) {
        return told(
                        inputs,
                        publishedTexts,
                        "Assess",
                        SimpleOperatorFactory.of(assess(mode, settings, cacheSizes)),
                        StreamTypes.exchanged(StreamTypes.DECIDE_INPUT),
                        ScoringState.ASSESS)
                .setBufferTimeout(flushedEveryMillis);
    }

    /**
     * Keyed on one side, broadcast on the other, with an operator that chooses its own key: {@code connect} offers this
     * to {@code KeyedBroadcastProcessFunction} only, so the transformation is made by hand, as Flink's translator does.
     */
    private static <T, R> SingleOutputStreamOperator<R> told(
            KeyedStream<T, String> inputs,
            DataStream<PublishedText> publishedTexts,
            String name,
            SimpleOperatorFactory<R> operator,
            TypeInformation<R> type,
            String uid) {
        TwoInputTransformation<T, PublishedText, R> told = new TwoInputTransformation<>(
                inputs.getTransformation(),
                publishedTexts.broadcast().getTransformation(),
                name,
                operator,
                type,
                inputs.getExecutionEnvironment().getParallelism());
        told.setStateKeySelectors(inputs.getKeySelector(), null);
        told.setStateKeyType(inputs.getKeyType());
        return added(inputs, told, uid);
    }

    /** What was read stays with its task, as the keys are the same. */
    private SingleOutputStreamOperator<Assessment> decide(SingleOutputStreamOperator<DecideInput> read) {
        return DataStreamUtils.reinterpretAsKeyedStream(read, DecideInput::key, Types.STRING)
                .transform("Decide", StreamTypes.ASSESSMENT, decide(mode, settings, cacheSizes, clock))
                .uid(ScoringState.DECIDE)
                .startNewChain()
                .setParallelism(read.getParallelism());
    }

    private static <T> SingleOutputStreamOperator<T> added(
            DataStream<?> inputs, TwoInputTransformation<?, ?, T> transformation, String uid) {
        inputs.getExecutionEnvironment().addOperator(transformation);
        return new Added<>(inputs, transformation).uid(uid);
    }

    /** Gives the transformation the side outputs that only this kind of stream has. */
    private static final class Added<T> extends SingleOutputStreamOperator<T> {
        Added(DataStream<?> inputs, TwoInputTransformation<?, ?, T> transformation) {
            super(inputs.getExecutionEnvironment(), transformation);
        }
    }
}
