// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.util.List;
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
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/** The types that run through the scoring graph, as Flink is told about them. */
public final class StreamTypes {
    public static final TypeInformation<RawRecord> RAW_RECORD = new LayoutTypeInfo<>(new RawRecordLayout());
    public static final TypeInformation<Decoded> DECODED = new LayoutTypeInfo<>(new DecodedLayout());
    public static final TypeInformation<LedgerInput> LEDGER_INPUT = new LayoutTypeInfo<>(new LedgerInputLayout());
    public static final TypeInformation<Reject> REJECT = new LayoutTypeInfo<>(new RejectLayout());
    public static final TypeInformation<Noted> NOTED = new LayoutTypeInfo<>(new NotedLayout());
    public static final TypeInformation<CaseEvent> CASE_EVENT = new LayoutTypeInfo<>(new CaseEventStreamLayout());
    public static final TypeInformation<Calls> CALLS = new LayoutTypeInfo<>(new CallsLayout());
    public static final TypeInformation<AssessInput> ASSESS_INPUT = new LayoutTypeInfo<>(new AssessInputLayout());
    public static final TypeInformation<DecideInput> DECIDE_INPUT = new LayoutTypeInfo<>(new DecideInputLayout());
    public static final TypeInformation<Boolean> TAUGHT = new LayoutTypeInfo<>(new TaughtLayout());
    public static final TypeInformation<PublishedText> PUBLISHED_TEXT = new LayoutTypeInfo<>(new PublishedTextLayout());
    public static final TypeInformation<Assessment> ASSESSMENT = new LayoutTypeInfo<>(new AssessmentStreamLayout());
    public static final TypeInformation<AssessmentLine> ASSESSMENT_LINE =
            new LayoutTypeInfo<>(new AssessmentLineLayout());
    public static final TypeInformation<Alert> ALERT = new LayoutTypeInfo<>(new AlertStreamLayout());
    public static final TypeInformation<Audited> AUDITED = new LayoutTypeInfo<>(new AuditedLayout());
    public static final TypeInformation<LaneChange> LANE_CHANGE = new LayoutTypeInfo<>(new LaneChangeLayout());
    public static final TypeInformation<LanesCounted> LANES_COUNTED = new LayoutTypeInfo<>(new LanesCountedLayout());
    public static final TypeInformation<SnapshotOwner> SNAPSHOT_OWNER = new LayoutTypeInfo<>(new SnapshotOwnerLayout());

    private static final List<StreamLayout<?>> LAYOUTS = List.of(
            new RawRecordLayout(),
            new DecodedLayout(),
            new LedgerInputLayout(),
            new RejectLayout(),
            new NotedLayout(),
            new CaseEventStreamLayout(),
            new CallsLayout(),
            new AssessInputLayout(),
            new DecideInputLayout(),
            new TaughtLayout(),
            new PublishedTextLayout(),
            new AssessmentStreamLayout(),
            new AssessmentLineLayout(),
            new AlertStreamLayout(),
            new AuditedLayout(),
            new LaneChangeLayout(),
            new LanesCountedLayout(),
            new SnapshotOwnerLayout());

    private StreamTypes() {}

    /**
     * The same type where it goes from one task to another: where both are in one process the second has the very
     * value, which is immutable, and need not read it.
     */
    public static <T> TypeInformation<T> exchanged(TypeInformation<T> type) {
        return ((LayoutTypeInfo<T>) type).inProcess();
    }

    static List<StreamLayout<?>> layouts() {
        return LAYOUTS;
    }

    /** The layout that a savepoint names. */
    static StreamLayout<?> layout(String name) {
        for (StreamLayout<?> layout : LAYOUTS) {
            if (layout.name().equals(name)) {
                return layout;
            }
        }
        throw new LayoutException("savepoint names a layout that this code does not know: " + name);
    }

    static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }
}
