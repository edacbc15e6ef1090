// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.List;
import java.util.Optional;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes keys and values that were encoded before they came to a topic, stamped with their event time.
 *
 * @param topic its name, which Flink is told as well: without that, pooled transactions refuse to start
 */
public record EncodedRecords(String topic)
        implements KafkaRecordSerializationSchema<Tuple2<byte[], byte[]>>, KafkaDatasetFacetProvider {
    /** A tuple of Flink's takes no null. */
    static final byte[] NO_KEY = {};

    /** Two clocks that are right differ by less. */
    private static final long AHEAD_MILLIS = 60_000;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Tuple2<byte[], byte[]> encoded, KafkaSinkContext context, @Nullable Long timestamp) {
        byte[] key = encoded.f0.length == 0 ? null : encoded.f0;
        return new ProducerRecord<>(topic, null, eventTime(timestamp), key, encoded.f1);
    }

    /**
     * Kafka refuses times before 1970, and those that lie ahead by an hour, and what it refuses would restart the job
     * for ever: without a time it takes its own clock's.
     */
    static @Nullable Long eventTime(@Nullable Long timestamp) {
        return timestamp == null || timestamp < 0 || timestamp > System.currentTimeMillis() + AHEAD_MILLIS
                ? null
                : timestamp;
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }
}
