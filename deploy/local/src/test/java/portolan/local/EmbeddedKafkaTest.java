// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("rest")
class EmbeddedKafkaTest {
    private static final NewTopic CARGO = new NewTopic("cargo", Optional.of(2), Optional.empty())
            .configs(Map.of("max.message.bytes", Integer.toString(5 << 20)));
    private static final byte[] SMALL = {1, 2, 3};
    private static final byte[] FOUR_MEBIBYTES = filled(4 << 20);

    @Test
    void bringsRecordsToAGroupAndDeletesItsDataWhenClosed() throws Exception {
        Path directory;
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(List.of(CARGO))) {
            directory = kafka.directory();
            send(kafka, SMALL);
            send(kafka, FOUR_MEBIBYTES);

            assertThat(receive(kafka, 2)).containsExactlyInAnyOrder(SMALL, FOUR_MEBIBYTES);
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void goesOnWithTheDataOfAKeptDirectory(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.in(directory, 0, List.of(CARGO))) {
            send(kafka, SMALL);
        }
        assertThat(directory).isNotEmptyDirectory();

        NewTopic another = new NewTopic("another", Optional.of(1), Optional.empty());
        try (EmbeddedKafka kafka = EmbeddedKafka.in(directory, 0, List.of(CARGO, another))) {
            assertThat(receive(kafka, 1)).containsExactly(SMALL);
        }
    }

    @Test
    void namesTheAddressThatItCannotHave(@TempDir Path directory) {
        try (EmbeddedKafka first = EmbeddedKafka.temporary(List.of())) {
            int taken = URI.create("kafka://" + first.bootstrapServers()).getPort();

            assertThatThrownBy(() -> EmbeddedKafka.in(directory, taken, List.of()))
                    .hasMessageContaining("address=127.0.0.1:" + taken);
        }
    }

    private static void send(EmbeddedKafka kafka, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        5 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(CARGO.name(), value)).get();
        }
    }

    private static List<byte[]> receive(EmbeddedKafka kafka, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG, "test",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(CARGO.name()));
            List<byte[]> values = new ArrayList<>();
            for (int poll = 0; poll < 100 && values.size() < count; poll++) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private static byte[] filled(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }
}
