// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.local.CommandRun;
import portolan.local.EmbeddedKafka;
import portolan.local.LatestState;
import portolan.local.LocalCluster;
import portolan.local.LocalTopics;
import portolan.pipeline.JobSettings;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.lines.LineWriter;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/**
 * A job that starts from a bootstrapped savepoint assesses what comes then as if it had lived through the files: byte
 * for byte as the oracle, which did.
 */
@Tag("rest")
class BootstrapIT {
    private static final long SEED = 53;
    private static final int LIVE = 250;

    /** What waits for its bill since {@link #LONG_AGO} is given up between the last line and the first record. */
    private static final Duration HELD_EARLY = Duration.ofDays(5);

    private static final Duration QUIET = Duration.ofDays(2);
    private static final Duration LONG_AGO = Duration.ofDays(4);
    private static final Map<String, String> SETTINGS = Map.of("mode", "ordered", "hold-early", HELD_EARLY.toString());

    /** One of so many bills has its creation left out of the files: what is about it waits, and it comes live. */
    private static final int CREATED_LIVE_ONE_IN = 4;

    @TempDir
    private Path directory;

    private final Instant now = Instant.now();
    private final Instant end = now.minus(QUIET);
    private final List<Filing> filings = new ArrayList<>();
    private final List<InspectionOutcome> outcomes = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> live = new ArrayList<>();

