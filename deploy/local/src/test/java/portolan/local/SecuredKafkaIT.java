package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.Principal;
import portolan.schemas.Topic;
import portolan.schemas.Topics;
import portolan.schemas.avro.Filing;
import portolan.topics.KafkaAccess;
import portolan.topics.StartCheck;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/** Everything that speaks to Kafka, at a broker that asks who one is and grants the least. */
@Timeout(240)
class SecuredKafkaIT {
    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SecuredKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = SecuredKafka.start(directory);
        CommandRun first = apply("--yes").assertDone();
        assertThat(first.output()).contains("make  consignments.filed", "grant User:portolan-desk, WRITE on TOPIC");
        // A broker hears of rights a moment after the controller has granted them.
        Patience.until("there is nothing to do", () -> apply("--dry-run").exitCode() == 0, () -> apply("--dry-run"));
        assertThat(apply("--yes").assertDone().output()).isEqualTo("nothing to do" + System.lineSeparator());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static CommandRun apply(String how) {
        return CommandRun.of("topics", "apply", "--acls", how, "--bootstrap", kafka.open());
    }

    @Test
    void theWholeWayIsGoneWithTheLeastRightsAndNobodyTellsASecret() throws Exception {
        Path log = directory.resolve("everything.log");
        System.setProperty("portolan.everything", log.toString());
        logTo("/log4j2-everything.properties");
        try (LocalCluster cluster = LocalCluster.plan().withTaskManagers(1, 1).start();
                Wiretap wiretap = new Wiretap(kafka.open())) {
            Path keys = directory.resolve("keys");
            CommandRun.of("rules", "keygen", "ann", "--roles", "author", "--last-day", "2999-12-31", "--keys", keys)
                    .assertDone();
            JobSettings settings = JobSettings.of(Map.of(
                    "kafka-config",
                    kafka.byPassword(Principal.JOB).toString(),
                    "delivery",
                    "exactly-once",
                    "rule-keys",
                    keys.toString(),
                    "deployment",
                    "test",
                    "checkpoint-interval",
                    "PT0.5S"));
            assertThat(StartCheck.refusal(settings.kafka(), settings.groupId(), false, warning -> {
                        throw new AssertionError(warning);
                    }))
                    .isNull();
            StreamExecutionEnvironment env = cluster.environment();
            ScoringJob.build(env, settings);
            assertThat(serialized(env.getStreamGraph(false).getJobGraph())).doesNotContain(secrets());
            JobClient job = env.executeAsync("secured");
            Filing filing = filing();
            try (KafkaProducer<byte[], byte[]> gateway = producer(Principal.GATEWAY, Map.of())) {
                send(
                        gateway,
                        Topics.CONSIGNMENTS_FILED,
                        Topics.CONSIGNMENTS_FILED.wire().encode(filing));
            }
            wiretap.await(
                    Topics.CONSIGNMENTS_ASSESSED, of -> of.getConsignmentKey().equals(filing.getConsignmentKey()));

            CommandRun published = as(
                    Principal.OPERATOR,
                    "rules",
                    "publish",
                    "../rules/baseline",
                    "--keys",
                    keys,
                    "--deployment",
                    "test",
                    "--as",
                    "ann",
                    "--why",
                    "x");
            assertThat(published.errors() + published.output()).contains("the job ");
            as(Principal.DESK, "outcomes", "report", filing.getConsignmentKey(), "NOTHING_FOUND", "--yes")
                    .assertDone();
            CommandRun watched = as(Principal.DESK, "watch", "alerts", "--from-beginning", "--for", "1s")
                    .assertDone();
            assertThat(watched.errors()).contains("watching alerts.raised at 127.0.0.1:");
            as(Principal.AUDITOR, "watch", "lanes").assertDone();
            as(Principal.OPERATOR, "rules", "shadows").assertDone();
            List<String> told = new ArrayList<>(pages(cluster, job));
            told.add(published.toString() + watched);
            assertThat(told).allSatisfy(page -> assertThat(page).doesNotContain(secrets()));
            job.cancel().get();
        } finally {
            logTo("/log4j2-test.properties");
        }
        String logged = Files.readString(log);
        assertThat(logged).as("the clients told their settings").contains("sasl.jaas.config = [hidden]");
        assertThat(logged).doesNotContain(secrets());
    }

    @Test
    void aCertificateOpensTheWayToo() throws Exception {
        CommandRun.of(
                        "topics",
                        "apply",
                        "--acls",
                        "--yes",
                        "--principal",
                        "desk=User:CN=portolan-job",
                        "--bootstrap",
                        kafka.open())
                .assertDone();

        answered("watch", "lanes", "--kafka-config", kafka.byCertificate("portolan-job"))
                .assertDone();
    }

