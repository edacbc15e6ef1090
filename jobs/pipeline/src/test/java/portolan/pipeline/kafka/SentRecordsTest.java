// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.RawRecord;
import portolan.pipeline.receive.ReceiveSettings;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.SenderKeys;
import portolan.topics.KafkaAccess;

/** Who sent a filing, from the job that reads messages to the job that scores. */
class SentRecordsTest {
    private static final String TOPIC = Topics.CONSIGNMENTS_FILED.name();

    private static RawRecord read(@Nullable String written, @Nullable String feedSender) {
        return read(new SentRecords(TOPIC, null), written, feedSender);
    }

    private static RawRecord read(SentRecords records, @Nullable String written, @Nullable String feedSender) {
        ProducerRecord<byte[], byte[]> sent =
                records.serialize(SentRecords.of("KEY", new byte[] {1}, written), EncodedRecordsTest.CONTEXT, 7L);
        ConsumerRecord<byte[], byte[]> received = new ConsumerRecord<>(TOPIC, 0, 3, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        List<RawRecord> out = new ArrayList<>();
        new RawRecords(KafkaAccess.at("nowhere:9092"), List.of(TOPIC), "test", feedSender)
                .deserialize(received, new ListCollector<>(out));
        return out.get(0);
    }

    private static @Nullable String sender(RawRecord raw) {
        byte[] sender = raw.sender();
        return sender == null ? null : new String(sender, UTF_8);
    }

    @Test
    void theSenderOfAMessageIsThatOfItsFilings() {
        assertThat(sender(read("LINE-\u00c4", null))).isEqualTo("LINE-\u00c4");
        assertThat(sender(read(null, null))).isNull();
    }

    @Test
    @SuppressWarnings("NullAway") // records look at no context
    void theReceiveJobsKeyProvesTheSender(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("receive.key"), new byte[32]);
        SentRecords records = new SentRecords(TOPIC, file.toString());
        records.open(null, EncodedRecordsTest.CONTEXT);
        SenderKeys key = SenderKeys.ofFile(file);

        RawRecord raw = read(records, "LINE", null);

        assertThat(raw.sent().proof()).isEqualTo(key.prove(raw.sender(), raw.key(), raw.value()));
        assertThat(read(records, null, null).headers()).isEmpty();
    }

    /** Whoever may write a topic may write any header there. */
    @Test
    void whereOneSenderAloneWritesAHeaderSaysNothing() {
        assertThat(sender(read("SOMEBODY-ELSE", "LINE"))).isEqualTo("LINE");
        assertThat(sender(read(null, "LINE"))).isEqualTo("LINE");
    }

    /** Else each task that writes would fail, and be started again. */
    @Test
    void aKeyThatCannotBeReadIsSaidAtTheStart(@TempDir Path empty) {
        assertThatThrownBy(() -> ReceiveSettings.of(Map.of("sender-key", "nowhere.key")))
                .hasMessageContaining("sender-key must be a file")
                .hasMessageContaining("given=nowhere.key");
        assertThatThrownBy(() -> ReceiveSettings.of(Map.of("gateway-keys", "nowhere")))
                .hasMessageContaining("gateway-keys must be a folder of keys *.key that can be read: given=nowhere");
        assertThatThrownBy(() -> ReceiveSettings.of(Map.of("gateway-keys", empty.toString())))
                .hasMessageContaining("gateway-keys must be a folder of keys");
    }
}