    @Test
    void whatComesThenIsAssessedAsIfTheFilesHadBeenLivedThrough() throws Exception {
        Path savepoints = directory.resolve("data/savepoints");
        splitFeed();
        CommandRun bootstrap = CommandRun.of(
                        "bootstrap",
                        "--filings",
                        written("filings.jsonl", LineWriter::filings, filings),
                        "--outcomes",
                        written("outcomes.jsonl", LineWriter::outcomes, outcomes),
                        "--settings",
                        Files.writeString(directory.resolve("job.properties"), "hold-early=" + HELD_EARLY),
                        "--savepoint",
                        savepoints)
                .assertDone();
        assertThat(bootstrap.output())
                .contains("learned " + filings.size() + " filings and " + outcomes.size() + " outcomes")
                .containsPattern("memories begun +base \\d+, .*shipper \\d+")
                .contains("live begins after " + lastTime());
        assertThat(savepoints.resolve("rejects.jsonl")).isEmptyFile();

        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all());
                LocalCluster cluster =
                        LocalCluster.plan().withTaskManagers(1, 1).start();
                Sender sender = new Sender(kafka.bootstrapServers())) {
            StreamExecutionEnvironment env = cluster.environment();
            env.configure(LatestState.claimed(String.valueOf(LatestState.in(directory.resolve("data")))));
            ScoringJob.build(env, JobSettings.of(liveSettings(kafka.bootstrapServers())));
            JobClient job = env.executeAsync("live");
            sender.send(live);
            Map<String, byte[]> expected = expected(kafka.bootstrapServers());
            assertThat(expected.size()).isGreaterThan(LIVE / 2);
            assertThat(assessed(kafka.bootstrapServers(), expected)).isEqualTo(text(expected));
            assertGivenUpWithItsLine(kafka.bootstrapServers());
            assertNoAlertIsNewsOfOneThatNobodySaw(kafka.bootstrapServers());
            job.cancel().get();
        }
    }

    /** Nothing in it is later than this moment, whatever the feed's calendar says. */
    private void splitFeed() {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(SEED)
                .start(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(12))
                .filings(5_000)
                .shippers(60)
                .consignmentsPerDay(30)
                .amended(0.3)
                .deleted(0.05)
                .resent(0.03)
                .inspected(0.4)
                .offences(0.1)
                .tenant("default")
                .build());
        long createdLiveFrom = end.minus(Duration.ofDays(1)).toEpochMilli();
        int creations = 0;
        List<ProducerRecord<byte[], byte[]>> later = new ArrayList<>();
        while (later.size() < LIVE) {
            FeedEvent event = feed.next();
            boolean isOfFiles = event.atMillis() < end.toEpochMilli();
            if (event instanceof FeedEvent.Filed filed) {
                boolean createdLive = isOfFiles
                        && filed.filing().getEventKind() == EventKind.CREATE
                        && event.atMillis() > createdLiveFrom
                        && creations++ % CREATED_LIVE_ONE_IN == 0;
                if (createdLive) {
                    live.add(record(Topics.CONSIGNMENTS_FILED, filed.filing()));
                } else if (isOfFiles) {
                    filings.add(filed.filing());
                } else {
                    later.add(record(Topics.CONSIGNMENTS_FILED, filed.filing()));
                }
            } else if (event instanceof FeedEvent.Reported reported) {
                if (isOfFiles) {
                    outcomes.add(reported.outcome());
                } else {
                    later.add(record(Topics.INSPECTIONS_REPORTED, reported.outcome()));
                }
            }
        }
        outcomes.add(InspectionOutcome.newBuilder(outcomes.get(0))
                .setConsignmentKey("NOBODY:NEVER-FILED:2026")
                .setCode(OutcomeCode.NOTHING_FOUND)
                .setReportedAt(now.minus(LONG_AGO).minus(QUIET).truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
                .build());
        filings.sort(Comparator.comparing(Filing::getReceivedAt));
        outcomes.sort(Comparator.comparing(InspectionOutcome::getReportedAt));
        live.addAll(later);
    }

    private Instant lastTime() {
        Instant filed = filings.get(filings.size() - 1).getReceivedAt();
        Instant reported = outcomes.get(outcomes.size() - 1).getReportedAt();
        return filed.isAfter(reported) ? filed : reported;
    }

    private static <R extends SpecificRecord> ProducerRecord<byte[], byte[]> record(Topic<R> topic, R value) {
        return new ProducerRecord<>(topic.name(), topic.key(value), topic.wire().encode(value));
    }

    private <R extends SpecificRecord> Path written(String name, Writers<R> writers, List<R> records)
            throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                LineWriter<R> lines = writers.open(out)) {
            for (R record : records) {
                lines.write(record);
            }
        }
        return file;
    }

    private static Map<String, String> liveSettings(String bootstrap) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("bootstrap", bootstrap);
        settings.put("engine-version", TopicOracle.version());
        return settings;
    }

    /** What the oracle says that read the files first, of all that is later than they are. */
    private Map<String, byte[]> expected(String bootstrap) {
        List<RawRecord> lived = new ArrayList<>();
        for (Filing filing : filings) {
            lived.add(lived(Topics.CONSIGNMENTS_FILED, filing, filing.getReceivedAt(), lived.size()));
        }
        for (InspectionOutcome outcome : outcomes) {
            lived.add(lived(Topics.INSPECTIONS_REPORTED, outcome, outcome.getReportedAt(), lived.size()));
        }
        Map<String, byte[]> all = new TreeMap<>(
                TopicOracle.expect(bootstrap, SETTINGS, raw -> null, lived).assessments());
        all.values().removeIf(bytes -> !assessment(bytes).getAssessedAt().isAfter(lastTime()));
        return all;
    }

    /** In no partition that there is, so that none is taken for a record of the topic. */
    private static <R extends SpecificRecord> RawRecord lived(Topic<R> topic, R value, Instant at, int number) {
        ProducerRecord<byte[], byte[]> sent = record(topic, value);
        return new RawRecord(topic.name(), -1, number, at.toEpochMilli(), Map.of(), sent.key(), sent.value());
    }

    /** What the job says of the same times: of later ones the oracle does not know that they came. */
    private Map<String, String> assessed(String bootstrap, Map<String, byte[]> expected) throws Exception {
        Instant last = expected.values().stream()
                .map(bytes -> assessment(bytes).getAssessedAt())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Told told = new Told();
        try (TopicReader reader = new TopicReader(bootstrap, Topics.CONSIGNMENTS_ASSESSED)) {
            long deadline = System.nanoTime() + Patience.LASTS.toNanos();
            while (!told.assessments.keySet().containsAll(expected.keySet()) && System.nanoTime() < deadline) {
                reader.read(told::assessed);
            }
        }
        told.assessments
                .values()
                .removeIf(bytes -> assessment(bytes).getAssessedAt().isAfter(last));
        return text(told.assessments);
    }

    /** Bytes that differ are shown as what they say. */
    private static Map<String, String> text(Map<String, byte[]> assessments) {
        Map<String, String> text = new TreeMap<>();
        assessments.forEach((id, bytes) -> text.put(id, String.valueOf(assessment(bytes))));
        return text;
    }

    private static ConsignmentAssessed assessment(byte[] bytes) {
        return Told.read(Topics.CONSIGNMENTS_ASSESSED.wire(), bytes);
    }

    private void assertGivenUpWithItsLine(String bootstrap) throws Exception {
        List<FilingRejected> rejects = new ArrayList<>();
        try (TopicReader reader = new TopicReader(bootstrap, Topics.FILINGS_REJECTED)) {
            Bench.await("the outcome is given up", () -> {
                reader.read(record -> rejects.add(Told.read(Topics.FILINGS_REJECTED.wire(), record.value())));
                // What a feed of these days has of stale versions depends on the hour.
                rejects.removeIf(reject -> reject.getReason().equals("STALE_VERSION"));
                return !rejects.isEmpty();
            });
        }
        assertThat(rejects).singleElement().satisfies(reject -> {
            assertThat(reject.getReason()).isEqualTo("OUTCOME_FOR_UNKNOWN_CONSIGNMENT");
            assertThat(reject.getTopic()).isEqualTo("outcomes.jsonl");
            String line = StandardCharsets.UTF_8.decode(reject.getValue()).toString();
            assertThat(Files.readAllLines(directory.resolve("outcomes.jsonl")).get((int) (reject.getOffset() - 1)))
                    .isEqualTo(line)
                    .contains("NEVER-FILED");
        });
    }

    private static void assertNoAlertIsNewsOfOneThatNobodySaw(String bootstrap) {
        Set<String> opened = new HashSet<>();
        List<AlertRaised> news = new ArrayList<>();
        try (TopicReader reader = new TopicReader(bootstrap, Topics.ALERTS_RAISED)) {
            reader.read(record -> news.add(Told.read(Topics.ALERTS_RAISED.wire(), record.value())));
        }
        assertThat(news).isNotEmpty().allSatisfy(alert -> {
            if (alert.getState() == AlertState.OPENED) {
                opened.add(alert.getAlertId());
            }
            assertThat(opened).as(alert.toString()).contains(alert.getAlertId());
        });
    }

    /** Opens the writer of one kind of record. */
    private interface Writers<R> {
        LineWriter<R> open(OutputStream out) throws IOException;
    }
}
