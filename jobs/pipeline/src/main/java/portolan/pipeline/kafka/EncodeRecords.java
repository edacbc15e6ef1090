package portolan.pipeline.kafka;

import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;
import portolan.schemas.AvroWire;
import portolan.schemas.Topic;

/**
 * Makes the record of a result where that was made: key and value, as its topic has them.
 *
 * <p>Between Assess and the sink then go bytes that nobody reads. An assessment, written for that way and read again
 * behind it, took longer than making its record.
 *
 * @param <T> what the graph gives
 * @param <R> record on the topic
 */
public final class EncodeRecords<T, R extends SpecificRecord> extends RichMapFunction<T, Tuple2<byte[], byte[]>> {
    /** Key and value. */
    public static final TypeInformation<Tuple2<byte[], byte[]>> TYPE = Types.TUPLE(
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    // A topic does not travel; where to find it does.
    private final SerializableSupplier<Topic<R>> where;
    private final SerializableFunction<T, R> toRecord;

    private transient @Nullable Topic<R> topic;
    private transient @Nullable AvroWire<R> wire;

    public EncodeRecords(SerializableSupplier<Topic<R>> topic, SerializableFunction<T, R> toRecord) {
        this.where = topic;
        this.toRecord = toRecord;
    }

    @Override
    public void open(OpenContext context) {
        topic = where.get();
        wire = topic.wire();
    }

    @Override
    public Tuple2<byte[], byte[]> map(T result) {
        if (topic == null || wire == null) {
            throw new IllegalStateException("opened before it is used");
        }
        R record = toRecord.apply(result);
        return Tuple2.of(topic.key(record), wire.encode(record));
    }
}
