package portolan.pipeline.kafka;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;
import portolan.schemas.AvroWire;
import portolan.schemas.Topic;
import portolan.schemas.Topics;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.scoring.score.Assessment;

/**
 * Makes the record of an assessment where that was made: key and value, as its topic has them.
 *
 * <p>Between Assess and the sink then go bytes that nobody reads. The assessment itself, written for that way and read again
 * behind it, took longer than making its record.
 */
public final class EncodeAssessments extends RichMapFunction<Assessment, Tuple2<byte[], byte[]>> {
    /** Key and value. */
    public static final TypeInformation<Tuple2<byte[], byte[]>> TYPE = Types.TUPLE(
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final Topic<ConsignmentAssessed> TOPIC = Topics.CONSIGNMENTS_ASSESSED;

    private transient @Nullable AvroWire<ConsignmentAssessed> wire;

    @Override
    public void open(OpenContext context) {
        wire = TOPIC.wire();
    }

    @Override
    public Tuple2<byte[], byte[]> map(Assessment assessment) {
        if (wire == null) {
            throw new IllegalStateException("opened before it is used");
        }
        ConsignmentAssessed record = AssessmentRecords.of(assessment);
        return Tuple2.of(TOPIC.key(record), wire.encode(record));
    }
}
