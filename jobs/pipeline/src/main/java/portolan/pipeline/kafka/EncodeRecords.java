// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.flink.util.function.SerializableSupplier;
import portolan.pipeline.Audited;
import portolan.pipeline.stage.Initializer;
import portolan.pipeline.stage.Quarantine;
import portolan.pipeline.stage.SideOutputs;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/**
 * Makes the record of a result where that was made: key and value, as its topic has them. What cannot be encoded, or is
 * too large for its topic, is set aside: in the sink there is no way for it.
 *
 * <p>Between Assess and the sink then go bytes that nobody reads. An assessment, written for that way and read again
 * behind it, took longer than making its record.
 *
 * @param <T> what the graph gives
 * @param <R> record on the topic
 */
public final class EncodeRecords<T, R extends SpecificRecord> extends ProcessFunction<T, Tuple2<byte[], byte[]>> {
    /** Key and value. */
    public static final TypeInformation<Tuple2<byte[], byte[]>> TYPE = Types.TUPLE(
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final String uid;
    // A topic does not travel; where to find it does.
    private final SerializableSupplier<Topic<R>> where;
    private final SerializableFunction<T, R> toRecord;
    private final SerializableFunction<T, Origin> origin;

    private transient TopicEncoder<R> encoder;
    private transient Quarantine quarantine;
    private transient long now;

    /**
     * @param uid of the operator, which its rejects name
     * @param origin of a result that cannot be encoded
     */
    private EncodeRecords(
            String uid,
            SerializableSupplier<Topic<R>> topic,
            SerializableFunction<T, R> toRecord,
            SerializableFunction<T, Origin> origin) {
        this.uid = uid;
        this.where = topic;
        this.toRecord = toRecord;
        this.origin = origin;
    }

    public static EncodeRecords<Assessment, ConsignmentAssessed> assessments() {
        return new EncodeRecords<>(
                "encode-assessments", () -> Topics.CONSIGNMENTS_ASSESSED, AssessmentRecords::of, Origin::of);
    }

    static EncodeRecords<Assessment, ConsignmentAssessed> shadowed() {
        return new EncodeRecords<>(
                "encode-shadowed", () -> Topics.ASSESSMENTS_SHADOWED, AssessmentRecords::of, Origin::ofShadow);
    }

    public static EncodeRecords<Alert, AlertRaised> alerts() {
        return new EncodeRecords<>("encode-alerts", () -> Topics.ALERTS_RAISED, AlertRecords::of, Origin::of);
    }

    static EncodeRecords<Alert, AlertRaised> urgent() {
        return new EncodeRecords<>("encode-urgent", () -> Topics.ALERTS_URGENT, AlertRecords::of, Origin::of);
    }

    static EncodeRecords<LanesCounted, portolan.schemas.avro.LanesCounted> lanes() {
        return new EncodeRecords<>("encode-lanes", () -> Topics.LANES_COUNTED, LanesRecords::of, Origin::of);
    }

    static EncodeRecords<Audited, RuleSetAudited> audited() {
        return new EncodeRecords<>("encode-audited", () -> Topics.RULESETS_AUDITED, AuditRecords::of, Origin::of);
    }

    String uid() {
        return uid;
    }

    @Override
    @Initializer
    public void open(OpenContext context) {
        encoder = new TopicEncoder<>(where.get());
        quarantine = new Quarantine(uid, getRuntimeContext().getMetricGroup(), () -> now);
    }

    @Override
    public void processElement(T result, Context context, Collector<Tuple2<byte[], byte[]>> out) {
        now = context.timerService().currentProcessingTime();
        quarantine.take();
        Tuple2<byte[], byte[]> encoded;
        try {
            encoded = encoder.encode(toRecord.apply(result));
        } catch (RuntimeException failure) {
            Long eventTime = context.timestamp();
            Origin behind = origin.apply(result);
            context.output(
                    SideOutputs.REJECTED,
                    quarantine.of(
                            failure, behind.of(), behind.raw(eventTime == null ? 0 : eventTime), behind.unassessed()));
            return;
        }
        out.collect(encoded);
    }
}
