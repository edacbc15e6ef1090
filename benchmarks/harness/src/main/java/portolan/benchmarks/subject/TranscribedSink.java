// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes transcribed filings to Kafka at least once: off a full topic by producer settings that make much of it, and
 * where latency is measured by those of the engine.
 */
final class TranscribedSink {
    private static final String LINGER_MILLIS = "5";

    /** As long as the engine's own assessments wait for company. */
    private static final String LINGER_MILLIS_AT_ONCE = "2";

    private TranscribedSink() {}

    static KafkaSink<Tuple3<String, byte[], byte[]>> to(SubjectOptions options) {
        return KafkaSink.<Tuple3<String, byte[], byte[]>>builder()
                .setBootstrapServers(options.bootstrap())
                .setRecordSerializer(new Records(options.assessed()))
                .setProperty(ProducerConfig.LINGER_MS_CONFIG, lingerMillis(options))
                .setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 << 10))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }

    private static String lingerMillis(SubjectOptions options) {
        return options.flushedEveryMillis() == 0 ? LINGER_MILLIS_AT_ONCE : LINGER_MILLIS;
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
