// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.local.faults.JavaProcess;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Principal;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.Senders;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/**
 * Everything that speaks to Kafka, at a broker that asks who one is and grants the least: by password to one
 * installation, whose topics have a prefix, and by certificate to a second.
 */
@Tag("rest")
class SecuredKafkaIT {
    private static final int FILINGS = 20;

    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SecuredKafka kafka;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Way byPassword;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Way byCertificate;

    /** How everybody shows who he is, and what stands before the topics there. */
    private record Way(Shown shown, String prefix) {
        interface Shown {
            Path by(Principal principal) throws IOException;
        }

        CommandRun as(Principal principal, Object... words) throws IOException {
            List<Object> all = new ArrayList<>(List.of(words));
            all.addAll(List.of("--kafka-config", shown.by(principal), "--prefix", prefix));
            return answered(all.toArray());
        }

        KafkaAccess access(Principal principal) throws IOException {
            return KafkaAccess.of(null, shown.by(principal), prefix, null);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        kafka = SecuredKafka.start(directory);
        byPassword = new Way(kafka::byPassword, "north.");
        byCertificate = new Way(kafka::byCertificate, "");
        List<Object> names = new ArrayList<>();
        for (Principal principal : Principal.values()) {
            names.addAll(List.of("--principal", principal.word() + "=User:CN=" + SecuredKafka.user(principal)));
        }
        assertThat(apply("--prefix", "north.").output())
                .contains("make  north.consignments.filed", "grant User:portolan-desk, WRITE on TOPIC north.");
        apply(names.toArray());
        // A broker hears of rights a moment after the controller has granted them.
        Patience.until(
                "there is nothing to do",
                () -> apply("--prefix", "north.").output().equals("nothing to do" + System.lineSeparator())
                        && apply(names.toArray()).output().equals("nothing to do" + System.lineSeparator()),
                () -> "more to do");
    }

    private static CommandRun apply(Object... more) {
        List<Object> words = new ArrayList<>(List.of("topics", "apply", "--acls", "--yes"));
        words.addAll(List.of("--bootstrap", kafka.open()));
        words.addAll(Arrays.asList(more));
        return CommandRun.of(words.toArray()).assertDone();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void aRunInOrderAndExactlyOnceIsLetInByItsPasswordAndNobodyTellsASecret() throws Exception {
        Path keys = keys("ann");
        Path settings = Files.writeString(directory.resolve("settings.properties"), "checkpoint-interval=PT0.5S\n");
        Path log = directory.resolve("everything.log");
        Path data = directory.resolve("data");
        try (JavaProcess run = JavaProcess.start(
                "run",
                "portolan.local.Portolan",
                JavaProcess.productClassPath(),
                List.of(
                        "-Xmx640m",
                        "-Dlog4j2.configurationFile="
                                + Path.of("src/test/resources/log4j2-everything.properties")
                                        .toUri(),
                        "-Dportolan.everything=" + log),
                List.of(
                        "run",
                        "--kafka-config",
                        kafka.byPassword(Principal.JOB),
                        "--prefix",
                        byPassword.prefix(),
                        "--mode",
                        "ordered",
                        "--delivery",
                        "exactly-once",
                        "--rule-keys",
                        keys,
                        "--deployment",
                        "test",
                        "--data",
                        data,
                        "--parallelism",
                        "1",
                        "--web-port",
                        "0",
                        "--settings",
                        settings),
                directory.resolve("process"))) {
            Matcher page = run.awaitOut("^Flink's web UI +(http://[^/]+)/#/job/running/([0-9a-f]+)/");

            List<String> told = theDemoPath(byPassword, "ann", keys);

            told.addAll(pages(URI.create(page.group(1)), page.group(2)));
            assertThat(run.end()).as(run.err()).isZero();
            assertThat(run.out()).contains("stopped, state written to ");
            assertThat(run.err()).contains(Senders.UNCHECKED);
            told.addAll(List.of(run.out(), run.err()));
            assertThat(told).allSatisfy(SecuredKafkaIT::assertTellsNoSecret);
        }
        assertThat(log).content().as("the clients told their settings").contains("sasl.jaas.config = [hidden]");
        assertTellsNoSecret(Files.readString(log));
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertTellsNoSecret(Files.readString(file, StandardCharsets.ISO_8859_1)));
        }
    }

