// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.wire.Topics;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.rules.SenderKeys;
import portolan.scoring.rules.Senders;
import portolan.scoring.rules.SendersInForce;
import portolan.scoring.rules.Sent;
import portolan.topics.KafkaAccess;

/** A desk's own results are believed where a list says who alone reports inspections. */
class ProvenSenderTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Node BROKER = new Node(0, "nowhere", 9092);

    @TempDir
    private Path directory = Path.of(".");

    private final MockProducer<byte[], byte[]> producer = new MockProducer<>(
            new Cluster(
                    "test",
                    List.of(BROKER),
                    List.of(partition(Topics.INSPECTIONS_REPORTED.name()), partition(Topics.DESK_AUDITED.name())),
                    Set.of(),
                    Set.of()),
            true,
            new RoundRobinPartitioner(),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    private static PartitionInfo partition(String topic) {
        return new PartitionInfo(topic, 0, BROKER, new Node[] {BROKER}, new Node[] {BROKER});
    }

    private Path key(String name) throws Exception {
        return Files.writeString(directory.resolve(name), "-".repeat(40) + name);
    }

    private EvidenceWriter writer(@Nullable Path senderKey) throws Exception {
        Path keys = directory.resolve("evidence");
        SigningKey own = WriterKey.open(keys, "desk");
        return new EvidenceWriter(
                KafkaAccess.at("nowhere:9092"),
                producer,
                own,
                HeadFile.open(keys),
                ProvenSender.ofFile(senderKey),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static InspectionOutcome outcome() {
        return InspectionOutcome.newBuilder()
                .setOutcomeId("1")
                .setTenant("default")
                .setExamined(true)
                .setConsignmentKey("MAEU:260000001:2026")
                .setCode(OutcomeCode.NOTHING_FOUND)
                .setReportedAt(NOW)
                .build();
    }

    private ProducerRecord<byte[], byte[]> last() {
        return producer.history().get(producer.history().size() - 1);
    }

    private static byte @Nullable [] header(ProducerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    private static boolean isBelieved(ProducerRecord<byte[], byte[]> record, SenderKeys listed) {
        Senders list = (Senders) Objects.requireNonNull(
                Senders.read("""
                name: senders
                version: 1
                senders:
                  - {sender: DESK-NORTH, tenants: [default], filers: [none], kinds: [OUTCOMES]}
                proofs:
                  - {senders: [DESK-NORTH], keys: [%s]}
                """.formatted(listed.fingerprints().get(0))).document());
        Sent sent = new Sent(header(record, "sender"), header(record, "sender-proof"), record.key(), record.value());
        return new SendersInForce(List.of(list)).of(sent, listed).may(Speaker.Report.OUTCOMES, "default");
    }

    @Test
    void whatADeskReportsIsProvenAndStillALinkOfItsChain() throws Exception {
        Path file = key("DESK-NORTH.key");
        try (EvidenceWriter evidence = writer(file)) {
            evidence.write(Topics.INSPECTIONS_REPORTED, outcome());
        }

        assertThat(isBelieved(last(), SenderKeys.ofFile(file))).isTrue();
        assertThat(header(last(), ChainLink.HEADER)).isNotNull();
    }

    @Test
    void withoutAKeyNothingIsBelieved() throws Exception {
        assertNotBelieved(null);
    }

    @Test
    void nobodyReportsWithTheKeyOfAnother() throws Exception {
        assertNotBelieved(key("DESK-SOUTH.key"));
    }

    private void assertNotBelieved(@Nullable Path given) throws Exception {
        try (EvidenceWriter evidence = writer(given)) {
            evidence.write(Topics.INSPECTIONS_REPORTED, outcome());
        }
        assertThat(isBelieved(last(), SenderKeys.ofFile(key("DESK-NORTH.key")))).isFalse();
    }

    @Test
    void onlyInspectionsAreReportedUnderItsName() throws Exception {
        try (EvidenceWriter evidence = writer(key("DESK-NORTH.key"))) {
            evidence.write(Topics.DESK_AUDITED, new DeskAudited(NOW, "flo", "officer", "VIEW_CARD", "X", ""));
        }

        assertThat(header(last(), "sender")).isNull();
    }

    @Test
    void aFileThatIsNoKeyIsRefusedBeforeAnythingIsWritten() throws Exception {
        for (Path bad : List.of(
                key("DESK-NORTH.pem"),
                key(".key"),
                directory.resolve("NONE.key"),
                Files.writeString(directory.resolve("SHORT.key"), "short"))) {
            assertThatThrownBy(() -> ProvenSender.ofFile(bad))
                    .isInstanceOf(UnusableInputException.class)
                    .hasMessageContaining("a sender's key")
                    .hasMessageContaining(bad.toString());
        }
    }
}
