package portolan.pipeline.kafka;

import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.AvroWire;
import portolan.schemas.Topic;

/**
 * Writes one kind of result to its topic, keyed as the topic says, stamped with its event time.
 *
 * <p>It names its topic to Flink as well: without that, pooled transactions refuse to start.
 *
 * @param <T> what the graph gives
 * @param <R> record on the topic
 */
public final class TopicRecords<T, R extends SpecificRecord>
        implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
    // A topic does not travel; where to find it does.
    private final SerializableSupplier<Topic<R>> topic;
    private final String name;
    private final SerializableFunction<T, R> toRecord;

    private transient @Nullable AvroWire<R> wire;

    TopicRecords(SerializableSupplier<Topic<R>> topic, SerializableFunction<T, R> toRecord) {
        this(topic, topic.get().name(), toRecord);
    }

    /** @param name of a topic that holds the same records as the one that is the product's */
    public TopicRecords(SerializableSupplier<Topic<R>> topic, String name, SerializableFunction<T, R> toRecord) {
        this.topic = topic;
        this.name = name;
        this.toRecord = toRecord;
    }

    /** Called twice by the exactly-once writer. */
    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        wire = topic.get().wire();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T value, KafkaSinkContext context, @Nullable Long timestamp) {
        if (wire == null) {
            throw new IllegalStateException("opened before it is used");
        }
        R record = toRecord.apply(value);
        return new ProducerRecord<>(
                name, null, EncodedRecords.eventTime(timestamp), topic.get().key(record), wire.encode(record));
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(name))));
    }
}
