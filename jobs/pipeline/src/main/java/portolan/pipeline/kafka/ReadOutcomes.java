package portolan.pipeline.kafka;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import portolan.archive.ArchivedOutcome;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.schemas.AvroWire;
import portolan.schemas.Decoded;
import portolan.schemas.Topics;
import portolan.schemas.avro.InspectionOutcome;

/**
 * Reads outcomes as they are archived, which is more than the engine learns of them. Those that cannot be read, or
 * contradict themselves, are left out: where the engine reads them they leave as rejects.
 */
final class ReadOutcomes implements FlatMapFunction<RawRecord, ArchivedOutcome> {
    static final TypeInformation<ArchivedOutcome> TYPE = TypeInformation.of(ArchivedOutcome.class);

    private transient @Nullable AvroWire<InspectionOutcome> wire;

    @Override
    public void flatMap(RawRecord raw, Collector<ArchivedOutcome> out) {
        if (wire == null) {
            wire = Topics.INSPECTIONS_REPORTED.wire();
        }
        if (wire.decode(raw.value()) instanceof Decoded.Value<InspectionOutcome> read
                && !(OutcomeFields.read(read.value(), raw) instanceof Reject)) {
            out.collect(OutcomeRecords.archived(read.value()));
        }
    }
}