    @Test
    @Tag("night")
    void theJobsMainClassIsLetInByItsCertificate() throws Exception {
        Path keys = keys("bob");
        Map<String, String> settings = Map.of(
                "kafka-config",
                kafka.byCertificate(Principal.JOB).toString(),
                "delivery",
                "exactly-once",
                "rule-keys",
                keys.toString(),
                "deployment",
                "test",
                "checkpoint-interval",
                "PT0.5S");
        try (LocalCluster cluster = LocalCluster.plan().withTaskManagers(1, 1).start()) {
            assertTellsNoSecret(graph(cluster.environment(), JobSettings.of(settings)));
            JobID job = runMain(cluster, settings);

            List<String> told = theDemoPath(byCertificate, "bob", keys);

            told.addAll(pages(cluster.webUrl(), job.toString()));
            assertThat(told).allSatisfy(SecuredKafkaIT::assertTellsNoSecret);
        }
    }

    /** As Flink's own command does it with a jar. */
    private static JobID runMain(LocalCluster cluster, Map<String, String> settings) throws Exception {
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
        Configuration flink = cluster.settings();
        flink.set(DeploymentOptions.ATTACHED, false);
        try (PackagedProgram main = PackagedProgram.newBuilder()
                        .setEntryPointClassName(ScoringJob.class.getName())
                        .setArguments(arguments.toArray(new String[0]))
                        .build();
                RestClusterClient<String> client = new RestClusterClient<>(flink, "test")) {
            ClientUtils.executeProgram(new DefaultExecutorServiceLoader(), flink, main, true, false);
            assertThat(client.listJobs().get())
                    .extracting(JobStatusMessage::getJobName)
                    .containsExactly("portolan-scoring");
            return client.listJobs().get().iterator().next().getJobId();
        }
    }

    /** Filings in, assessments out, a rule set, an outcome, and who watches; what was said meanwhile. */
    private static List<String> theDemoPath(Way way, String author, Path keys) throws Exception {
        List<Filing> filings = filings();
        try (KafkaProducer<byte[], byte[]> feeder = producer(way.access(Principal.FEEDER), Map.of())) {
            for (Filing filing : filings) {
                feeder.send(new ProducerRecord<>(
                                way.prefix() + Topics.CONSIGNMENTS_FILED.name(),
                                Topics.CONSIGNMENTS_FILED.key(filing),
                                Topics.CONSIGNMENTS_FILED.wire().encode(filing)))
                        .get();
            }
        }
        assertThat(assessed(way.access(Principal.AUDITOR), filings.size()))
                .as("once each")
                .containsExactlyInAnyOrderElementsOf(
                        filings.stream().map(Filing::getConsignmentKey).toList());
        List<CommandRun> said = List.of(
                way.as(
                        Principal.OPERATOR,
                        "rules",
                        "publish",
                        "../rules/baseline",
                        "--keys",
                        keys,
                        "--deployment",
                        "test",
                        "--as",
                        author,
                        "--why",
                        "x"),
                way.as(
                                Principal.DESK,
                                "outcomes",
                                "report",
                                filings.get(0).getConsignmentKey(),
                                "NOTHING_FOUND",
                                "--tenant",
                                filings.get(0).getTenant(),
                                "--yes",
                                "--keys",
                                directory.resolve("evidence-of-" + author))
                        .assertDone(),
                way.as(Principal.DESK, "watch", "board", "--for", "1s").assertDone(),
                way.as(Principal.AUDITOR, "watch", "lanes").assertDone(),
                way.as(Principal.OPERATOR, "rules", "shadows").assertDone());
        assertThat(said.get(0).errors() + said.get(0).output()).contains("the job ");
        assertThat(said.get(2).output()).contains("Nothing was scored in ");
        List<String> told = new ArrayList<>();
        said.forEach(one -> told.add(one.toString()));
        return told;
    }

