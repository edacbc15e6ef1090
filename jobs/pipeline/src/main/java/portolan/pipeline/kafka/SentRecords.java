// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.RawRecord;
import portolan.schemas.wire.KafkaTopic;
import portolan.scoring.rules.SenderKeys;

/** Writes filings and moves that were encoded before, each with who sent it, and what proves that. */
public final class SentRecords
        implements KafkaRecordSerializationSchema<Tuple3<byte[], byte[], byte[]>>, KafkaDatasetFacetProvider {
    /** Key, value, and the sender, empty where the gateway does not know: a tuple of Flink's takes no null. */
    public static final TypeInformation<Tuple3<byte[], byte[], byte[]>> TYPE = Types.TUPLE(
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final String topic;
    private final @Nullable String keyFile;
    private transient @Nullable SenderKeys key;

    /**
     * Nothing is read before it is opened.
     *
     * @param topic its name at the brokers
     * @param keyFile of the key that proves senders; null where nothing is proven
     */
    public SentRecords(String topic, @Nullable String keyFile) {
        this.topic = topic;
        this.keyFile = keyFile;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) throws IOException {
        key = keyFile == null ? null : SenderKeys.ofFile(Path.of(keyFile));
    }

    public static Tuple3<byte[], byte[], byte[]> of(String key, byte[] filing, @Nullable String sender) {
        return Tuple3.of(
                KafkaTopic.utf8(key),
                filing,
                sender == null ? EncodedRecords.NO_KEY : sender.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Tuple3<byte[], byte[], byte[]> sent, KafkaSinkContext context, @Nullable Long timestamp) {
        ProducerRecord<byte[], byte[]> record =
                new EncodedRecords(topic).serialize(Tuple2.of(sent.f0, sent.f1), context, timestamp);
        if (sent.f2.length > 0) {
            record.headers().add(RawRecord.SENDER, sent.f2);
            if (key != null) {
                record.headers().add(SenderKeys.HEADER, key.prove(sent.f2, record.key(), record.value()));
            }
        }
        return record;
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return new EncodedRecords(topic).getKafkaDatasetFacet();
    }
}
