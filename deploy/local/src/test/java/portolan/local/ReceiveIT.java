// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.receive.HttpGateway;
import portolan.console.receive.KnownSenders;
import portolan.console.receive.MessageSender;
import portolan.pipeline.receive.ReceiveJob;
import portolan.pipeline.receive.ReceiveSettings;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.MessageAnswered;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.RecordSender;

/** Files of a folder, and messages over HTTP, become filings. */
@Tag("rest")
class ReceiveIT {
    private static final String HEAD =
            "<Awmds><General_segment><General_segment_id><Customs_office_code>ALDRZ</Customs_office_code>"
                    + "</General_segment_id><Transport_information><Carrier><Carrier_code>ADRL</Carrier_code></Carrier>"
                    + "<Mode_of_transport_code>1</Mode_of_transport_code></Transport_information></General_segment>";

    @TempDir
    private Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before each test
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Wiretap wire;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        wire = new Wiretap(kafka.bootstrapServers());
    }

    @AfterEach
    void stop() {
        wire.close();
        kafka.close();
    }

    private static String manifest(String bill, int remarks) {
        return HEAD + "<!--" + "x".repeat(remarks) + "--><Bol_segment><Bol_id><Bol_reference>" + bill
                + "</Bol_reference><Bol_nature>23</Bol_nature><Bol_type_code>BOL</Bol_type_code></Bol_id>"
                + "<Goods_segment><Number_of_packages>12</Number_of_packages><Gross_mass>100</Gross_mass>"
                + "<Goods_description>ceramic tiles</Goods_description></Goods_segment></Bol_segment></Awmds>";
    }

    private CommandRun receive(Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("receive", "--bootstrap", kafka.bootstrapServers(), "--folder", directory, "--once"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray());
    }

    @Test
    void filesBecomeFilingsAndEachIsMovedOnceItIsSent() throws Exception {
        Path durres = Files.createDirectories(directory.resolve("durres"));
        Files.writeString(durres.resolve("small.xml"), manifest("A1", 0));
        Files.writeString(durres.resolve("half.xml.part"), "<Aw");
        Files.writeString(durres.resolve("large.xml"), manifest("A2", 900_000) + " ".repeat(200_000));
        Files.writeString(directory.resolve("empty.xml"), "");

        Path keys = Files.createDirectories(directory.resolve(".gateways"));
        Path key = Files.write(keys.resolve("gateway.key"), new byte[32]);
        CommandRun refused = receive("--sender-key", key);
        assertThat(refused.exitCode()).as(refused::toString).isEqualTo(1);
        assertThat(refused.output())
                .contains("sent durres/small.xml: sender=durres, bytes=")
                .contains("REFUSED empty.xml: the message is empty; it is in .refused")
                .contains("REFUSED durres/large.xml: the message is too large for the topic")
                .contains("start gateway and job with --store; it is in durres/.refused");
        assertThat(durres.resolve("half.xml.part")).exists();
        assertThat(durres.resolve(".sent/small.xml")).exists();

        Files.move(durres.resolve(".refused/large.xml"), durres.resolve("large.xml"));
        Path store = directory.resolve(".store");
        receive("--store", store, "--sender-key", key).assertDone();
        try (LocalCluster cluster = LocalCluster.plan().withTaskManagers(1, 1).start()) {
            StreamExecutionEnvironment env = cluster.environment();
            ReceiveJob.build(
                    env,
                    ReceiveSettings.of(Map.of(
                            "bootstrap",
                            kafka.bootstrapServers(),
                            "store",
                            store.toString(),
                            "gateway-keys",
                            keys.toString())));
            RunningJob job = RunningJob.start(env, "receive");
            Filing small =
                    wire.await(Topics.CONSIGNMENTS_FILED, of -> number(of).equals("A1"));
            assertThat(small.getFilingId()).isEqualTo("durres:A1");
            Filing large =
                    wire.await(Topics.CONSIGNMENTS_FILED, of -> number(of).equals("A2"));
            MessageAnswered answer = wire.await(
                    Topics.MESSAGES_ANSWERED,
                    of -> of.getSha256().equals(large.getRawMessageRef().getSha256()));
            assertThat(answer.getName()).isEqualTo("large.xml");
            assertThat(answer.getFiled()).isEqualTo(1);
            job.cancel();

            String bill = manifest("A1", 0);
            bill = bill.substring(bill.indexOf("<Bol_segment>"), bill.indexOf("</Awmds>"));
            CommandRun shown = message(small).assertDone();
            assertThat(shown.output()).isEqualTo(bill + System.lineSeparator());
            assertThat(shown.errors()).startsWith("1  CREATE  filed ").contains("messages.received/");
            Path own = directory.resolve("own");
            message(large, "--store", store, "--out", own).assertDone();
            assertThat(own).content().isEqualTo(bill.replace("A1", "A2"));
            message(large).assertTold(2, "the message is in the store of the gateways: name it by --store DIR");
            Files.writeString(
                    store.resolve("raw").resolve(large.getRawMessageRef().getSha256()), "forged");
            message(large, "--store", store).assertTold(1, "the message is not what was filed");
        }
    }

    private CommandRun message(Filing of, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("message", of.getConsignmentKey(), "--bootstrap", kafka.bootstrapServers()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray());
    }

    @Test
    void afterAProfileIsMendedTheMessageIsReadAgainAndWhatWasFiledKeepsItsIds() throws Exception {
        Path profiles = Files.createDirectories(directory.resolve(".profiles"));
        Path durres = Files.createDirectories(directory.resolve("durres"));
        String second = manifest("P2", 0).replace("<Bol_nature>23", "<Bol_nature>IMP");
        String message = manifest("P1", 0).replace("</Awmds>", "") + second.substring(second.indexOf("<Bol_segment>"));
        Files.writeString(durres.resolve("m.xml"), message);
        receive().assertDone();
        try (LocalCluster cluster = LocalCluster.plan().withTaskManagers(1, 1).start()) {
            RunningJob job = read(cluster, profiles);
            Filing filed =
                    wire.await(Topics.CONSIGNMENTS_FILED, of -> number(of).equals("P1"));
            FilingRejected rejected =
                    wire.await(Topics.FILINGS_REJECTED, of -> of.getReason().equals("BAD_CODE"));
            assertThat(rejected.getMessage()).contains("IMP");
            job.cancel();
            job.awaitCancelled();
            Files.writeString(
                    profiles.resolve("durres.yaml"), "sender: durres\ncodes:\n  natureOfMovement: {IMP: IMPORT}\n");
            RunningJob again = read(cluster, profiles);
            assertThat(CommandRun.of("rejects", "list", "--bootstrap", kafka.bootstrapServers())
                            .assertDone()
                            .output())
                    .containsPattern("sender +rejects\n +durres +1");
            CommandRun replayed = CommandRun.of(
                            "rejects",
                            "replay",
                            "--bootstrap",
                            kafka.bootstrapServers(),
                            "--reason",
                            "BAD_CODE",
                            "--yes")
                    .assertDone();

            assertThat(replayed.output())
                    .contains("BAD_CODE to messages.received", "sent: 1 record to messages.received");
            wire.await(Topics.CONSIGNMENTS_FILED, of -> number(of).equals("P2"));
            again.cancel();
            assertThat(wire.all(Topics.CONSIGNMENTS_FILED).stream()
                            .filter(of -> number(of).equals("P1"))
                            .map(Filing::getEventId))
                    .hasSizeGreaterThan(1)
                    .containsOnly(filed.getEventId());
        }
    }

    @Test
    void eventsOfMessagesGoToTopicsOfTheirOwn() throws Exception {
        Path terminal = Files.createDirectories(directory.resolve("drzt1"));
        String gate = "UNH+1+CODECO:D:95B:UN'BGM+34+1+9'EQD+CN+MSKU1234565+++2+5'DTM+7:202603021347:203'"
                + "EQD+CN+MSCU7100660'UNT+6+1'";
        Files.writeString(terminal.resolve("cut.edi"), gate.substring(0, gate.length() - 8));
        Files.writeString(terminal.resolve("gate.edi"), gate);
        Files.writeString(
                terminal.resolve("ship.edi"),
                "UNH+1+CUSREP:D:97B:UN'BGM+98+1+9'LOC+60+ALDRZ'TDT+20+204E+1++ADRL+++9321483:146'UNT+5+1'");
        receive().assertDone();
        try (LocalCluster cluster = LocalCluster.plan().withTaskManagers(1, 1).start()) {
            RunningJob job = read(cluster, Files.createDirectories(directory.resolve(".profiles")));
            ContainerMoved moved = wire.await(Topics.CONTAINERS_MOVED, any -> true);
            assertThat(wire.await(Topics.CONVEYANCES_REPORTED, any -> true).getSender())
                    .isEqualTo("drzt1");
            MessageAnswered answer =
                    wire.await(Topics.MESSAGES_ANSWERED, of -> of.getName().equals("gate.edi"));
            wire.await(Topics.FILINGS_REJECTED, of -> of.getReason().equals("TRUNCATED"));
            job.cancel();

            assertThat(moved.getEquipmentId()).isEqualTo("MSKU1234565");
            assertThat(moved.getSender()).isEqualTo("drzt1");
            assertThat(moved.getRawMessageRef().getSha256()).isEqualTo(answer.getSha256());
            assertThat(answer.getFound()).isEqualTo(2);
            assertThat(answer.getFiled()).isEqualTo(1);
            assertThat(wire.all(Topics.CONTAINERS_MOVED)).hasSize(1);
        }
    }

    @Test
    void aCompleteManifestThatLeavesOutTooMuchWaitsForTwoPeople() throws Exception {
        Path profiles = Files.createDirectories(directory.resolve(".profiles"));
        Files.writeString(profiles.resolve("durres.yaml"), "sender: durres\ncomplete: voyage\n");
        Path durres = Files.createDirectories(directory.resolve("durres"));
        Files.writeString(durres.resolve("1.xml"), voyage("W1", "W2", "W3"));
        receive().assertDone();
        try (LocalCluster cluster = LocalCluster.plan().withTaskManagers(1, 1).start()) {
            RunningJob job = read(cluster, profiles);
            wire.await(Topics.CONSIGNMENTS_FILED, of -> number(of).equals("W3"));
            Files.writeString(durres.resolve("2.xml"), voyage("W1", "W2"));
            receive().assertDone();
            FilingRejected withheld =
                    wire.await(Topics.FILINGS_REJECTED, of -> of.getReason().equals("WITHDRAWAL_WITHHELD"));
            String sha256 = ContentId.sha256Hex(voyage("W1", "W2").getBytes(StandardCharsets.UTF_8));
            assertThat(withheld.getMessage())
                    .contains("leaves out 1 of the 3 bills named before", "portolan receive approve " + sha256);

            sendAgain("anna");
            awaitWithheld(2);

            approve("anna", "0123456789").assertTold(2, "no withdrawal of this message is withheld");
            for (int i = 0; i < 2; i++) {
                CommandRun one = approve("anna", sha256.substring(0, 12)).assertDone();
                assertThat(one.output()).contains("leaves out 1 of the 3 bills", "sent: approved by anna alone");
            }
            awaitWithheld(4);
            sendAgain(null);
            awaitWithheld(5);
            assertThat(approve("ben", sha256).assertDone().output())
                    .as("anna has not seen what it withdraws since")
                    .contains("sent: approved by ben alone");
            awaitWithheld(6);
            assertThat(wire.all(Topics.CONSIGNMENTS_FILED))
                    .extracting(of -> of.getEventKind().name())
                    .doesNotContain("DELETE");
            CommandRun approved = approve("anna", sha256.substring(0, 12)).assertDone();

            assertThat(approved.output()).contains("sent: approved by ben,anna");
            Filing withdrawn = wire.await(
                    Topics.CONSIGNMENTS_FILED, of -> of.getEventKind().name().equals("DELETE"));
            job.cancel();
            assertThat(number(withdrawn)).isEqualTo("W3");
            assertThat(withdrawn.getAttributes())
                    .containsEntry("leftOutOf", sha256)
                    .containsEntry("withdrawalApprovedBy", "ben,anna");
        }
    }

    /** Anybody's, with a name that nobody signed. */
    private void sendAgain(@Nullable String approvedBy) {
        try (var anybody = new RecordSender(
                KafkaAccess.at(kafka.bootstrapServers()),
                "anybody",
                Topics.MESSAGES_RECEIVED.maxMessageBytes(),
                Map.of())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    Topics.MESSAGES_RECEIVED.name(),
                    "durres".getBytes(StandardCharsets.UTF_8),
                    voyage("W1", "W2").getBytes(StandardCharsets.UTF_8));
            if (approvedBy != null) {
                record.headers().add("approved-by", approvedBy.getBytes(StandardCharsets.UTF_8));
            }
            anybody.send(record);
            anybody.flush();
        }
    }

    private void awaitWithheld(int messages) {
        Set<String> all = new TreeSet<>();
        wire.await(
                Topics.FILINGS_REJECTED,
                of -> of.getReason().equals("WITHDRAWAL_WITHHELD")
                        && all.add(of.getPartition() + "@" + of.getOffset())
                        && all.size() == messages);
    }

    private CommandRun approve(String by, String message) {
        return CommandRun.of(
                "receive",
                "approve",
                message,
                "--bootstrap",
                kafka.bootstrapServers(),
                "--by",
                by,
                "--keys",
                directory.resolve(".keys"),
                "--deployment",
                "quay",
                "--yes");
    }

    /** A manifest of one voyage. */
    private static String voyage(String... bills) {
        StringBuilder text = new StringBuilder();
        for (String bill : bills) {
            String one = manifest(bill, 0);
            text.append(one, one.indexOf("<Bol_segment>"), one.indexOf("</Awmds>"));
        }
        String head = HEAD.replace(
                        "<Mode_of_transport_code>",
                        "<Identity_of_transporter>ADRIA</Identity_of_transporter><Mode_of_transport_code>")
                .replace("</General_segment_id>", "<Voyage_number>12E</Voyage_number></General_segment_id>");
        return head + text + "</Awmds>";
    }

    private RunningJob read(LocalCluster cluster, Path profiles) throws Exception {
        Path keys = Files.createDirectories(directory.resolve(".keys"));
        if (!Files.exists(keys.resolve("anna.pub"))) {
            RuleKeys.make(keys, "anna", "approver");
            RuleKeys.make(keys, "ben", "approver");
        }
        StreamExecutionEnvironment env = cluster.environment();
        ReceiveJob.build(
                env,
                ReceiveSettings.of(Map.of(
                        "bootstrap",
                        kafka.bootstrapServers(),
                        "profiles",
                        profiles.toString(),
                        "rule-keys",
                        keys.toString(),
                        "deployment",
                        "quay")));
        return RunningJob.start(env, "receive");
    }

    private static String number(Filing filing) {
        return filing.getTransportDocument().getNumber();
    }

    @Test
    void overHttpTheAnswerComesOnceTheBrokersHaveIt() throws Exception {
        byte[] message = manifest("H1", 0).getBytes(StandardCharsets.UTF_8);
        try (MessageSender to = new MessageSender(
                        KafkaAccess.at(kafka.bootstrapServers()),
                        new MessageSender.Settings("al", null, null, null),
                        InstantSource.system());
                HttpGateway http = new HttpGateway(0, to, KnownSenders.NOT_CHECKED, said -> {})) {
            assertThat(post(http, "/durres/m.xml", message))
                    .isEqualTo("202 {\"sha256\":\"" + ContentId.sha256Hex(message) + "\",\"bytes\":" + message.length
                            + "}\n");
            assertThat(post(http, "/durres", new byte[2 << 20])).startsWith("413 the message is too large");
            assertThat(post(http, "/durres", new byte[0])).startsWith("400 the message is empty");
            assertThat(post(http, "/", message)).startsWith("404 send messages by POST /SENDER/NAME");
        }
    }

    @Test
    void overHttpSendersAreCheckedUnlessASwitchSaysNot() {
        for (List<String> wrong : List.of(
                List.<String>of(), List.of("--tokens", "none", "--senders-not-checked"), List.of("--tls", "none"))) {
            List<Object> command =
                    new ArrayList<>(List.of("receive", "--bootstrap", kafka.bootstrapServers(), "--http", "0"));
            command.addAll(wrong);
            CommandRun.of(command.toArray()).assertTold(2, "--tls-senders");
        }
        CommandRun.of("receive", "--bootstrap", kafka.bootstrapServers(), "--http", "0", "--tokens", "none")
                .assertTold(2, "who may send cannot be read");
    }

    @Test
    void aLargeMessageOverHttpIsStoredWhole() throws Exception {
        byte[] message = manifest("H2", 3_000_000).getBytes(StandardCharsets.UTF_8);
        try (MessageSender to = sender(kafka);
                HttpGateway http = new HttpGateway(0, to, KnownSenders.NOT_CHECKED, said -> {})) {
            assertThat(post(http, "/durres/large.xml", message)).startsWith("202 ");
            assertThat(directory.resolve(MessageTopic.blob(ContentId.sha256Hex(message))))
                    .hasBinaryContent(message);
        }
    }

    @Test
    void aGatewayGoesOnOnceKafkaTakesMessagesAgain() throws Exception {
        byte[] message = manifest("G1", 0).getBytes(StandardCharsets.UTF_8);
        try (EmbeddedKafka empty = EmbeddedKafka.temporary(List.of());
                MessageSender to = sender(empty);
                HttpGateway http = new HttpGateway(0, to, KnownSenders.NOT_CHECKED, said -> {})) {
            assertThat(post(http, "/durres", message)).startsWith("503 not taken, send it again: ");
            CommandRun.of("topics", "apply", "--bootstrap", empty.bootstrapServers(), "--yes")
                    .assertDone();
            assertThat(post(http, "/durres", message)).startsWith("202 ");
        }
    }

    private MessageSender sender(EmbeddedKafka to) {
        return new MessageSender(
                KafkaAccess.at(to.bootstrapServers()),
                new MessageSender.Settings(null, null, directory, null),
                InstantSource.system());
    }

    private static String post(HttpGateway http, String path, byte[] body) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
