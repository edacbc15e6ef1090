// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.pipeline.receive.JoinDeclarationsTest.declaration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.TestCluster;
import portolan.pipeline.kafka.TestBroker;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.MessageAnswered;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;

/** Messages through a broker: all that is in them comes out as filings or rejects, and a receipt says so. */
@Tag("rest")
class ReceiveJobIT {
    private static final int LARGE = 12_000;

    @TempDir
    private static Path directory;

    private static final MiniCluster CLUSTER = TestCluster.shared();

    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static TestBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start(directory.resolve("kafka"));
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    private static JobClient run(String group) throws Exception {
        return run(group, 1);
    }

    private static JobClient run(String group, int parallelism) throws Exception {
        Map<String, String> options = new HashMap<>();
        options.put("bootstrap", broker.bootstrap());
        options.put("group-id", group);
        options.put("checkpoint-interval", "PT0.1S");
        options.put("checkpoint-dir", directory.resolve("checkpoints").toUri().toString());
        options.put("store", directory.toString());
        options.put("parallelism", Integer.toString(parallelism));
        StreamExecutionEnvironment env = new TestStreamEnvironment(CLUSTER, parallelism);
        ReceiveJob.build(env, ReceiveSettings.of(options));
        return env.executeAsync(group);
    }

    private static String bill(String number, String day) {
        return "<Bol_segment><Bol_id><Bol_reference>" + number + "</Bol_reference><Bol_nature>23</Bol_nature>"
                + "<Bol_type_code>BOL</Bol_type_code></Bol_id><Traders_segment><Exporter><Exporter_name>ADRIA EXPORT"
                + "</Exporter_name></Exporter><Consignee><Consignee_name>DURRES IMPORT SHPK</Consignee_name></Consignee>"
                + "</Traders_segment><Goods_segment><Number_of_packages>12</Number_of_packages><Gross_mass>" + day
                + "</Gross_mass><Goods_description>ceramic tiles</Goods_description></Goods_segment></Bol_segment>";
    }

