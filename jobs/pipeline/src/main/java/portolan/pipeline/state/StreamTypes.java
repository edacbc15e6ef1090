// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import portolan.pipeline.AssessInput;
import portolan.pipeline.AssessmentLine;
import portolan.pipeline.Audited;
import portolan.pipeline.Calls;
import portolan.pipeline.DecideInput;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Noted;
import portolan.pipeline.PublishedText;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.scoring.lanes.LaneChange;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseEventLayout;
import portolan.scoring.ledger.Note;
import portolan.scoring.manifest.PositionLayout;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/** The types that run through the scoring graph, as Flink is told about them. */
public final class StreamTypes {
    /** By the names that savepoints have; before the types, which put themselves here. */
    private static final Map<String, StreamLayout<?>> LAYOUTS = new LinkedHashMap<>();

    public static final TypeInformation<RawRecord> RAW_RECORD = type(
            "raw-record", 1, 1, RawRecord.class, RawRecordLayout::write, (written, in) -> RawRecordLayout.read(in));
    public static final TypeInformation<Decoded> DECODED =
            type("decoded", 1, 1, Decoded.class, DecodedLayout::write, (written, in) -> DecodedLayout.read(in));
    public static final TypeInformation<LedgerInput> LEDGER_INPUT = type(
            "ledger-input",
            1,
            2,
            LedgerInput.class,
            LedgerInputLayout::write,
            (written, in) -> LedgerInputLayout.read(in));
    public static final TypeInformation<Reject> REJECT =
            type("reject", 2, 2, Reject.class, RejectLayout::write, (written, in) -> RejectLayout.read(in));
    /** In bytes: note | ledger key | position. */
    public static final TypeInformation<Noted> NOTED = type(
            "noted",
            1,
            1,
            Noted.class,
            (out, noted) -> PositionLayout.write(out.constant(noted.note()).text(noted.ledgerKey()), noted.position()),
            (written, in) -> new Noted(in.constant(Note.class), in.text(), PositionLayout.read(in)));

    public static final TypeInformation<CaseEvent> CASE_EVENT = type(
            "case-event", 1, 1, CaseEvent.class, CaseEventLayout::write, (written, in) -> CaseEventLayout.read(in));
    public static final TypeInformation<Calls> CALLS =
            type("calls", 4, 5, Calls.class, CallsLayout::write, CallsLayout::read);
    public static final TypeInformation<AssessInput> ASSESS_INPUT =
            type("assess-input", 7, 8, AssessInput.class, AssessInputLayout::write, AssessInputLayout::read);
    public static final TypeInformation<DecideInput> DECIDE_INPUT =
            type("decide-input", 2, 3, DecideInput.class, DecideInputLayout::write, DecideInputLayout::read);
    /** What releases until 0.2.0 counted to move weights: passed over, so that their savepoints are read. */
    public static final TypeInformation<Boolean> TAUGHT =
            type("taught", 1, 2, Boolean.class, (out, nothing) -> {}, (written, in) -> false);

    public static final TypeInformation<PublishedText> PUBLISHED_TEXT = type(
            "published-rules",
            3,
            3,
            PublishedText.class,
            PublishedTextLayout::write,
            (written, in) -> PublishedTextLayout.read(in));
    public static final TypeInformation<Assessment> ASSESSMENT =
            type("assessment", 5, 6, Assessment.class, AssessmentStreamLayout::write, AssessmentStreamLayout::read);
    /** In bytes: position | tally | count of the line's bytes | those bytes. */
    public static final TypeInformation<AssessmentLine> ASSESSMENT_LINE = type(
            "assessment-line",
            2,
            2,
            AssessmentLine.class,
            (out, line) -> {
                PositionLayout.write(out, line.position());
                out.text(line.tally()).count(line.line().length).raw(line.line());
            },
            (written, in) -> new AssessmentLine(PositionLayout.read(in), in.text(), in.raw(in.size())));

    public static final TypeInformation<Alert> ALERT =
            type("alert", 1, 1, Alert.class, AlertStreamLayout::write, (written, in) -> AlertStreamLayout.read(in));
    public static final TypeInformation<Audited> AUDITED =
            type("audited", 3, 4, Audited.class, AuditedLayout::write, (written, in) -> AuditedLayout.read(in));
    public static final TypeInformation<LaneChange> LANE_CHANGE = type(
            "lane-change", 1, 1, LaneChange.class, LaneChangeLayout::write, (written, in) -> LaneChangeLayout.read(in));
    public static final TypeInformation<LanesCounted> LANES_COUNTED = type(
            "lanes-counted",
            1,
            1,
            LanesCounted.class,
            LanesCountedLayout::write,
            (written, in) -> LanesCountedLayout.read(in));
    public static final TypeInformation<SnapshotOwner> SNAPSHOT_OWNER = type(
            "filter-words",
            2,
            2,
            SnapshotOwner.class,
            SnapshotOwnerLayout::write,
            (written, in) -> SnapshotOwnerLayout.read(in));

    private StreamTypes() {}

    /**
     * The same type where it goes from one task to another: where both are in one process the second has the very
     * value, which is immutable, and need not read it.
     */
    public static <T> TypeInformation<T> exchanged(TypeInformation<T> type) {
        return ((LayoutTypeInfo<T>) type).inProcess();
    }

    static List<StreamLayout<?>> layouts() {
        return List.copyOf(LAYOUTS.values());
    }

    /** The layout that a savepoint names. */
    static StreamLayout<?> layout(String name) {
        StreamLayout<?> layout = LAYOUTS.get(name);
        if (layout == null) {
            throw new LayoutException("savepoint names a layout that this code does not know: " + name);
        }
        return layout;
    }

    /** The bytes of a value, led by their version, for whoever keeps them and does not look inside. */
    public static <T> byte[] toBytes(TypeInformation<T> type, T value) {
        return ((LayoutTypeInfo<T>) type).layout().toBytes(value);
    }

    /** Reads those, of every version that a savepoint may hold. */
    public static <T> T fromBytes(TypeInformation<T> type, byte[] bytes) {
        return ((LayoutTypeInfo<T>) type).layout().fromBytes(bytes);
    }

    static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }

    /** A type whose values are written so; see {@link StreamLayout}. */
    private static <T> TypeInformation<T> type(
            String name,
            int oldest,
            int version,
            Class<T> type,
            StreamLayout.Writer<T> writer,
            StreamLayout.Reader<T> reader) {
        StreamLayout<T> layout = new StreamLayout<>(name, oldest, version, type, writer, reader);
        if (LAYOUTS.put(name, layout) != null) {
            throw new IllegalStateException("two layouts have one name: " + name);
        }
        return new LayoutTypeInfo<>(layout);
    }
}
