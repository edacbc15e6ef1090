// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.KafkaFeeds;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.Principal;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;
import portolan.topics.StartCheck;
import portolan.topics.TransactionCheck;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/** Topics that are not as they should be, and what becomes of records in them. */
@Tag("rest")
class TopicsIT {
    @TempDir
    private Path directory = Path.of(".");

    @Test
    void whatBreaksAPromiseRefusesTheStartByNameAndValueAndIsMendedOnce() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(wrong())) {
            run(kafka)
                    .assertRefused(
                            "topics are not as the engine needs them: bootstrap=" + kafka.bootstrapServers(),
                            "consignments.filed: message.timestamp.type is CreateTime, wanted is LogAppendTime",
                            "inspections.reported: cleanup.policy is compact, wanted is delete",
                            "rulesets.published: retention.ms is 1000, wanted is -1",
                            "rulesets.audited: partitions is 2, wanted is 1",
                            "alerts.raised: max.message.bytes is 1000, wanted is 1048576",
                            "lanes.counted: message.timestamp.before.max.ms is 1000, wanted is 9223372036854775807",
                            "'portolan topics apply --bootstrap " + kafka.bootstrapServers() + "' mends the rest",
                            "Kafka takes no partition away from rulesets.audited: delete that topic");

            CommandRun shown = apply(kafka, "--dry-run");
            assertThat(shown.exitCode()).isEqualTo(1);
            assertThat(apply(kafka, "--dry-run").output())
                    .as("nothing was done")
                    .isEqualTo(shown.output());
            CommandRun unasked = apply(kafka);
            assertThat(unasked.errors()).contains("there is no terminal to ask at");

            CommandRun mended = apply(kafka, "--yes");
            assertThat(mended.output())
                    .contains("mend  consignments.filed, message.timestamp.type CreateTime -> LogAppendTime")
                    .contains("mend  consignments.filed, partitions 4 -> 12")
                    .contains("mend  lanes.counted, message.timestamp.before.max.ms 1000 -> 9223372036854775807");
            assertThat(mended.exitCode()).as("no partition is taken away").isEqualTo(1);
            assertThat(mended.errors())
                    .contains("leave rulesets.audited: partitions is 2, wanted is 1: Kafka takes no");
            Patience.until(
                    "what can be mended is mended",
                    () -> apply(kafka, "--dry-run").output().startsWith("nothing that can be done"),
                    () -> apply(kafka, "--dry-run"));
        }
    }

    /** Each topic with a fault of its own. */
    private static List<NewTopic> wrong() {
        Map<String, Map<String, String>> faults = Map.of(
                "consignments.filed", Map.of("message.timestamp.type", "CreateTime"),
                "inspections.reported", Map.of("cleanup.policy", "compact"),
                "rulesets.published", Map.of("retention.ms", "1000"),
                "alerts.raised", Map.of("max.message.bytes", "1000"),
                "lanes.counted", Map.of("message.timestamp.before.max.ms", "1000"));
        List<NewTopic> topics = new ArrayList<>();
        for (NewTopic topic : LocalTopics.all()) {
            Map<String, String> config = new java.util.HashMap<>(topic.configs());
            config.putAll(faults.getOrDefault(topic.name(), Map.of()));
            int partitions = topic.name().equals("rulesets.audited") ? 2 : topic.numPartitions();
            topics.add(new NewTopic(topic.name(), partitions, (short) 1).configs(config));
        }
        return topics;
    }

    @Test
    void whatIsOnlyMoreOrLessIsSaidAndTwoInstallationsShareABroker() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all())) {
            List<String> said = new ArrayList<>();
            assertThat(StartCheck.refusal(
                            KafkaAccess.at(kafka.bootstrapServers()),
                            Principal.JOB,
                            "any",
                            List.of(),
                            false,
                            said::add))
                    .isNull();
            assertThat(said).contains("topic consignments.filed: partitions is 4, wanted is 12");
            assertThat(TransactionCheck.refusal(KafkaAccess.at(kafka.bootstrapServers()), Duration.ofMinutes(15)))
                    .isNull();
            assertThat(TransactionCheck.refusal(KafkaAccess.at(kafka.bootstrapServers()), Duration.ofMinutes(16)))
                    .contains("transaction-timeout=PT16M", "transaction.max.timeout.ms=900000");

            CommandRun.of(
                            "run",
                            "--topic-prefix",
                            "north.",
                            "--bootstrap",
                            kafka.bootstrapServers(),
                            "--data",
                            directory)
                    .assertRefused("topics are missing", "north.consignments.filed", "--topic-prefix north.");
            apply(kafka, "--yes", "--prefix", "north.").assertDone();
            try (Admin admin = admin(kafka)) {
                assertThat(admin.listTopics().names().get())
                        .contains(
                                "north.consignments.filed",
                                "north.clock.ticked",
                                "consignments.filed",
                                "north.watchlists.published");
            }
            CommandRun.of("watch", "lanes", "--topic-prefix", "north.", "--bootstrap", kafka.bootstrapServers())
                    .assertDone();
        }
    }

    @Test
    void deletedUnreadIsCountedAndSaidAndAStampOfTheFutureRestartsNothing() throws Exception {
        List<Filing> filings = filings();
        byte[] key = "one partition".getBytes(StandardCharsets.UTF_8);
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all());
                LocalCluster cluster =
                        LocalCluster.plan().withTaskManagers(1, 1).start();
                Wiretap wiretap = new Wiretap(kafka.bootstrapServers());
                Admin admin = admin(kafka)) {
            TopicPartition partition =
                    new TopicPartition(Topics.CONSIGNMENTS_FILED.name(), BuiltInPartitioner.partitionForKey(key, 4));
            for (Filing filing : filings.subList(0, 6)) {
                wiretap.send(Topics.CONSIGNMENTS_FILED, key, bytes(filing));
            }
            wiretap.await(Topics.CONSIGNMENTS_FILED, is(filings.get(5)));
            admin.alterConsumerGroupOffsets("portolan-scoring", Map.of(partition, new OffsetAndMetadata(1)))
                    .all()
                    .get();
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();

            List<String> said = new ArrayList<>();
            StartCheck.refusal(
                    KafkaAccess.at(kafka.bootstrapServers()),
                    Principal.JOB,
                    "portolan-scoring",
                    KafkaFeeds.INPUT_TOPICS,
                    false,
                    said::add);
            assertThat(said)
                    .contains("records were deleted before they were read: topic=consignments.filed, partition="
                            + partition.partition()
                            + ", read up to offset=1, begins at offset=4, lost=3 at most");

            StreamExecutionEnvironment env = cluster.environment();
            ScoringJob.build(
                    env,
                    JobSettings.of(Map.of("bootstrap", kafka.bootstrapServers(), "checkpoint-interval", "PT0.5S")));
            JobClient job = env.executeAsync("live");
            wiretap.await(
                    Topics.CONSIGNMENTS_ASSESSED,
                    of -> of.getConsignmentKey().equals(filings.get(5).getConsignmentKey()));
            Patience.until("three are counted", () -> unread(cluster, job) == 3, () -> unread(cluster, job));

            stampedByWhoeverSends(admin);
            send(
                    kafka,
                    key,
                    filings.get(6),
                    System.currentTimeMillis() + Duration.ofDays(10).toMillis());
            send(kafka, key, filings.get(7), System.currentTimeMillis());
            wiretap.await(
                    Topics.CONSIGNMENTS_ASSESSED,
                    of -> of.getConsignmentKey().equals(filings.get(7).getConsignmentKey()));
            // What was refused fails the job at the next checkpoint at the latest.
            Patience.until(
                    "two checkpoints later", () -> checkpoints(cluster, job) >= 2, () -> checkpoints(cluster, job));
            assertThat(page(cluster, "/jobs/" + job.getJobID() + "/exceptions")).doesNotContain("\"exceptionName\"");
            job.cancel().get();
        }
    }

    private static void stampedByWhoeverSends(Admin admin) throws Exception {
        ConfigResource filed = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CONSIGNMENTS_FILED.name());
        List<AlterConfigOp> settings = new ArrayList<>();
        Map.of("message.timestamp.type", "CreateTime", "message.timestamp.after.max.ms", "9223372036854775807")
                .forEach((name, value) ->
                        settings.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        admin.incrementalAlterConfigs(Map.of(filed, settings)).all().get();
    }

    private static void send(EmbeddedKafka kafka, byte[] key, Filing filing, long stamp) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.CONSIGNMENTS_FILED.name(), null, stamp, key, bytes(filing)))
                    .get();
        }
    }

    private static byte[] bytes(Filing filing) {
        return Topics.CONSIGNMENTS_FILED.wire().encode(filing);
    }

    private static java.util.function.Predicate<Filing> is(Filing filing) {
        return of -> of.getConsignmentKey().equals(filing.getConsignmentKey());
    }

    /** The sum of the counters of all tasks that read filings. */
    private static long unread(LocalCluster cluster, JobClient job) {
        long sum = 0;
        String of = "/jobs/" + job.getJobID();
        Matcher vertex = Pattern.compile(
                        "\"id\":\"([0-9a-f]{32})\",\"slotSharingGroupId\":\"[^\"]*\",\"name\":\"Source: Read consignments")
                .matcher(page(cluster, of));
        while (vertex.find()) {
            String metrics = of + "/vertices/" + vertex.group(1) + "/metrics";
            Matcher name = Pattern.compile("\"id\":\"([^\"]*offsets-lost)\"").matcher(page(cluster, metrics));
            while (name.find()) {
                Matcher value = Pattern.compile("\"value\":\"([0-9]+)\"")
                        .matcher(page(cluster, metrics + "?get=" + name.group(1)));
                sum += value.find() ? Long.parseLong(value.group(1)) : 0;
            }
        }
        return sum;
    }

    private static long checkpoints(LocalCluster cluster, JobClient job) {
        Matcher completed = Pattern.compile("\"completed\":([0-9]+)")
                .matcher(page(cluster, "/jobs/" + job.getJobID() + "/checkpoints"));
        return completed.find() ? Long.parseLong(completed.group(1)) : 0;
    }

    private static String page(LocalCluster cluster, String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(cluster.webUrl().resolve(path)).build(), BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError("no answer: " + path, e);
        }
    }

    private CommandRun run(EmbeddedKafka kafka) {
        return CommandRun.of("run", "--bootstrap", kafka.bootstrapServers(), "--data", directory);
    }

    private static CommandRun apply(EmbeddedKafka kafka, String... more) {
        List<Object> words = new ArrayList<>(List.of("topics", "apply", "--bootstrap", kafka.bootstrapServers()));
        words.addAll(Arrays.asList(more));
        return CommandRun.of(words.toArray());
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static List<Filing> filings() {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(17)
                .filings(50)
                .shippers(20)
                .resent(0)
                .build());
        List<Filing> filings = new ArrayList<>();
        while (feed.hasNext()) {
            if (feed.next() instanceof FeedEvent.Filed filed && filed.filing().getEventKind() == EventKind.CREATE) {
                filings.add(filed.filing());
            }
        }
        return filings;
    }
}
