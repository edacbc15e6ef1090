// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import portolan.local.faults.JavaProcess;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/** Ten thousand rejects: counted, listed, shown, and sent again, each once, however often and wherever it was killed. */
@Tag("rest")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RejectsTest {
    private static final int REJECTS = 10_000;
    private static Instant began = Instant.EPOCH;

    private static final String[] REASONS = {"TRUNCATED", "UNKNOWN_SCHEMA", "INVALID_VALUE", "UNKNOWN_CONSIGNMENT"};

    /** Of each ten: four cut, three of another schema, two invalid, one outcome of what nobody knows. */
    private static final int[] SHARES = {4, 3, 2, 1};

    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static EmbeddedKafka kafka;

    /** What must come back, by input. */
    private static final Map<String, FilingRejected> REJECTED = new TreeMap<>();

    @BeforeAll
    static void fill() {
        // A broker deletes what is older than a month.
        began = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(2, ChronoUnit.DAYS);
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        AvroWire<Filing> filed = Topics.CONSIGNMENTS_FILED.wire();
        AvroWire<InspectionOutcome> reported = Topics.INSPECTIONS_REPORTED.wire();
        List<Filing> filings = new ArrayList<>();
        List<InspectionOutcome> outcomes = new ArrayList<>();
        Feed feed = new Feed(FeedSettings.builder()
                .seed(11)
                .filings(2_000)
                .shippers(50)
                .inspected(0.5)
                .build());
        while (feed.hasNext()) {
            FeedEvent event = feed.next();
            if (event instanceof FeedEvent.Filed one) {
                filings.add(one.filing());
            } else if (event instanceof FeedEvent.Reported one) {
                outcomes.add(one.outcome());
            }
        }
        Random random = new Random(11);
        for (int i = 0; i < REJECTS; i++) {
            int kind = kind(i % 10);
            Filing filing = filings.get(i % filings.size());
            InspectionOutcome outcome = outcomes.get(i % outcomes.size());
            byte[] value = filed.encode(filing);
            if (kind == 0) {
                value = Arrays.copyOf(value, value.length / 2);
            } else if (kind == 1) {
                Arrays.fill(value, 2, 10, (byte) 0x5A);
            } else if (kind == 3) {
                value = reported.encode(outcome);
            }
            KafkaTopic topic = kind == 3 ? Topics.INSPECTIONS_REPORTED : Topics.CONSIGNMENTS_FILED;
            String key = kind == 3 ? outcome.getConsignmentKey() : filing.getConsignmentKey();
            FilingRejected rejected = FilingRejected.newBuilder()
                    .setReason(REASONS[kind])
                    .setMessage("number " + i + " cannot be used, mend it")
                    .setTopic(topic.name())
                    .setPartition(i % 4)
                    .setOffset(i)
                    .setTimestamp(at(i))
                    .setRejectedBy(kind == 3 ? "ledger" : "decode")
                    .setHeaders(Map.of("trace", ByteBuffer.wrap(new byte[] {(byte) random.nextInt(128)})))
                    .setKey(i % 7 == 0 ? null : ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)))
                    .setValue(ByteBuffer.wrap(value))
                    .build();
            REJECTED.put(place(rejected), rejected);
        }
        send(new ArrayList<>(REJECTED.values()));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static int kind(int share) {
        int kind = 0;
        for (int left = share; left >= SHARES[kind]; kind++) {
            left -= SHARES[kind];
        }
        return kind;
    }

    /** One every eight seconds: twenty-two hours. */
    private static Instant at(int number) {
        return began.plusSeconds(8L * number);
    }

    @Test
    @Order(1)
    void theListCountsByReasonSenderAndTimeAndSaysWhatItLeavesOut() {
        String day = began.toString().substring(0, 10);

        CommandRun all = rejects("list").assertDone();

        assertThat(all.output())
                .startsWith("10,000 rejects on filings.rejected at 127.0.0.1:")
                .containsSubsequence("TRUNCATED", "4,000", "UNKNOWN_SCHEMA", "3,000", "INVALID_VALUE", "2,000")
                .containsSubsequence("sender", "(unknown)", "7,000")
                .containsSubsequence("hour, UTC", day + "T22h", day + "T00h", "450")
                .contains("from consignments.filed:0:0, by decode", "number 0 cannot be used, mend it")
                .contains("the oldest 50 are listed, 9,950 are not: narrow by --reason");
        assertThat(all.output().lines().filter(line -> line.startsWith("    number ")))
                .as("oldest first")
                .containsExactlyElementsOf(IntStream.range(0, 50)
                        .mapToObj(i -> "    number " + i + " cannot be used, mend it")
                        .toList());
    }

    @Test
    @Order(2)
    void theListIsNarrowedByReasonSenderAndTime() {
        assertThat(rejects("list", "--reason", "truncated,INVALID_VALUE", "--limit", "0")
                        .output())
                .startsWith("6,000 rejects");
        assertThat(rejects("list", "--from", at(100), "--to", at(200), "--limit", "1")
                        .output())
                .startsWith("100 rejects")
                .contains("number 100 cannot")
                .doesNotContain("number 101 cannot");
        assertThat(rejects("list", "--last", "1m").output()).startsWith("0 rejects");
        Filing filing = filing(REJECTED.values().stream()
                .filter(rejected -> rejected.getReason().equals("INVALID_VALUE"))
                .findFirst()
                .orElseThrow());
        long ofSender = REJECTED.values().stream()
                .filter(rejected -> rejected.getReason().equals("INVALID_VALUE"))
                .filter(rejected -> filing(rejected).getFilerId().equals(filing.getFilerId()))
                .count();
        assertThat(rejects("list", "--sender", filing.getFilerId(), "--limit", "0")
                        .output())
                .startsWith(String.format("%,d reject", ofSender))
                .doesNotContain("TRUNCATED");
        rejects("list", "--from", "yesterday").assertRefused("'yesterday' is not a time like 2026-03-01");
    }

    @Test
    @Order(3)
    void oneIsShownWithItsBytesAndTheFilingInThem() {
        FilingRejected invalid = REJECTED.values().stream()
                .filter(rejected -> rejected.getReason().equals("INVALID_VALUE") && rejected.getKey() != null)
                .findFirst()
                .orElseThrow();
        CommandRun shown = rejects("show", place(invalid)).assertDone();
        assertThat(shown.output())
                .contains("reason     INVALID_VALUE", invalid.getMessage(), "came from  " + place(invalid))
                .contains("\"consignmentKey\" : \"" + filing(invalid).getConsignmentKey() + "\"")
                .contains("key        \"" + filing(invalid).getConsignmentKey() + "\"", "header     trace = ")
                .contains("00000000  c3 01 ");
        String place = shown.output()
                .lines()
                .filter(line -> line.startsWith("stands at"))
                .map(line -> line.substring(11))
                .findFirst()
                .orElseThrow();
        assertThat(rejects("show", place).output()).isEqualTo(shown.output());
        rejects("show", "filings.rejected:0:999999").assertRefused("no such reject: filings.rejected:0:999999");
        rejects("show", "17").assertRefused("'17' is not a place like filings.rejected:3:17");
    }

    /** Killed while the broker slows it down: some are there, some are not. */
    @Test
    @Order(4)
    void aReplayThatWasKilledHalfWayIsSaidAgainAndEachInputIsThereOnce() throws Exception {
        long rejects = onTopic(Topics.FILINGS_REJECTED).size();
        CommandRun dry = rejects("replay", "--dry-run").assertDone();
        assertThat(dry.output())
                .contains("to send: 10,000 records", "1,000  UNKNOWN_CONSIGNMENT to inspections.reported");
        assertThat(onTopic(Topics.CONSIGNMENTS_FILED)).isEmpty();
        assertThat(rejects("replay").errors()).contains("there is no terminal to ask at");

        int before = connections();
        slowDown(100_000.0);
        try (JavaProcess replay = JavaProcess.start(
                "replay",
                "portolan.local.Portolan",
                JavaProcess.productClassPath(),
                List.of("-Xmx256m"),
                List.of("rejects", "replay", "--yes", "--bootstrap", kafka.bootstrapServers()),
                directory)) {
            replay.awaitOut("^to send: 10,000 records$");
            Patience.until("some are there", () -> sent() > 0, replay::err);
            replay.kill();
        }
        slowDown(null);
        // The broker may hold requests of a client that is gone: it takes them before it hears that.
        Patience.until("nothing of it is left", () -> connections() <= before, RejectsTest::connections);
        long half = sent();
        assertThat(half).isBetween(1L, REJECTS - 1L);

        CommandRun rest = rejects("replay", "--yes").assertDone();
        assertThat(rest.output())
                .contains(String.format("to send: %,d records", REJECTS - half))
                .contains(String.format("%,d  replayed before", half));
        List<ConsumerRecord<byte[], byte[]>> sent = new ArrayList<>(onTopic(Topics.CONSIGNMENTS_FILED));
        sent.addAll(onTopic(Topics.INSPECTIONS_REPORTED));
        assertThat(sent).hasSize(REJECTS);
        Map<String, ConsumerRecord<byte[], byte[]>> byInput = new HashMap<>();
        sent.forEach(record -> byInput.put(header(record), record));
        REJECTED.forEach((place, rejected) -> {
            ConsumerRecord<byte[], byte[]> record = byInput.get("1 " + place);
            assertThat(record).as(place).isNotNull();
            assertThat(record.topic()).isEqualTo(rejected.getTopic());
            assertThat(record.partition()).isEqualTo(rejected.getPartition());
            assertThat(ByteBuffer.wrap(record.value())).isEqualTo(rejected.getValue());
            assertThat(record.key() == null ? null : ByteBuffer.wrap(record.key()))
                    .isEqualTo(rejected.getKey());
            assertThat(ByteBuffer.wrap(record.headers().lastHeader("trace").value()))
                    .isEqualTo(rejected.getHeaders().get("trace"));
        });
        assertThat(rejects("replay", "--yes").output())
                .contains("to send: 0 records", "10,000  replayed before")
                .doesNotContain("sent:");
        assertThat(sent()).isEqualTo(REJECTS);
        assertThat(onTopic(Topics.FILINGS_REJECTED)).as("read only").hasSize((int) rejects);
    }

    /** The job has read them and rejects the cut ones again, some of them twice, as after a failure of its own. */
    @Test
    @Order(5)
    void whatIsRejectedAgainIsSentAgainOnlyByAnAttemptThatWasNotMadeBefore() {
        List<FilingRejected> again = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : onTopic(Topics.CONSIGNMENTS_FILED)) {
            FilingRejected first = REJECTED.get(header(record).substring(2));
            if (first != null && first.getReason().equals("TRUNCATED")) {
                again.add(FilingRejected.newBuilder(first)
                        .setPartition(record.partition())
                        .setOffset(record.offset())
                        .setTimestamp(Instant.ofEpochMilli(record.timestamp()))
                        .setHeaders(Map.of(
                                "portolan-replay",
                                ByteBuffer.wrap(header(record).getBytes(StandardCharsets.UTF_8))))
                        .build());
            }
        }
        assertThat(again).hasSize(4_000);
        again.addAll(again.subList(0, 100));
        send(again);

        assertThat(rejects("list", "--limit", "0").output())
                .contains("14,100 rejects", "4,100 of them were replayed and rejected again");
        assertThat(rejects("replay", "--yes").output()).contains("to send: 0 records");
        assertThat(sent()).isEqualTo(REJECTS);
        assertThat(rejects("replay", "--attempt", "2", "--yes").output())
                .contains("to send: 4,000 records", "100  second reject of one input", "sent: 4,000 records to");
        assertThat(rejects("replay", "--attempt", "2", "--yes").output()).contains("to send: 0 records");
        assertThat(rejects("replay", "--yes").output()).contains("to send: 0 records");
        assertThat(sent()).isEqualTo(REJECTS + 4_000);
    }

    @Test
    @Order(6)
    void whatTheLedgerKnowsAndWhatIsFromNoInputIsNotSent() {
        FilingRejected any = REJECTED.values().iterator().next();
        send(List.of(
                FilingRejected.newBuilder(any)
                        .setReason("NOT_HANDLED")
                        .setRejectedBy("remember")
                        .setOffset(20_000)
                        .build(),
                FilingRejected.newBuilder(any)
                        .setReason("NOT_HANDLED")
                        .setRejectedBy("keep-ledger")
                        .setTopic("lanes:default|NLRTM")
                        .setOffset(20_001)
                        .build()));

        assertThat(rejects("replay", "--yes", "--reason", "NOT_HANDLED").output())
                .contains("to send: 0 records")
                .contains("1  rejected by remember, so the ledger knows them: file them anew with a higher version")
                .contains("1  not from an input topic: lanes:default|NLRTM");
    }

    private static CommandRun rejects(Object... words) {
        List<Object> all = new ArrayList<>(List.of("rejects"));
        all.addAll(List.of(words));
        all.addAll(List.of("--bootstrap", kafka.bootstrapServers()));
        return CommandRun.of(all.toArray());
    }

    private static String place(FilingRejected rejected) {
        return rejected.getTopic() + ':' + rejected.getPartition() + ':' + rejected.getOffset();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.headers().lastHeader("portolan-replay").value(), StandardCharsets.UTF_8);
    }

    private static Filing filing(FilingRejected rejected) {
        byte[] value = new byte[rejected.getValue().remaining()];
        rejected.getValue().duplicate().get(value);
        return ((DecodeResult.Value<Filing>) Topics.CONSIGNMENTS_FILED.wire().decode(value)).value();
    }

    /** Bytes a second that the broker takes from a replay; null for as many as come. */
    private static void slowDown(@Nullable Double bytes) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "portolan-replay")),
                            List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytes)))))
                    .all()
                    .get();
        }
    }

    /** As the job does. */
    private static void send(List<FilingRejected> rejects) {
        AvroWire<FilingRejected> wire = Topics.FILINGS_REJECTED.wire();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (FilingRejected rejected : rejects) {
                sent.add(producer.send(new ProducerRecord<>(
                        Topics.FILINGS_REJECTED.name(),
                        null,
                        rejected.getTimestamp().toEpochMilli(),
                        Topics.FILINGS_REJECTED.key(rejected),
                        wire.encode(rejected))));
            }
            producer.flush();
            assertThat(sent).allSatisfy(one -> assertThat(one.get().hasOffset()).isTrue());
        }
    }

    /** Connections that the broker holds. */
    private static int connections() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            int connections = 0;
            Set<ObjectName> processors = beans.queryNames(
                    new ObjectName("kafka.server:type=socket-server-metrics,listener=*,networkProcessor=*"), null);
            assertThat(processors).isNotEmpty();
            for (ObjectName processor : processors) {
                connections += ((Number) beans.getAttribute(processor, "connection-count")).intValue();
            }
            return connections;
        } catch (JMException e) {
            throw new IllegalStateException("the broker does not count its connections", e);
        }
    }

    private static long sent() {
        long filings = onTopic(Topics.CONSIGNMENTS_FILED).size();
        return filings + onTopic(Topics.INSPECTIONS_REPORTED).size();
    }

    private static List<ConsumerRecord<byte[], byte[]>> onTopic(KafkaTopic topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (TopicScan scan = new TopicScan(KafkaAccess.at(kafka.bootstrapServers()), "test")) {
            scan.read(scan.since(topic, Instant.EPOCH), records::add);
        }
        return records;
    }
}
