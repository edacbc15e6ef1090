// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import portolan.archive.ArchivedOutcome;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.stage.Initializer;
import portolan.pipeline.stage.Quarantine;
import portolan.pipeline.stage.SideOutputs;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;

/**
 * Reads outcomes as they are archived, which is more than the engine learns of them. Those that cannot be read, or
 * contradict themselves, are left out: where the engine reads them they leave as rejects.
 */
final class ReadOutcomes extends ProcessFunction<RawRecord, ArchivedOutcome> {
    static final String UID = "read-outcomes";
    static final TypeInformation<ArchivedOutcome> TYPE = TypeInformation.of(ArchivedOutcome.class);

    private transient AvroWire<InspectionOutcome> wire;
    private transient Quarantine quarantine;
    private transient long now;

    @Override
    @Initializer
    public void open(OpenContext context) {
        wire = Topics.INSPECTIONS_REPORTED.wire();
        quarantine = new Quarantine(UID, getRuntimeContext().getMetricGroup(), () -> now);
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<ArchivedOutcome> out) {
        now = context.timerService().currentProcessingTime();
        quarantine.take();
        ArchivedOutcome archived;
        try {
            archived = archived(wire, raw);
        } catch (RuntimeException failure) {
            context.output(SideOutputs.REJECTED, quarantine.of(failure, "to=archive", raw, raw.timestamp()));
            return;
        }
        if (archived != null) {
            out.collect(archived);
        }
    }

    private static @Nullable ArchivedOutcome archived(AvroWire<InspectionOutcome> wire, RawRecord raw) {
        return wire.decode(raw.value()) instanceof DecodeResult.Value<InspectionOutcome> read
                        && !(OutcomeFields.read(read.value(), raw) instanceof Reject)
                ? OutcomeRecords.archived(read.value())
                : null;
    }
}