    @Test
    void theFeederSendsFilesAndWhatWasRejectedAndOthersDoNot() throws Exception {
        Way south = new Way(kafka::byPassword, "south.");
        apply("--prefix", south.prefix());
        Patience.until(
                "there is nothing to do",
                () -> apply("--prefix", south.prefix()).output().equals("nothing to do" + System.lineSeparator()),
                () -> "more to do");
        CommandRun.of(
                        "generate",
                        "--seed",
                        3,
                        "--filings",
                        60,
                        "--inspected",
                        "0.5",
                        "--out",
                        directory.resolve("feed"))
                .assertDone();
        Path filings = directory.resolve("feed/filings.jsonl");
        Path outcomes = directory.resolve("feed/outcomes.jsonl");
        Filing filing = filings().get(0);
        FilingRejected rejected = FilingRejected.newBuilder()
                .setReason("UNKNOWN_SCHEMA")
                .setMessage("of another release")
                .setTopic(Topics.CONSIGNMENTS_FILED.name())
                .setPartition(0)
                .setOffset(0)
                .setTimestamp(Instant.now())
                .setRejectedBy("decode")
                .setValue(ByteBuffer.wrap(Topics.CONSIGNMENTS_FILED.wire().encode(filing)))
                .build();
        try (KafkaProducer<byte[], byte[]> job = producer(south.access(Principal.JOB), Map.of())) {
            job.send(new ProducerRecord<>(
                            south.prefix() + Topics.FILINGS_REJECTED.name(),
                            Topics.FILINGS_REJECTED.wire().encode(rejected)))
                    .get();
        }

        south.as(Principal.AUDITOR, "rejects", "replay", "--yes")
                .assertTold(3, "Kafka forbids it: bootstrap=127.0.0.1:");
        south.as(Principal.GATEWAY, "rejects", "list").assertUnreachable("Kafka forbids it", "filings.rejected");
        south.as(Principal.AUDITOR, "send", filings).assertTold(3, "Kafka forbids it: bootstrap=127.0.0.1:");
        assertThat(south.as(Principal.FEEDER, "rejects", "replay", "--yes")
                        .assertDone()
                        .output())
                .contains("to send: 1 record", "sent: 1 record to south.consignments.filed");
        assertThat(south.as(Principal.FEEDER, "send", filings, "--outcomes", outcomes)
                        .assertDone()
                        .output())
                .contains("sent: 60 records to south.consignments.filed", " to south.inspections.reported");
        south.as(Principal.GATEWAY, "send", filings).assertTold(3, "Kafka forbids it: bootstrap=127.0.0.1:");
        assertThat(south.as(Principal.OPERATOR, "rejects", "list").assertDone().output())
                .startsWith("1 reject");
    }

