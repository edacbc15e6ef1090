// SPDX-License-Identifier: Apache-2.0
package portolan.console.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;

/**
 * The offices that decide, read from the filings themselves: neither alert nor assessment carries the office, but an
 * assessment says where its filing stands.
 */
public final class FiledOffices implements Offices, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration ONE_WAIT = Duration.ofMillis(200);

    private final KafkaAccess kafka;
    private final Consumer<byte[], byte[]> consumer;
    private final AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();

    private FiledOffices(KafkaAccess kafka, Consumer<byte[], byte[]> consumer) {
        this.kafka = kafka;
        this.consumer = consumer;
    }

    public static FiledOffices at(KafkaAccess kafka) {
        // One filing is wanted, not the thousand behind it.
        Map<String, Object> one = new HashMap<>(KafkaAccess.HARDLY_WAITS);
        one.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        one.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 14);
        return new FiledOffices(kafka, kafka.reader("portolan-watch-offices", one));
    }

    @Override
    public @Nullable String of(InputPosition filed) {
        if (!filed.getTopic().equals(Topics.CONSIGNMENTS_FILED.name())) {
            return null;
        }
        TopicPartition partition = new TopicPartition(kafka.name(Topics.CONSIGNMENTS_FILED), filed.getPartition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, filed.getOffset());
        long began = System.nanoTime();
        while (System.nanoTime() - began < PATIENCE.toNanos()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(ONE_WAIT)) {
                return record.offset() == filed.getOffset() ? office(record) : null;
            }
        }
        return null;
    }

    private @Nullable String office(ConsumerRecord<byte[], byte[]> record) {
        return record.value() != null && wire.decode(record.value()) instanceof DecodeResult.Value<Filing> filing
                ? filing.value().getOffice()
                : null;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
