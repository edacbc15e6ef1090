// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;
import portolan.workload.FeedEvent;
import portolan.workload.messages.Message;
import portolan.workload.messages.MessageBatches;
import portolan.workload.messages.MessageFormat;

/**
 * The filings of half of the demo's filers as their systems send them: waybills as Cargo-XML, some carriers' manifests
 * as ASYCUDA's, the others as CUSCAR.
 */
final class DemoMessages {
    private static final int KINDS_OF_FILERS = 4;

    private final MessageBatches batches = new MessageBatches();

    /** Whether its filer sends messages: always the same ones, so that amendments follow their bills. */
    static boolean isMessage(Filing filing) {
        return kind(filing) < KINDS_OF_FILERS / 2;
    }

    /** The messages that are complete once this filing is taken in. */
    List<ProducerRecord<byte[], byte[]>> take(FeedEvent.Filed filed) {
        Filing filing = filed.filing();
        return batches.take(format(filing), filing, Instant.ofEpochMilli(filed.atMillis())).stream()
                .map(message -> record(message, filing.getTenant()))
                .toList();
    }

    private static MessageFormat format(Filing filing) {
        if (filing.getTransportMode() == TransportMode.AIR) {
            return MessageFormat.XFWB;
        }
        boolean asycuda =
                kind(filing) == 0 && filing.getBillLevel() != BillLevel.HOUSE && MessageFormat.AWMDS.carries(filing);
        // What ASYCUDA has no message for, a bill withdrawn, its users send as CUSCAR.
        return asycuda ? MessageFormat.AWMDS : MessageFormat.CUSCAR;
    }

    private static int kind(Filing filing) {
        return Math.floorMod(filing.getFilerId().hashCode(), KINDS_OF_FILERS);
    }

    /** As a gateway sends it, at the time of the feed. */
    private static ProducerRecord<byte[], byte[]> record(Message message, String tenant) {
        byte[] bytes = message.bytes();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.MESSAGES_RECEIVED.name(), message.sender().getBytes(UTF_8), bytes);
        header(record, MessageTopic.SENDER, message.sender());
        header(record, MessageTopic.TENANT, tenant);
        header(record, MessageTopic.NAME, message.fileName());
        header(record, MessageTopic.RECEIVED_AT, message.sentAt().toString());
        header(record, MessageTopic.SHA256, ContentId.sha256Hex(bytes));
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