    @Test
    void nobodyDoesWhatIsNotHis() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        List<KafkaTopic> all = new ArrayList<>(Topics.all());
        assertForbidden(softly, Principal.JOB, List.of(Topics.RULESETS_PUBLISHED, Topics.CONSIGNMENTS_FILED));
        assertForbidden(softly, Principal.DESK, List.of(Topics.CONSIGNMENTS_ASSESSED, Topics.ALERTS_RAISED));
        assertForbidden(softly, Principal.OPERATOR, List.of(Topics.INSPECTIONS_REPORTED));
        assertForbidden(softly, Principal.FEEDER, List.of(Topics.FILINGS_REJECTED, Topics.RULESETS_PUBLISHED));
        assertForbidden(softly, Principal.AUDITOR, all);
        assertForbidden(softly, Principal.TOPICS, all);
        try (Consumer<byte[], byte[]> gateway =
                byPassword.access(Principal.GATEWAY).reader("test", Map.of())) {
            for (KafkaTopic topic : all) {
                if (topic.equals(Topics.MESSAGES_ANSWERED)) {
                    continue;
                }
                softly.assertThat(catchThrowable(() -> read(gateway, byPassword.prefix() + topic.name())))
                        .as("the gateway reads " + topic)
                        .isInstanceOf(AuthorizationException.class);
            }
        }
        softly.assertAll();
        byPassword
                .as(Principal.GATEWAY, "watch", "board")
                .assertUnreachable("Kafka forbids it: bootstrap=127.0.0.1:", "north.");
        // The same user may nothing where the other installation's topics are.
        new Way(byPassword.shown(), "")
                .as(Principal.DESK, "watch", "board")
                .assertUnreachable("Kafka forbids it: bootstrap=127.0.0.1:");
    }

    /** Who makes topics mends all others; those of evidence Kafka's own administrator does. */
    @Test
    void nobodyShortensHowLongEvidenceIsKept() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (Principal principal : Principal.values()) {
            try (Admin admin = Admin.create(byPassword.access(principal).client(Map.of()))) {
                for (KafkaTopic topic : Topics.evidence()) {
                    softly.assertThat(catchThrowable(() -> keep(admin, topic, "1000")))
                            .as(principal + " shortens " + topic)
                            .hasCauseInstanceOf(AuthorizationException.class);
                }
            }
        }
        softly.assertAll();

        try (Admin administrator = Admin.create(Map.of("bootstrap.servers", kafka.open()))) {
            keep(administrator, Topics.DESK_AUDITED, "1000");
            keep(administrator, Topics.ALERTS_URGENT, "1000");
        }
        Patience.until(
                "the brokers know",
                () -> byPassword
                                .as(Principal.AUDITOR, "topics", "apply", "--dry-run")
                                .output()
                                .lines()
                                .count()
                        == 2,
                () -> "another difference");
        byPassword
                .as(Principal.TOPICS, "topics", "apply", "--yes")
                .assertTold(3, "Kafka forbids it: bootstrap=127.0.0.1:");
        Patience.until(
                "only the evidence is left to mend",
                () -> byPassword
                        .as(Principal.TOPICS, "topics", "apply", "--dry-run")
                        .output()
                        .equals("mend  north.desk.audited, retention.ms 1000 -> 69120000000" + System.lineSeparator()),
                () -> "another difference");
        apply("--prefix", byPassword.prefix());
    }

    private static void keep(Admin admin, KafkaTopic topic, String millis) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, byPassword.prefix() + topic.name());
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry("retention.ms", millis), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    }

    @Test
    void eachWayOfNotBeingLetInIsOneLineThatSaysWhatWhereAndWhatToDo() throws Exception {
        watch(kafka.byPassword("wrong", "portolan-desk", "wrong-secret-7f3a"))
                .assertUnreachable(
                        "Kafka does not let us in: bootstrap=127.0.0.1:",
                        "wrong.properties",
                        "SCRAM-SHA-512",
                        "see user and password in sasl.jaas.config");
        watch(kafka.byCertificate("expired"))
                .assertUnreachable("cause=our certificate has expired, valid until ", "renew it", "CN=expired");
        watch(kafka.byCertificate("stranger"))
                .assertUnreachable(
                        "cause=the broker does not know who signed our certificate",
                        "CN=stranger",
                        "issuer=CN=stranger");
        watch(kafka.withoutCertificate())
                .assertUnreachable("asks for a certificate of ours", "set ssl.keystore.location");
        watch(kafka.trusting("stranger"))
                .assertUnreachable(
                        "cause=the broker's certificate is signed by an unknown authority", "ssl.truststore.location=");
        watch(kafka.towardsExpiredBroker())
                .assertUnreachable("cause=the broker's certificate has expired", "renew it at the broker");
    }

    private static CommandRun watch(Path config) {
        CommandRun run = answered("watch", "lanes", "--kafka-config", config);
        assertThat(run.errors()).doesNotContain("wrong-secret-7f3a", Certificates.PASSWORD);
        return run;
    }

    /** On a busy machine greeting a broker with TLS may take longer than a command's patience: asked again. */
    private static CommandRun answered(Object... words) {
        long end = System.nanoTime() + Patience.LASTS.toNanos();
        CommandRun run = CommandRun.of(words);
        while (run.errors().contains("Kafka does not answer") && System.nanoTime() < end) {
            run = CommandRun.of(words);
        }
        return run;
    }

    private static Path keys(String author) {
        Path keys = directory.resolve("keys-of-" + author);
        RuleKeys.make(keys, author, "author");
        return keys;
    }

    private static void assertForbidden(SoftAssertions softly, Principal principal, List<KafkaTopic> topics)
            throws IOException {
        // Whoever may write nothing is refused an idempotent producer first, or in the middle of it.
        try (KafkaProducer<byte[], byte[]> producer =
                producer(byPassword.access(principal), Map.of("enable.idempotence", false))) {
            for (KafkaTopic topic : topics) {
                softly.assertThat(catchThrowable(() -> producer.send(
                                        new ProducerRecord<>(byPassword.prefix() + topic.name(), new byte[1]))
                                .get()))
                        .as(principal + " writes " + topic)
                        .hasCauseInstanceOf(AuthorizationException.class);
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaAccess access, Map<String, Object> more) {
        return new KafkaProducer<>(access.client(more), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void read(Consumer<byte[], byte[]> consumer, String topic) {
        TopicPartition first = new TopicPartition(topic, 0);
        consumer.assign(List.of(first));
        consumer.seek(first, 0);
        long end = System.nanoTime() + Patience.LASTS.toNanos();
        while (System.nanoTime() < end) {
            // The position is known: what an allowed reader is answered is records, or none after a second.
            if (!consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
                return;
            }
        }
    }

    /** The consignments of the assessments that are committed, once there are so many, or were. */
    private static List<String> assessed(KafkaAccess access, int count) {
        List<String> keys = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = access.reader("test", Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(access.name(Topics.CONSIGNMENTS_ASSESSED)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + Patience.LASTS.toNanos();
            while (keys.size() < count && System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (Topics.CONSIGNMENTS_ASSESSED.wire().decode(record.value())
                            instanceof DecodeResult.Value<ConsignmentAssessed> assessment) {
                        keys.add(assessment.value().getConsignmentKey());
                    }
                }
            }
        }
        return keys;
    }

    private static void assertTellsNoSecret(String text) {
        List<String> secrets = new ArrayList<>(List.of(Certificates.PASSWORD));
        for (Principal principal : Principal.values()) {
            secrets.add(SecuredKafka.password(principal));
        }
        assertThat(text).doesNotContain(secrets);
    }

    private static String graph(StreamExecutionEnvironment env, JobSettings settings) throws IOException {
        ScoringJob.build(env, settings);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(env.getStreamGraph(false).getJobGraph());
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        assertThat(text).as("the place of the secret").contains("${portolan:");
        return text;
    }

    /** All that Flink's REST tells of a job and of itself. */
    private static List<String> pages(URI web, String job) throws Exception {
        String of = "/jobs/" + job;
        List<String> pages = new ArrayList<>();
        for (String path : List.of(
                of,
                of + "/config",
                of + "/plan",
                of + "/exceptions",
                of + "/checkpoints",
                of + "/checkpoints/config",
                of + "/metrics",
                "/config",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobmanager/log",
                "/taskmanagers")) {
            String page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(web.resolve(path)).build(), BodyHandlers.ofString())
                    .body();
            assertThat(page).as(path).isNotEmpty();
            pages.add(page);
        }
        return pages;
    }

    private static List<Filing> filings() {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(17)
                .filings(100)
                .shippers(5)
                .resent(0)
                .build());
        List<Filing> filings = new ArrayList<>();
        while (filings.size() < FILINGS) {
            if (feed.next() instanceof FeedEvent.Filed filed
                    && filed.filing().getEventKind() == EventKind.CREATE
                    && filings.stream()
                            .noneMatch(one -> Objects.equals(
                                    one.getConsignmentKey(), filed.filing().getConsignmentKey()))) {
                filings.add(filed.filing());
            }
        }
        return filings;
    }
}