    private static String manifest(String... bills) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Awmds><General_segment><General_segment_id><Customs_office_code>"
                + "ALDRZ</Customs_office_code><Voyage_number>1W</Voyage_number></General_segment_id><Totals_segment>"
                + "<Total_number_of_bols>" + bills.length + "</Total_number_of_bols></Totals_segment>"
                + "<Transport_information><Carrier><Carrier_code>ADRL</Carrier_code></Carrier><Mode_of_transport_code>1"
                + "</Mode_of_transport_code></Transport_information></General_segment>" + String.join("", bills)
                + "</Awmds>";
    }

    private static void send(String sender, byte[] message, String... headers) throws Exception {
        send(null, sender, message, headers);
    }

    private static void send(@Nullable Integer partition, String sender, byte[] message, String... headers)
            throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.MESSAGES_RECEIVED.name(), partition, utf8(sender), message);
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        broker.producer().send(record).get();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageAnswered answer(byte[] message) {
        String sha256 = ContentId.sha256Hex(message);
        return broker.await(Topics.MESSAGES_ANSWERED, of -> of.getSha256().equals(sha256));
    }

    private static Filing filed(String number, int year) {
        return broker.await(
                Topics.CONSIGNMENTS_FILED, of -> of.getConsignmentKey().equals("ADRL:" + number + ":" + year));
    }

    @Test
    void everyBillLeavesAsAFilingOrARejectWithItsBytesAndAReceiptSaysSo() throws Exception {
        JobClient job = run("bills");
        byte[] message = utf8(manifest(
                bill("A1", "1200"), bill("", "1"), bill("A2", "1").replace(">23<", ">99<"), bill("A3", "900")));
        send("durres", message, MessageTopic.NAME, "m.xml", MessageTopic.RECEIVED_AT, "2026-03-01T08:00:00Z");

        Filing filed = filed("A3", 2026);
        assertThat(filed.getFilingId()).isEqualTo("durres:A3");
        assertThat(new String(
                        message,
                        Math.toIntExact(filed.getRawMessageRef().getByteFrom()),
                        Math.toIntExact(filed.getRawMessageRef().getByteTo()
                                - filed.getRawMessageRef().getByteFrom()),
                        StandardCharsets.UTF_8))
                .isEqualTo(bill("A3", "900"));
        FilingRejected number =
                broker.await(Topics.FILINGS_REJECTED, of -> of.getReason().equals("NO_BILL_NUMBER"));
        assertThat(number.getValue()).isEqualTo(ByteBuffer.wrap(utf8(bill("", "1"))));
        assertThat(number.getHeaders()).containsKeys(MessageTopic.NAME, "bill");
        assertThat(broker.await(Topics.FILINGS_REJECTED, of -> of.getReason().equals("BAD_CODE"))
                        .getMessage())
                .startsWith("bill 3: ");
        MessageAnswered answer = answer(message);
        assertThat(answer)
                .extracting(
                        MessageAnswered::getFound,
                        MessageAnswered::getFiled,
                        MessageAnswered::getRejected,
                        MessageAnswered::getStated,
                        MessageAnswered::getName,
                        MessageAnswered::getSender)
                .containsExactly(4, 2, 2, 4, "m.xml", "durres");
        end(job);
    }

    @Test
    void aMessageThatIsNotWholeFilesNothing() throws Exception {
        JobClient job = run("whole");
        String whole = manifest(bill("B1", "1"), bill("B2", "2"));
        byte[] cut = utf8(whole.substring(0, whole.length() - 10));
        send("durres", cut);
        send("durres", utf8("what is this?"));
        byte[] after = utf8(manifest(bill("B3", "3")));
        send("durres", after);

        assertThat(answer(cut).getReason()).isEqualTo("TRUNCATED");
        FilingRejected rejected =
                broker.await(Topics.FILINGS_REJECTED, of -> of.getValue().equals(ByteBuffer.wrap(cut)));
        assertThat(rejected.getReason()).isEqualTo("TRUNCATED");
        assertThat(answer(utf8("what is this?")).getReason()).isEqualTo("UNKNOWN_FORMAT");
        assertThat(answer(after).getFiled()).isEqualTo(1);
        end(job);
    }

    @Test
    void anAmendmentInJanuaryFindsTheBillOfDecemberAfterARestart() throws Exception {
        JobClient job = run("years");
        send("durres", utf8(manifest(bill("C1", "5"))), MessageTopic.RECEIVED_AT, "2025-12-30T08:00:00Z");
        filed("C1", 2025);
        JobClient again = restarted(job, "years", 1);
        send("durres", utf8(manifest(bill("C1", "6"))), MessageTopic.RECEIVED_AT, "2026-01-02T08:00:00Z");

        Filing amended = broker.await(
                Topics.CONSIGNMENTS_FILED,
                of -> of.getConsignmentKey().startsWith("ADRL:C1:")
                        && of.getFiledAt().toString().startsWith("2026"));
        assertThat(amended.getConsignmentKey()).isEqualTo("ADRL:C1:2025");
        end(again);
    }

    private static JobClient restarted(JobClient job, String group, int parallelism) throws Exception {
        String savepoint = job.stopWithSavepoint(
                        false, directory.resolve("savepoints").toUri().toString(), SavepointFormatType.NATIVE)
                .get(5, TimeUnit.MINUTES);
        Configuration settings = new Configuration();
        settings.setString("execution.state-recovery.path", savepoint);
        Map<String, String> options = Map.of(
                "bootstrap",
                broker.bootstrap(),
                "group-id",
                group,
                "parallelism",
                Integer.toString(parallelism),
                "checkpoint-dir",
                directory.resolve("checkpoints").toUri().toString());
        StreamExecutionEnvironment env = new TestStreamEnvironment(CLUSTER, parallelism);
        env.configure(settings);
        ReceiveJob.build(env, ReceiveSettings.of(options));
        return env.executeAsync(group);
    }

    /** Two partitions are two tasks where there are three. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aDeclarationJoinsTheBillThatAnotherTaskReadWhicheverCameFirst(int parallelism) throws Exception {
        String later = "LATER" + parallelism;
        String before = "BEFORE" + parallelism;
        String group = "join" + parallelism;
        JobClient job = run(group, parallelism);
        send(0, "durres", utf8(manifest(bill(later, "1000"))), at(8));
        send(1, "agent", utf8(declaration("8" + parallelism, before)), at(9));
        await(later, 1);
        await(before, 1);
        JobClient again = restarted(job, group, parallelism);
        send(1, "agent", utf8(declaration("9" + parallelism, later)), at(10));
        send(0, "durres", utf8(manifest(bill(before, "1000"))), at(11));

        List<String> joined =
                List.of("1 ceramic tiles kg=1000.0", "10001 STEEL PIPES 6M kg=null", "10002 FITTINGS kg=null");
        assertThat(await(later, 2).goods()).isEqualTo(Map.of("ADRL:" + later + ":2026", joined));
        assertThat(await(before, 4).goods()).isEqualTo(Map.of("ADRL:" + before + ":2026", joined));
        end(again);
    }

    private static String[] at(int hour) {
        return new String[] {MessageTopic.RECEIVED_AT, "2026-03-01T" + String.format("%02d", hour) + ":00:00Z"};
    }

    /** What stands once so many filings of a number are there, in the order of their topic. */
    private static FinalBills await(String number, int filings) {
        FinalBills stands = new FinalBills();
        AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();
        int[] seen = {0};
        broker.await(Topics.CONSIGNMENTS_FILED, of -> {
            if (!of.getConsignmentKey().contains(':' + number + ':')) {
                return false;
            }
            stands.take(wire.encode(of));
            return ++seen[0] == filings;
        });
        return stands;
    }

    @Test
    void aLargeMessageIsReadFromTheStoreAndHoldsUpNoSmallOnes() throws Exception {
        String[] bills = new String[LARGE];
        for (int i = 0; i < LARGE; i++) {
            bills[i] = bill("L" + i, "1" + i);
        }
        byte[] message = utf8(manifest(bills));
        String sha256 = ContentId.sha256Hex(message);
        Files.write(Files.createDirectories(directory.resolve("raw")).resolve(sha256), message);
        JobClient job = run("large");
        byte[] small = utf8(manifest(bill("S1", "1")));
        send("durres", new byte[0], MessageTopic.BLOB, "raw/" + sha256);
        broker.await(Topics.CONSIGNMENTS_FILED, of -> of.getConsignmentKey().startsWith("ADRL:L0:"));
        send("durres", small);
        send("durres", new byte[0], MessageTopic.BLOB, "raw/" + "0".repeat(64));

        answer(small);
        MessageAnswered answer = answer(message);
        assertThat(answer.getFiled()).isEqualTo(LARGE);
        assertThat(answer.getBytes()).isEqualTo(message.length);
        FilingRejected missing =
                broker.await(Topics.FILINGS_REJECTED, of -> of.getMessage().contains("0".repeat(64)));
        assertThat(missing.getMessage()).contains("the message is not in the store");
        end(job);
    }

    private static void end(JobClient job) throws Exception {
        job.cancel().get(5, TimeUnit.MINUTES);
    }
}
