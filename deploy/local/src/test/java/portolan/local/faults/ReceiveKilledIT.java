// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.MessageAnswered;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;

/** The job that reads messages, killed within a large manifest: it goes on from its checkpoint, and loses nothing. */
@Timeout(600)
@Tag("faults")
class ReceiveKilledIT {
    private static final int BILLS = 20_000;

    /** One in so many has no number, and is rejected. */
    private static final int NAMELESS = 100;

    private static final int MOST_KILLS = 2;

    private final AvroWire<Filing> filing = Topics.CONSIGNMENTS_FILED.wire();
    private final AvroWire<FilingRejected> rejection = Topics.FILINGS_REJECTED.wire();
    private final AvroWire<MessageAnswered> answer = Topics.MESSAGES_ANSWERED.wire();
    private int starts;

    @Test
    void killedWithinAManifestItFilesEachBillOnceByIdAndAnswersWithWhatItFound(@TempDir Path directory)
            throws Exception {
        byte[] manifest = manifest();
        String sha256 = ContentId.sha256Hex(manifest);
        Path store = directory.resolve("store");
        Path blob = store.resolve(MessageTopic.blob(sha256));
        Files.createDirectories(blob.getParent());
        Files.write(blob, manifest);
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 2);
                Sender sender = new Sender(broker.bootstrap());
                TopicReader filings = new TopicReader(broker.bootstrap(), Topics.CONSIGNMENTS_FILED);
                TopicReader rejects = new TopicReader(broker.bootstrap(), Topics.FILINGS_REJECTED);
                TopicReader answers = new TopicReader(broker.bootstrap(), Topics.MESSAGES_ANSWERED)) {
            List<Filing> filed = new ArrayList<>();
            List<MessageAnswered> answered = new ArrayList<>();
            List<Integer> filedAtKill = new ArrayList<>();
            JavaProcess job = start(broker, store, directory);
            Bench.await("there is a checkpoint to go on from", () -> isCheckpointed(directory.resolve("data")));
            ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                    Topics.MESSAGES_RECEIVED.name(), "durres".getBytes(StandardCharsets.UTF_8), new byte[0]);
            message.headers().add(MessageTopic.BLOB, MessageTopic.blob(sha256).getBytes(StandardCharsets.UTF_8));
            sender.send(List.of(message));
            try {
                while (filedAtKill.size() < MOST_KILLS) {
                    int before = filed.size();
                    Bench.await("bills of the manifest are filed", () -> {
                        filings.read(record -> filed.add(value(filing, record.value())));
                        return filed.size() > before;
                    });
                    job.kill();
                    filings.read(record -> filed.add(value(filing, record.value())));
                    answers.read(record -> answered.add(value(answer, record.value())));
                    filedAtKill.add(ids(filed).size());
                    job = start(broker, store, directory);
                }
                assertThat(answered)
                        .as("killed within the manifest: filed=%s", filedAtKill)
                        .isEmpty();
                assertThat(filedAtKill).allSatisfy(so -> assertThat(so).isBetween(1, BILLS - BILLS / NAMELESS - 1));
                Bench.await("the manifest is answered", () -> {
                    answers.read(record -> answered.add(value(answer, record.value())));
                    return !answered.isEmpty();
                });
                assertThat(job.end()).isZero();
            } finally {
                job.close();
            }
            filings.read(record -> filed.add(value(filing, record.value())));
            answers.read(record -> answered.add(value(answer, record.value())));
            Set<String> rejected = new HashSet<>();
            rejects.read(record -> {
                FilingRejected reject = value(rejection, record.value());
                assertThat(reject.getReason()).isEqualTo("NO_BILL_NUMBER");
                ByteBuffer place = Objects.requireNonNull(reject.getHeaders().get("bill"), "where the bill stands");
                rejected.add(StandardCharsets.UTF_8.decode(place.duplicate()).toString());
            });

            assertThat(answered).extracting(MessageAnswered::getSha256).containsOnly(sha256);
            assertThat(answered)
                    .extracting(MessageAnswered::getOffset)
                    .as("receipts by where the message stands")
                    .containsOnly(0L);
            MessageAnswered receipt = answered.get(0);
            assertThat(receipt.getFound()).isEqualTo(BILLS).isEqualTo(receipt.getFiled() + receipt.getRejected());
            Map<String, Set<Object>> idsOfBills = new HashMap<>();
            filed.forEach(of -> idsOfBills
                    .computeIfAbsent(of.getConsignmentKey(), any -> new HashSet<>())
                    .add(of.getEventId()));
            assertThat(idsOfBills).as("bills that were filed").hasSize(receipt.getFiled());
            assertThat(idsOfBills.values())
                    .as("each by one id")
                    .allSatisfy(ids -> assertThat(ids).hasSize(1));
            assertThat(ids(filed)).hasSize(receipt.getFiled());
            assertThat(rejected).hasSize(receipt.getRejected()).hasSize(BILLS / NAMELESS);
            assertThat(filed)
                    .as("what was filed before the kill was filed again")
                    .hasSizeGreaterThan(idsOfBills.size());
        }
    }

    private JavaProcess start(BrokerProcess broker, Path store, Path directory) throws Exception {
        JavaProcess job = JavaProcess.start(
                "receive-" + ++starts,
                "portolan.local.Portolan",
                JavaProcess.productClassPath(),
                List.of("-Xmx640m"),
                List.of(
                        "receive",
                        "job",
                        "--bootstrap",
                        broker.bootstrap(),
                        "--data",
                        directory.resolve("data"),
                        "--store",
                        store,
                        "--parallelism",
                        "2",
                        "--web-port",
                        "0"),
                directory);
        job.awaitOut("^reading messages at ");
        return job;
    }

    private static boolean isCheckpointed(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.anyMatch(file -> file.endsWith("_metadata"));
        } catch (UncheckedIOException deletedMeanwhile) {
            return false;
        }
    }

    private static byte[] manifest() {
        StringBuilder text = new StringBuilder("<Awmds><General_segment><Transport_information><Carrier><Carrier_code>"
                + "ADRL</Carrier_code></Carrier><Mode_of_transport_code>1</Mode_of_transport_code>"
                + "</Transport_information></General_segment>");
        for (int i = 0; i < BILLS; i++) {
            text.append("<Bol_segment><Bol_id><Bol_reference>")
                    .append(i % NAMELESS == NAMELESS - 1 ? "" : "B" + i)
                    .append("</Bol_reference><Bol_nature>23</Bol_nature><Bol_type_code>BOL</Bol_type_code></Bol_id>"
                            + "<Goods_segment><Number_of_packages>12</Number_of_packages><Gross_mass>1")
                    .append(i)
                    .append("</Gross_mass><Goods_description>ceramic tiles ")
                    .append("of many colours ".repeat(20))
                    .append("</Goods_description></Goods_segment></Bol_segment>");
        }
        return text.append("</Awmds>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Set<Object> ids(List<Filing> filed) {
        Set<Object> ids = new HashSet<>();
        filed.forEach(of -> ids.add(of.getEventId()));
        return ids;
    }

    private static <R extends SpecificRecord> R value(AvroWire<R> wire, byte[] bytes) {
        if (wire.decode(bytes) instanceof DecodeResult.Value<R> decoded) {
            return decoded.value();
        }
        throw new AssertionError("no record of ours: bytes=" + bytes.length);
    }
}
