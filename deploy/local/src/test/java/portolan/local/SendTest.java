// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.local.faults.JavaProcess;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.OutcomeLines;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.SenderKeys;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/** Files on their way to topics. What the job makes of them is in {@code SendIT}. */
@Tag("rest")
class SendTest {
    @TempDir
    private Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before each test
    private EmbeddedKafka kafka;

    private Path filings = Path.of(".");
    private Path outcomes = Path.of(".");

    /** When each record came in the files, in the one order of all inputs; at one time outcomes first. */
    private final List<String> inOrder = new ArrayList<>();

    private record Timed(Instant time, boolean filing, String id) {}

    @BeforeEach
    void start() throws IOException {
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        CommandRun.of(
                        "generate",
                        "--seed",
                        5,
                        "--filings",
                        60,
                        "--shippers",
                        10,
                        "--inspected",
                        "0.5",
                        "--out",
                        directory)
                .assertDone();
        filings = directory.resolve("filings.jsonl");
        outcomes = directory.resolve("outcomes.jsonl");
        List<Timed> all = new ArrayList<>();
        try (LineReader<Filing> lines = FilingLines.read(Files.newInputStream(filings), "filings.jsonl")) {
            lines.forEachRemaining(
                    line -> all.add(new Timed(line.orThrow().getReceivedAt(), true, id(line.orThrow()))));
        }
        try (LineReader<InspectionOutcome> lines =
                OutcomeLines.read(Files.newInputStream(outcomes), "outcomes.jsonl")) {
            lines.forEachRemaining(
                    line -> all.add(new Timed(line.orThrow().getReportedAt(), false, id(line.orThrow()))));
        }
        all.sort(Comparator.comparing(Timed::time).thenComparing(Timed::filing));
        all.forEach(one -> inOrder.add(one.id()));
        assertThat(inOrder).hasSizeGreaterThan(70);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void filingsAndOutcomesAreMergedByTimeKeyedAndPaced() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(filings));
        // The last first: what is out of order in a file is put in order.
        lines.add(0, lines.remove(lines.size() - 1));
        Files.write(filings, lines);
        long began = System.nanoTime();

        CommandRun sent = send(filings, "--outcomes", outcomes, "--rate", 60);