    @Test
    void nobodyDoesWhatIsNotHis() throws Exception {
        assertForbidden(Principal.JOB, Topics.RULESETS_PUBLISHED);
        assertForbidden(Principal.JOB, Topics.CONSIGNMENTS_FILED);
        assertForbidden(Principal.DESK, Topics.CONSIGNMENTS_ASSESSED);
        assertForbidden(Principal.DESK, Topics.RULESETS_PUBLISHED);
        assertForbidden(Principal.OPERATOR, Topics.INSPECTIONS_REPORTED);
        for (Topic<?> topic : Topics.all()) {
            assertForbidden(Principal.AUDITOR, topic);
            assertThatThrownBy(() -> read(Principal.GATEWAY, topic))
                    .as("the gateway reads " + topic)
                    .isInstanceOf(AuthorizationException.class);
        }
        CommandRun watched = as(Principal.GATEWAY, "watch", "alerts");
        watched.assertUnreachable("Kafka forbids it: bootstrap=127.0.0.1:", "alerts.raised");
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
                        "cause=the broker's certificate is signed by nobody whom we know", "ssl.truststore.location=");
        watch(kafka.towardsExpiredBroker())
                .assertUnreachable("cause=the broker's certificate has expired", "renew it at the broker");
    }

    private static CommandRun watch(Path config) {
        CommandRun run = answered("watch", "lanes", "--kafka-config", config);
        assertThat(run.errors()).doesNotContain("wrong-secret-7f3a", Certificates.PASSWORD);
        return run;
    }

    private static CommandRun as(Principal principal, Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--kafka-config", kafka.byPassword(principal)));
        return answered(all.toArray());
    }

    /** On a busy machine greeting a broker with TLS may take longer than a command's patience: asked again. */
    private static CommandRun answered(Object... words) {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        CommandRun run = CommandRun.of(words);
        while (run.errors().contains("Kafka does not answer") && System.nanoTime() < end) {
            run = CommandRun.of(words);
        }
        return run;
    }

    private static void assertForbidden(Principal principal, Topic<?> topic) throws IOException {
        // Whoever may write nothing is refused an idempotent producer first, or in the middle of it.
        try (KafkaProducer<byte[], byte[]> producer = producer(principal, Map.of("enable.idempotence", false))) {
            assertThatThrownBy(() -> send(producer, topic, new byte[1]))
                    .as(principal + " writes " + topic)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(AuthorizationException.class);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Principal principal, Map<String, Object> more)
            throws IOException {
        return new KafkaProducer<>(
                access(principal).client(more), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static KafkaAccess access(Principal principal) throws IOException {
        return KafkaAccess.of(null, kafka.byPassword(principal), "", null);
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Topic<?> topic, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic.name(), new byte[] {1}, value)).get();
    }

    private static void read(Principal principal, Topic<?> topic) throws IOException {
        try (Consumer<byte[], byte[]> consumer = access(principal).reader("test", Map.of())) {
            TopicPartition first = new TopicPartition(topic.name(), 0);
            consumer.assign(List.of(first));
            consumer.seek(first, 0);
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(100));
            }
        }
    }

    private static String[] secrets() {
        List<String> secrets = new ArrayList<>(List.of(Certificates.PASSWORD));
        for (Principal principal : Principal.values()) {
            secrets.add(SecuredKafka.password(principal));
        }
        return secrets.toArray(new String[0]);
    }

    private static String serialized(Object graph) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(graph);
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        assertThat(text).as("the place of the secret").contains("${portolan:");
        return text;
    }

    /** All that Flink's REST tells of a job and of itself. */
    private static List<String> pages(LocalCluster cluster, JobClient job) throws Exception {
        String of = "/jobs/" + job.getJobID();
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
                "/taskmanagers")) {
            pages.add(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(cluster.webUrl().resolve(path)).build(), BodyHandlers.ofString())
                    .body());
        }
        return pages;
    }

    private static Filing filing() {
        Feed feed =
                new Feed(FeedSettings.builder().seed(17).filings(10).shippers(5).build());
        while (feed.hasNext()) {
            if (feed.next() instanceof FeedEvent.Filed filed
                    && filed.filing().getEventKind() == portolan.schemas.avro.EventKind.CREATE) {
                return filed.filing();
            }
        }
        throw new AssertionError("a feed without filings");
    }

    /** By its name: the classes of the logging bring annotations that nobody has. */
    private static void logTo(String settings) throws Exception {
        Class.forName("org.apache.logging.log4j.core.config.Configurator")
                .getMethod("reconfigure", URI.class)
                .invoke(
                        null,
                        Objects.requireNonNull(SecuredKafkaIT.class.getResource(settings), settings)
                                .toURI());
    }
}
