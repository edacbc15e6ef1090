// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.feeds.BillReject;
import portolan.feeds.BillSink;
import portolan.feeds.FeedReader;
import portolan.feeds.Profiles;
import portolan.feeds.Receipt;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;

@Tag("rest")
class DemoFeedTest {
    private static final int STEPS = 4_000;

    private final FeedReader reader = Formats.reader(Profiles.of(List.of()), new ConsignmentKeys());
    private final Set<String> formats = new TreeSet<>();

    @Test
    void halfOfItComesAsMessagesOfThreeKindsThatAllAreRead() throws Exception {
        int plain = 0;
        int read = 0;
        try (DemoFeed feed = DemoFeed.generated(1)) {
            for (int step = 0; step < STEPS; step++) {
                for (ProducerRecord<byte[], byte[]> record : feed.next()) {
                    plain += record.topic().equals(Topics.CONSIGNMENTS_FILED.name()) ? 1 : 0;
                    read += record.topic().equals(Topics.MESSAGES_RECEIVED.name()) ? read(record) : 0;
                }
            }
        }

        assertThat(formats).containsExactly("AWMDS", "CUSCAR", "XFWB", "XFZB");
        assertThat(100 * read / (plain + read)).as("percent by message").isBetween(45, 55);
    }

    private int read(ProducerRecord<byte[], byte[]> record) {
        Instant received = Instant.parse(header(record, MessageTopic.RECEIVED_AT));
        ReceivedMessage message = ReceivedMessage.of(record.value(), record.topic(), 0, 0, received)
                .from(header(record, MessageTopic.TENANT), header(record, MessageTopic.SENDER), null);
        Receipt receipt = reader.read(message, new BillSink() {
            @Override
            public void filed(Filing filing) {
                assertThat(filing.getTenant()).isEqualTo("demo");
                assertThat(filing.getFiledAt()).isEqualTo(received);
            }

            @Override
            public void rejected(BillReject reject) {
                throw new AssertionError(reject);
            }
        });
        assertThat(receipt.reject()).isNull();
        assertThat(receipt.findings()).isEmpty();
        formats.add(Objects.requireNonNull(receipt.format()));
        return receipt.filed();
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
