// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import portolan.peers.SubjectSettings;

/**
 * Writes transcribed filings to Kafka at least once: off a full topic by producer settings that make much of it, and
 * where latency is measured by those of the engine.
 */
final class TranscribedSink {
    private static final String LINGER_MILLIS = "5";

    /** As long as the engine's own assessments wait for company. */
    private static final String LINGER_MILLIS_AT_ONCE = "2";

    private TranscribedSink() {}

    static KafkaSink<Tuple3<String, byte[], byte[]>> to(SubjectSettings options) {
        return sink(options, new Records(options.assessed()));
    }

    /** The same for bytes as they were read. */
    static KafkaSink<byte[]> ofBytes(SubjectSettings options) {
        return sink(options, new Bytes(options.assessed()));
    }

    private static <T> KafkaSink<T> sink(SubjectSettings options, KafkaRecordSerializationSchema<T> records) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(options.bootstrap())
                .setRecordSerializer(records)
                .setProperty(ProducerConfig.LINGER_MS_CONFIG, lingerMillis(options))
                .setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 << 10))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }

    private static String lingerMillis(SubjectSettings options) {
        return options.flushedEveryMillis() == 0 ? LINGER_MILLIS_AT_ONCE : LINGER_MILLIS;
    }

    /** Without a key: to whom it goes is not worth a look into the bytes. */
    private record Bytes(String topic) implements KafkaRecordSerializationSchema<byte[]> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                byte[] filing, KafkaSinkContext context, @Nullable Long timestamp) {
            return new ProducerRecord<>(topic, null, timestamp, null, filing);
        }
    }

    /** The time of the filing stays the time of the record. */
    private record Records(String topic) implements KafkaRecordSerializationSchema<Tuple3<String, byte[], byte[]>> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                Tuple3<String, byte[], byte[]> filing, KafkaSinkContext context, @Nullable Long timestamp) {
            return new ProducerRecord<>(topic, null, timestamp, filing.f1, filing.f2);
        }
    }
}