        sent.assertDone();
        assertThat(System.nanoTime() - began).isGreaterThan((inOrder.size() - 1) * 1_000_000_000L / 60);
        assertThat(sent.output())
                .contains("sent: 60 records to consignments.filed")
                .contains("sent: " + (inOrder.size() - 60) + " records to inspections.reported");
        assertThat(onTopics()).containsExactlyInAnyOrderElementsOf(inOrder);
        // A broker may stamp two partitions the other way round: the order across them is RecordFileTest's.
        assertThat(onPartitions().values())
                .hasSizeGreaterThan(4)
                .allSatisfy(ids -> assertThat(ids)
                        .isEqualTo(inOrder.stream().filter(ids::contains).toList()));
        try (TopicScan scan = new TopicScan(KafkaAccess.at(kafka.bootstrapServers()), "test")) {
            scan.read(
                    scan.since(Topics.CONSIGNMENTS_FILED, Instant.EPOCH),
                    record -> assertThat(record.key())
                            .isEqualTo(Topics.CONSIGNMENTS_FILED.key(decoded(Topics.CONSIGNMENTS_FILED, record))));
        }
    }

    @Test
    void whoeverSendsProvesIt() throws IOException {
        SenderKeys key = SenderKeys.ofFile(Files.write(directory.resolve("QADF-EDI.key"), new byte[32]));

        send(filings, "--sender-key", directory.resolve("QADF-EDI.key")).assertDone();

        try (TopicScan scan = new TopicScan(KafkaAccess.at(kafka.bootstrapServers()), "test")) {
            scan.read(scan.since(Topics.CONSIGNMENTS_FILED, Instant.EPOCH), record -> {
                byte[] name = record.headers().lastHeader(MessageTopic.SENDER).value();
                assertThat(name).asString().isEqualTo("QADF-EDI");
                assertThat(record.headers().lastHeader(SenderKeys.HEADER).value())
                        .isEqualTo(key.prove(name, record.key(), record.value()));
            });
        }
        assertThat(onTopics()).hasSize(60);
    }

    @Test
    void linesThatAreNoRecordsAreNamedAndTheRestIsSent() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(filings));
        lines.set(6, "{\"consignmentKey\": ");
        lines.add(20, "{\"consignmentKey\": \"A:1:2026\", \"weigth\": 3}");
        Files.write(filings, lines);

        CommandRun dry = CommandRun.of("send", filings, "--dry-run");
        CommandRun sent = send(filings);

        assertThat(dry.output()).isEqualTo("to send: 59 records to consignments.filed" + System.lineSeparator());
        assertThat(dry.exitCode()).isEqualTo(1);
        assertThat(sent.exitCode()).isEqualTo(1);
        assertThat(sent.errors())
                .contains("not sent: file=" + filings + ", line=7, reason=MALFORMED_JSON, ")
                .contains("not sent: file=" + filings + ", line=21, reason=UNKNOWN_FIELD, ", "weigth")
                .contains("not sent: 2 lines");
        assertThat(onTopics()).hasSize(59);
    }

    @Test
    void nothingIsSentWhereNothingCanBe() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.jsonl"), "{}\n");
        send(empty).assertRefused("nothing to send, the files hold no record: unreadable lines=1");
        send(directory.resolve("none.jsonl")).assertRefused("no such file: file=");
        send(Files.writeString(directory.resolve("some.csv"), "a\n1\n")).assertRefused("--mapping");
        send(filings, "--sender-key", outcomes).assertRefused("a sender's key is a file NAME.key");
        send("--outcomes", outcomes, filings)
                .assertRefused("Name files of filings first, or say --outcomes before each");
        send().assertRefused("Name a FILE, --outcomes FILE or --moves FILE");
        send(filings, "--rate", 0).assertRefused("--rate must be more than 0");
        send(filings, "--topic-prefix", "north.").assertRefused("topic is missing: topic=north.consignments.filed");
        assertThat(onTopics()).isEmpty();
    }

    @Test
    void whatWasStoppedSaysWhereToGoOnAndThenEachRecordIsThereOnce() throws Exception {
        int exitCode;
        String said;
        try (JavaProcess sending = JavaProcess.start(
                "send",
                "portolan.local.Portolan",
                JavaProcess.productClassPath(),
                List.of("-Xmx256m"),
                List.of(
                        "send",
                        filings,
                        "--outcomes",
                        outcomes,
                        "--rate",
                        "5",
                        "--bootstrap",
                        kafka.bootstrapServers()),
                directory)) {
            Patience.until("some are there", () -> onTopics().size() > 3, sending::err);
            exitCode = sending.end();
            said = sending.err();
        }
        assertThat(exitCode).isEqualTo(1);
        Matcher stopped = Pattern.compile("stopped: the first (\\d+) of " + inOrder.size()
                        + " records are sent; continue" + " with the same files and --skip (\\d+), or send all again")
                .matcher(said);
        assertThat(stopped.find()).as(said).isTrue();
        int sent = Integer.parseInt(stopped.group(2));
        assertThat(sent).isBetween(4, inOrder.size() - 1);
        assertThat(onTopics()).hasSize(sent);

        send(filings, "--outcomes", outcomes, "--skip", sent).assertDone();

        assertThat(onTopics()).containsExactlyInAnyOrderElementsOf(inOrder);
    }

    private CommandRun send(Object... words) {
        List<Object> all = new ArrayList<>(List.of("send"));
        all.addAll(List.of(words));
        all.addAll(List.of("--bootstrap", kafka.bootstrapServers()));
        return CommandRun.of(all.toArray());
    }

    private static String id(Filing filing) {
        return "filing " + filing.getEventId();
    }

    private static String id(InspectionOutcome outcome) {
        return "outcome " + outcome.getOutcomeId();
    }

    /** What is on the topics; of each partition, which comes one after the other, in its order. */
    private List<String> onTopics() {
        List<String> all = new ArrayList<>();
        onPartitions().values().forEach(all::addAll);
        return all;
    }

    private Map<TopicPartition, List<String>> onPartitions() {
        Map<TopicPartition, List<String>> all = new HashMap<>();
        try (TopicScan scan = new TopicScan(KafkaAccess.at(kafka.bootstrapServers()), "test")) {
            scan.read(
                    scan.since(Topics.CONSIGNMENTS_FILED, Instant.EPOCH),
                    record -> all.computeIfAbsent(partition(record), unseen -> new ArrayList<>())
                            .add(id(decoded(Topics.CONSIGNMENTS_FILED, record))));
            scan.read(
                    scan.since(Topics.INSPECTIONS_REPORTED, Instant.EPOCH),
                    record -> all.computeIfAbsent(partition(record), unseen -> new ArrayList<>())
                            .add(id(decoded(Topics.INSPECTIONS_REPORTED, record))));
        }
        return all;
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static <R extends SpecificRecord> R decoded(Topic<R> topic, ConsumerRecord<byte[], byte[]> record) {
        return ((DecodeResult.Value<R>) topic.wire().decode(record.value())).value();
    }

    @Test
    void eventsOfMessagesGoToTopicsOfTheirOwn() throws Exception {
        Path file = directory.resolve("gate.edi");
        Files.writeString(
                file,
                "UNB+UNOA:1+TERM+X+260302:0900+1'UNH+1+CODECO:D:95B:UN'BGM+34+1+9'EQD+CN+MSKU1234565+++2+5'"
                        + "DTM+7:202603021347:203'UNT+5+1'UNH+2+CUSREP:D:97B:UN'BGM+98+1+9'LOC+60+ALDRZ'"
                        + "TDT+20+204E+1++ADRL+++9321483:146'UNT+5+2'UNZ+2+1'");

        CommandRun sent = CommandRun.of("send", "--bootstrap", kafka.bootstrapServers(), file)
                .assertDone();

        assertThat(sent.output())
                .contains("sent: 1 record to containers.moved")
                .contains("sent: 1 record to conveyances.reported");
        try (Wiretap wire = new Wiretap(kafka.bootstrapServers())) {
            assertThat(wire.await(Topics.CONTAINERS_MOVED, any -> true).getEquipmentId())
                    .isEqualTo("MSKU1234565");
            assertThat(wire.await(Topics.CONVEYANCES_REPORTED, any -> true).getImo())
                    .isEqualTo("9321483");
        }
    }
}
