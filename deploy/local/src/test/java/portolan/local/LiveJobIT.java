// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.archive.ArchiveFile;
import portolan.archive.AssessmentTable;
import portolan.archive.RowGroup;
import portolan.archive.TextColumn;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.RuleSetAction;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetIssue;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.avro.RuleSetStep;
import portolan.schemas.avro.RuleSetVerdict;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/**
 * The live job on a real broker and a cluster, with what goes wrong. Garbage, records that are too large, and
 * amendments and outcomes of what nobody filed are in the pipeline's {@code ScoringJobIT}.
 */
@Tag("rest")
class LiveJobIT {
    @SuppressWarnings("NullAway.Init") // set before each test
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LocalCluster cluster;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Wiretap wiretap;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        cluster = LocalCluster.plan()
                .withTaskManagers(1, 1)
                .with("state.changelog.periodic-materialize.interval", "1 s")
                .start();
        wiretap = new Wiretap(kafka.bootstrapServers());
    }

    @AfterEach
    void stop() {
        wiretap.close();
        cluster.close();
        kafka.close();
    }

    @Test
    void badInputLeavesWithItsReasonAndItsBytesAndTheJobGoesOn() throws Exception {
        JobClient job = startJob();
        List<Filing> good = filings(3);
        AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();
        byte[] sound = wire.encode(good.get(0));
        byte[] unknown = sound.clone();
        // The eight bytes after the marker say with which schema the record was written.
        Arrays.fill(unknown, 2, 10, (byte) 0x5A);
        Filing keyless = Filing.newBuilder(good.get(1)).setConsignmentKey("  ").build();
        Filing weightless = Filing.newBuilder(good.get(1)).build();
        weightless.getGoodsItems().get(0).setGrossMassKg(new BigDecimal("-5.000000"));
        Map<String, byte[]> bad = new TreeMap<>(Map.of(
                "TRUNCATED", Arrays.copyOf(sound, sound.length - 40),
                "UNKNOWN_SCHEMA", unknown,
                "MISSING_FIELD", wire.encode(keyless),
                "INVALID_VALUE", wire.encode(weightless)));

        // With one key all are in one partition: what comes last is read last.
        byte[] key = "one partition".getBytes(StandardCharsets.UTF_8);
        wiretap.send(Topics.CONSIGNMENTS_FILED, key, sound);
        bad.values().forEach(value -> wiretap.send(Topics.CONSIGNMENTS_FILED, key, value));
        wiretap.send(Topics.RULESETS_PUBLISHED, fiveFaults());
        RuleSetAudited audited = wiretap.await(Topics.RULESETS_AUDITED, of -> of.getVersion() == 2);
        wiretap.send(Topics.CONSIGNMENTS_FILED, key, wire.encode(good.get(2)));
        ConsignmentAssessed last = wiretap.await(Topics.CONSIGNMENTS_ASSESSED, is(good.get(2)));

        bad.forEach((reason, value) -> {
            FilingRejected rejected = rejected(reason);
            assertThat(rejected.getValue()).as(reason).isEqualTo(ByteBuffer.wrap(value));
            assertThat(rejected.getKey()).isEqualTo(ByteBuffer.wrap(key));
            assertThat(rejected.getTopic()).isEqualTo("consignments.filed");
        });
        assertThat(rejected("TRUNCATED").getMessage()).contains("bytes");
        assertThat(rejected("UNKNOWN_SCHEMA").getMessage()).contains("5a5a5a5a5a5a5a5a");
        assertThat(rejected("MISSING_FIELD").getMessage()).contains("consignmentKey");
        assertThat(rejected("INVALID_VALUE").getMessage()).contains("goodsItems[0].grossMassKg must not be negative");
        assertThat(wiretap.all(Topics.FILINGS_REJECTED)).hasSameSizeAs(bad.keySet());
        assertThat(wiretap.all(Topics.CONSIGNMENTS_ASSESSED)).hasSize(2);
        assertThat(audited.getAction()).isEqualTo(RuleSetVerdict.REFUSED);
        assertThat(audited.getIssues())
                .filteredOn(issue -> "ruleset.yaml".equals(issue.getFile()))
                .extracting(RuleSetIssue::getLine)
                .as("all five faults of the text")
                .containsExactly(16, 22, 28, 33, 41);
        assertThat(audited.getIssues())
                .extracting(RuleSetIssue::getMessage)
                .as("and what is wrong with the step")
                .contains("the step is not signed by 'test'");
        assertThat(last.getRuleset().getVersion())
                .as("the set in force stays")
                .isEqualTo(portolan.scoring.rules.BaselineRuleSet.compiled().version());
        end(job);
    }

    @Test
    @Tag("night")
    void aKilledTaskManagerLosesNoFiling() throws Exception {
        List<Filing> filings = filings(2_000);
        Set<String> expected = filings.stream()
                .filter(filing -> filing.getEventKind() != EventKind.DELETE)
                .map(LiveJobIT::name)
                .collect(Collectors.toCollection(TreeSet::new));
        JobClient job = startJob();

        for (Filing filing : filings.subList(0, 1_000)) {
            wiretap.send(Topics.CONSIGNMENTS_FILED, filing);
        }
        wiretap.await(Topics.CONSIGNMENTS_ASSESSED, is(firstAssessedFrom(300, filings)));
        Patience.until("RocksDB's tables are linked to the checkpoints", () -> linkedTables(job) > 0, () -> "none is");
        // Now the only slot is taken, so this one is the spare.
        cluster.addTaskManager();
        cluster.killTaskManager(0);
        for (Filing filing : filings.subList(1_000, filings.size())) {
            wiretap.send(Topics.CONSIGNMENTS_FILED, filing);
        }

        Set<String> assessed = new TreeSet<>();
        Map<String, Set<String>> idsByInput = new TreeMap<>();
        wiretap.await(Topics.CONSIGNMENTS_ASSESSED, of -> {
            assessed.add(name(of));
            idsByInput
                    .computeIfAbsent(of.getInput().toString(), unused -> new HashSet<>())
                    .add(of.getAssessmentId());
            return assessed.size() == expected.size();
        });
        assertThat(assessed).isEqualTo(expected);
        assertThat(idsByInput.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
        assertThat(wiretap.all(Topics.FILINGS_REJECTED)).isEmpty();
        awaitTorn(job);
        end(job);
    }

    /** The sinks of the archive and of the topics fail together: what the job scores again, the archive has once. */
    @Test
    void aKilledTaskManagerLeavesEachAssessmentInTheArchiveExactlyOnce(@TempDir Path archive) throws Exception {
        List<Filing> filings = filings(2_000);
        JobClient job = startJob(Map.of("archive", archive.toString(), "archive-every", "PT1S"));

        for (Filing filing : filings.subList(0, 1_000)) {
            wiretap.send(Topics.CONSIGNMENTS_FILED, filing);
        }
        wiretap.await(Topics.CONSIGNMENTS_ASSESSED, is(firstAssessedFrom(300, filings)));
        // Some rows are in files that can be read by then, some are not: both kinds meet the failure.
        Patience.until("a file is finished", () -> !archived(archive).isEmpty(), () -> archived(archive));
        // Now the only slot is taken, so this one is the spare.
        cluster.addTaskManager();
        cluster.killTaskManager(0);
        for (Filing filing : filings.subList(1_000, filings.size())) {
            wiretap.send(Topics.CONSIGNMENTS_FILED, filing);
        }

        long expected = filings.stream()
                .filter(filing -> filing.getEventKind() != EventKind.DELETE)
                .map(LiveJobIT::name)
                .distinct()
                .count();
        Set<String> names = new TreeSet<>();
        Set<String> ids = new TreeSet<>();
        wiretap.await(Topics.CONSIGNMENTS_ASSESSED, of -> {
            names.add(name(of));
            ids.add(of.getAssessmentId());
            return names.size() == expected;
        });
        Patience.until(
                "the archive has as many rows as there are assessments",
                () -> archived(archive).size() >= ids.size(),
                () -> archived(archive).size() + " of " + ids.size());
        assertThat(archived(archive)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
        awaitTorn(job);
        end(job);
    }

    /** What REST says of a job may be some seconds old. */
    private void awaitTorn(JobClient job) throws Exception {
        Patience.until(
                "the job was torn", () -> exceptions(job).contains("\"exceptionName\""), () -> "no failure is told");
    }

    /** The assessments in all finished files, by their names, one for each row. */
    private static List<String> archived(Path directory) {
        List<String> ids = new ArrayList<>();
        try {
            for (Path path : Archive.in(directory).assessments()) {
                try (ArchiveFile file = ArchiveFile.assessments(path, List.of(AssessmentTable.ASSESSMENT_ID))) {
                    for (RowGroup rows = file.next(); rows != null; rows = file.next()) {
                        TextColumn column = rows.texts(AssessmentTable.ASSESSMENT_ID);
                        for (int row = 0; row < rows.rows(); row++) {
                            ids.add(String.valueOf(column.get(row)));
                        }
                    }
                }
            }
        } catch (ArchiveException e) {
            throw new AssertionError("the archive cannot be read: " + directory, e);
        }
        return ids;
    }

    private JobClient startJob() throws Exception {
        return startJob(Map.of());
    }

    private JobClient startJob(Map<String, String> more) throws Exception {
        Map<String, String> settings =
                new HashMap<>(Map.of("bootstrap", kafka.bootstrapServers(), "checkpoint-interval", "PT0.5S"));
        settings.putAll(more);
        StreamExecutionEnvironment env = cluster.environment();
        ScoringJob.build(env, JobSettings.of(settings));
        JobClient job = env.executeAsync("live");
        Patience.until(
                "the job runs",
                () -> job.getJobStatus().get() == JobStatus.RUNNING,
                () -> job.getJobStatus().join());
        return job;
    }

    /** What a job's checkpoints share with RocksDB: files of one content and two names. */
    private long linkedTables(JobClient job) throws IOException {
        Path owned = cluster.directory()
                .resolve("checkpoints")
                .resolve(job.getJobID().toString())
                .resolve("taskowned");
        try (Stream<Path> files = Files.list(owned)) {
            return files.filter(LiveJobIT::isLinked).count();
        }
    }

    private static boolean isLinked(Path file) {
        try {
            return (int) Files.getAttribute(file, "unix:nlink") > 1;
        } catch (IOException deletedMeanwhile) {
            return false;
        }
    }

    private static void end(JobClient job) throws Exception {
        job.cancel().get();
    }

    /** Creations, replacements and deletions, and none twice. */
    private static List<Filing> filings(int count) {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(17)
                .filings(count)
                .shippers(80)
                .consignmentsPerDay(200)
                .resent(0)
                .tenant("default")
                .build());
        List<Filing> filings = new ArrayList<>();
        while (feed.hasNext()) {
            if (feed.next() instanceof FeedEvent.Filed filed) {
                filings.add(filed.filing());
            }
        }
        return filings;
    }

    private static Predicate<ConsignmentAssessed> is(Filing filing) {
        return of -> name(of).equals(name(filing));
    }

    private static String name(Filing filing) {
        return filing.getConsignmentKey() + " version " + filing.getFilingVersion();
    }

    private static String name(ConsignmentAssessed assessed) {
        return assessed.getConsignmentKey() + " version " + assessed.getFilingVersion();
    }

    private static Filing firstAssessedFrom(int index, List<Filing> filings) {
        return filings.stream()
                .skip(index)
                .filter(filing -> filing.getEventKind() != EventKind.DELETE)
                .findFirst()
                .orElseThrow();
    }

    private FilingRejected rejected(String reason) {
        return wiretap.await(Topics.FILINGS_REJECTED, of -> of.getReason().equals(reason));
    }

    private static RuleSetPublished fiveFaults() throws IOException {
        return RuleSetPublished.newBuilder()
                .setName("baseline")
                .setVersion(2)
                .setAction(RuleSetAction.PUBLISH)
                .setStep(RuleSetStep.PROPOSE)
                .setBy("test")
                .setWhy("to see all its faults")
                .setText(Files.readString(Path.of("src/test/resources/five-faults/ruleset.yaml")))
                .setHash("not asked for, since the text does not compile")
                .setAuthor("test")
                .setActivatesAt(Instant.EPOCH)
                .setPublishedAt(Instant.EPOCH)
                .build();
    }

    private String exceptions(JobClient job) throws Exception {
        URI uri = cluster.webUrl().resolve("/jobs/" + job.getJobID() + "/exceptions?maxExceptions=1");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
