// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.local.CommandRun;
import portolan.local.EmbeddedKafka;
import portolan.local.LatestState;
import portolan.local.LocalCluster;
import portolan.local.RuleKeys;
import portolan.pipeline.Decoded;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.ScoringJob;
import portolan.pipeline.kafka.TopicDecoder;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.lines.LineWriter;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/**
 * The savepoint of the last release, in {@code src/test/resources/releases}: this code goes on from it, and makes of
 * what came then what is expected beside it: what was made of it at the time, but for later changes that were meant. A
 * release adds its own, of its very code, which takes some minutes:
 *
 * <pre>mvn -pl deploy/local -am test -Dtest=ReleaseSavepointIT \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dportolan.release.savepoint=0.3.0</pre>
 *
 * After a change of rules, lists or engine that is meant, what is expected is written anew with {@code
 * -Dportolan.release.rewrite=true}; review the difference.
 */
@Tag("rest")
class ReleaseSavepointIT {
    private static final String RELEASE = "portolan.release.savepoint";
    private static final String REWRITE = "portolan.release.rewrite";
    private static final String DEPLOYMENT = "pier";

    /** Bills are due, and what waits is given up, within what comes after the savepoint. */
    private static final Map<String, String> JOB = Map.of(
            "mode", "ordered",
            "engine-version", "that-release",
            "hold-early", "PT20S",
            "bills-due-after-filing", "PT20S",
            "bills-due-before-arrival", "P30D");

    private static final List<KafkaTopic> READ =
            List.of(Topics.CONSIGNMENTS_FILED, Topics.INSPECTIONS_REPORTED, Topics.RULESETS_PUBLISHED);

    private static final int BEFORE = 160;
    private static final int AFTER = 40;
    private static final Duration TO_PUBLISH = Duration.ofSeconds(20);
    private static final Duration APART = Duration.ofSeconds(1);

    /** One of so many bills is created only after the savepoint: what is about it waits in that. */
    private static final int CREATED_LATER_ONE_IN = 12;

    private static final String VEHICLE = "1HGCM82633A004352";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("releases")
    void goesOnFromTheSavepointOf(ReleaseSavepoint release) throws Exception {
        Map<String, List<String>> told = restored(release, List.of());
        if (Boolean.getBoolean(REWRITE)) {
            release.expect(told);
        }
        assertThat(told.keySet()).hasSize(4);
        for (Map.Entry<String, List<String>> file : told.entrySet()) {
            assertThat(file.getValue())
                    .as("%s; if this is meant, write it anew with -D%s=true", file.getKey(), REWRITE)
                    .isNotEmpty()
                    .isEqualTo(release.expected(file.getKey()));
        }
    }

    static Stream<ReleaseSavepoint> releases() throws IOException {
        return ReleaseSavepoint.all();
    }

    /**
     * Lets a job come to the end of what a release left.
     *
     * @param lived where it is not empty, what that release had read before: then the oracle is asked what it would say
     */
    private Map<String, List<String>> restored(ReleaseSavepoint release, List<RawRecord> lived) throws Exception {
        Path savepoint = release.unpacked(directory);
        try (EmbeddedKafka kafka = kafka("CreateTime");
                LocalCluster cluster =
                        LocalCluster.plan().withTaskManagers(1, 1).start();
                Sender sender = new Sender(kafka.bootstrapServers())) {
            sender.send(release.records());
            StreamExecutionEnvironment env = cluster.environment();
            env.configure(LatestState.claimed("file://" + savepoint));
            JobClient job = started(env, kafka, release.job());
            Instant end = release.end();
            await(
                    kafka,
                    Topics.CONSIGNMENTS_ASSESSED,
                    one -> one.getAssessedAt().equals(end));
            stopped(job);
            if (!lived.isEmpty()) {
                assertAsTheOracleSays(kafka, release, lived);
            }
            return told(kafka, end);
        }
    }

    /** What is told of later moments depends on when this runs. */
    private static Map<String, List<String>> told(EmbeddedKafka kafka, Instant end) throws IOException {
        Map<String, List<String>> told = new TreeMap<>();
        told.put(
                "assessments.jsonl",
                ReleaseSavepoint.sorted(
                        assessments(kafka, Topics.CONSIGNMENTS_ASSESSED, end),
                        ConsignmentAssessed::getAssessmentId,
                        LineWriter::assessments));
        told.put(
                "shadowed.jsonl",
                ReleaseSavepoint.sorted(
                        assessments(kafka, Topics.ASSESSMENTS_SHADOWED, end),
                        ConsignmentAssessed::getAssessmentId,
                        LineWriter::assessments));
        told.put(
                "alerts.jsonl",
                ReleaseSavepoint.sorted(
                        all(kafka, Topics.ALERTS_RAISED).stream()
                                .filter(alert -> !alert.getAt().isAfter(end))
                                .toList(),
                        AlertRaised::toString,
                        LineWriter::alerts));
        told.put(
                "rejects.jsonl",
                ReleaseSavepoint.sorted(
                        all(kafka, Topics.FILINGS_REJECTED), FilingRejected::toString, LineWriter::rejects));
        return told;
    }

    private static List<ConsignmentAssessed> assessments(
            EmbeddedKafka kafka, Topic<ConsignmentAssessed> topic, Instant end) {
        return all(kafka, topic).stream()
                .filter(one -> !one.getAssessedAt().isAfter(end))
                .toList();
    }

    /** The oracle takes the rule set for one that nobody signed; all else is the same. */
    private void assertAsTheOracleSays(EmbeddedKafka kafka, ReleaseSavepoint release, List<RawRecord> lived)
            throws Exception {
        Instant begin = release.after().filings().get(0).getReceivedAt();
        Instant end = release.end();
        Map<String, String> settings = new HashMap<>(release.job());
        settings.put("rules", draft(11).toString());
        Map<String, String> expected = new TreeMap<>();
        TopicOracle.expect(kafka.bootstrapServers(), settings, raw -> null, lived)
                .assessments()
                .values()
                .forEach(bytes -> {
                    ConsignmentAssessed one = Told.read(Topics.CONSIGNMENTS_ASSESSED.wire(), bytes);
                    if (!one.getAssessedAt().isBefore(begin)
                            && !one.getAssessedAt().isAfter(end)) {
                        expected.put(one.getAssessmentId(), withoutNames(one));
                    }
                });
        Map<String, String> found = new TreeMap<>();
        assessments(kafka, Topics.CONSIGNMENTS_ASSESSED, end)
                .forEach(one -> found.put(one.getAssessmentId(), withoutNames(one)));
        found.keySet().removeIf(id -> !expected.containsKey(id) && dueBefore(begin, kafka, id));
        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(AFTER / 2);
    }

    private static boolean dueBefore(Instant begin, EmbeddedKafka kafka, String id) {
        return all(kafka, Topics.CONSIGNMENTS_ASSESSED).stream()
                .anyMatch(one ->
                        one.getAssessmentId().equals(id) && one.getAssessedAt().isBefore(begin));
    }

    private static String withoutNames(ConsignmentAssessed one) {
        ConsignmentAssessed copy = ConsignmentAssessed.newBuilder(one).build();
        copy.getRuleset().setUnsigned(false);
        copy.setEngine("");
        return copy.toString();
    }

    /** Nothing, and no skipped test, unless a release is named. */
    @TestFactory
    Stream<DynamicTest> makesTheSavepointOfTheReleaseThatIsNamed() {
        return Stream.ofNullable(System.getProperty(RELEASE))
                .map(name -> DynamicTest.dynamicTest(name, () -> make(ReleaseSavepoint.of(name))));
    }

    private void make(ReleaseSavepoint release) throws Exception {
        List<Filing> later = new ArrayList<>();
        List<SpecificRecord> before = new ArrayList<>();
        List<SpecificRecord> after = new ArrayList<>();
        split(before, later, after);
        assertEveryKindOfMemory(before);
        List<RawRecord> lived = new ArrayList<>();
        try (EmbeddedKafka kafka = kafka("LogAppendTime");
                LocalCluster cluster =
                        LocalCluster.plan().withTaskManagers(1, 1).start();
                Sender sender = new Sender(kafka.bootstrapServers())) {
            RuleKeys.make(directory.resolve("keys"), "ann", "author,activator");
            RuleKeys.make(directory.resolve("keys"), "bob", "approver,activator");
            Map<String, String> settings = new HashMap<>(JOB);
            settings.put("rule-keys", directory.resolve("keys").toString());
            settings.put("deployment", DEPLOYMENT);
            JobClient job = started(cluster.environment(), kafka, settings);
            putToUse(kafka, 11);
            putToUse(kafka, 12, "--shadow");
            await(
                    kafka,
                    Topics.RULESETS_AUDITED,
                    audited -> audited.getVersion() == 12
                            && audited.getStep().name().equals("SHADOW")
                            && !audited.getEffectiveAt().isAfter(Instant.now()));
            sender.send(before.stream().map(ReleaseSavepointIT::record).toList());
            Filing last = (Filing) before.get(before.size() - 1);
            await(
                    kafka,
                    Topics.CONSIGNMENTS_ASSESSED,
                    one -> one.getConsignmentKey().equals(last.getConsignmentKey()));
            Path savepoint = stopped(job);
            assertThat(all(kafka, Topics.ALERTS_RAISED)).isNotEmpty();
            assertThat(all(kafka, Topics.LANES_COUNTED)).isNotEmpty();
            assertThat(all(kafka, Topics.ASSESSMENTS_SHADOWED)).hasSizeGreaterThan(AFTER);
            assertThat(all(kafka, Topics.RULESETS_AUDITED)).allMatch(RuleSetAudited::getAccepted);
            lived.addAll(TopicOracle.inputs(kafka.bootstrapServers()));
            release.write(savepoint, JOB, offsets(kafka), stamped(later, after, lived));
        }
        // Of that time itself: what is restored begins after what was stopped.
        while (Instant.now().isBefore(release.end().plus(APART))) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        Map<String, List<String>> told = restored(release, lived);
        assertThat(told.values()).as("%s", told.keySet()).noneMatch(List::isEmpty);
        release.expect(told);
    }

    /** A feed in its order: what came before, what is created only later, and what comes after. */
    private static void split(List<SpecificRecord> before, List<Filing> later, List<SpecificRecord> after) {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(61)
                .start(LocalDate.now(ZoneOffset.UTC).minusDays(60))
                .filings(5_000)
                .shippers(25)
                .consignmentsPerDay(3)
                .amended(0.3)
                .deleted(0.05)
                .resent(0.03)
                .inspected(0.4)
                .offences(0.1)
                .tenant("default")
                .build());
        int creations = 0;
        while (after.size() < AFTER) {
            FeedEvent event = feed.next();
            SpecificRecord record =
                    event instanceof FeedEvent.Filed filed ? filed.filing() : ((FeedEvent.Reported) event).outcome();
            boolean creates = record instanceof Filing filing && filing.getEventKind() == EventKind.CREATE;
            if (before.size() >= BEFORE) {
                after.add(record);
            } else if (creates && ++creations % CREATED_LATER_ONE_IN == 0) {
                later.add((Filing) record);
            } else {
                before.add(record);
            }
        }
        before.stream()
                .filter(InspectionOutcome.class::isInstance)
                .findFirst()
                .map(found -> InspectionOutcome.newBuilder((InspectionOutcome) found)
                        .setConsignmentKey("NOBODY:NEVER-FILED:2026")
                        .build())
                .ifPresent(before::add);
        List<Filing> marks = new ArrayList<>();
        while (marks.size() < 2) {
            if (feed.next() instanceof FeedEvent.Filed filed && filed.filing().getEventKind() == EventKind.CREATE) {
                marks.add(filed.filing());
            }
        }
        vehicle(marks.get(0));
        vehicle(marks.get(1));
        before.add(marks.get(0));
        after.add(marks.get(1));
    }

    private static void vehicle(Filing filing) {
        filing.getGoodsItems().get(0).setDescription("used car, VIN " + VEHICLE);
    }

    private static void assertEveryKindOfMemory(List<SpecificRecord> records) {
        TopicDecoder decoder = new TopicDecoder(false);
        Set<String> kinds = new TreeSet<>();
        for (SpecificRecord record : records) {
            ProducerRecord<byte[], byte[]> sent = record(record);
            Decoded decoded = decoder.decode(new RawRecord(sent.topic(), 0, 0, 0, Map.of(), sent.key(), sent.value()));
            if (decoded instanceof LedgerInput input && input.filing() != null) {
                Catalogue.remembered().stream()
                        .filter(remembered -> !remembered
                                .kind()
                                .keysOf(input.filing().consignment())
                                .isEmpty())
                        .forEach(remembered -> kinds.add(remembered.kind().name()));
            }
        }
        assertThat(kinds)
                .isEqualTo(Catalogue.remembered().stream()
                        .map(remembered -> remembered.kind().name())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Each a second after the one before. */
    private static ReleaseSavepoint.After stamped(
            List<Filing> later, List<SpecificRecord> after, List<RawRecord> lived) {
        Instant stamp = Instant.ofEpochMilli(
                lived.stream().mapToLong(RawRecord::timestamp).max().orElseThrow());
        List<Filing> filings = new ArrayList<>();
        List<InspectionOutcome> outcomes = new ArrayList<>();
        List<SpecificRecord> all = new ArrayList<>(later);
        all.addAll(after);
        for (SpecificRecord record : all) {
            stamp = stamp.plus(APART);
            if (record instanceof Filing filing) {
                filings.add(Filing.newBuilder(filing).setReceivedAt(stamp).build());
            } else {
                outcomes.add(InspectionOutcome.newBuilder((InspectionOutcome) record)
                        .setReportedAt(stamp)
                        .build());
            }
        }
        return new ReleaseSavepoint.After(filings, outcomes);
    }

    private static Map<String, Long> offsets(EmbeddedKafka kafka) {
        Map<String, Long> offsets = new TreeMap<>();
        for (KafkaTopic topic : READ) {
            List<Long> read = new ArrayList<>();
            try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic)) {
                reader.read(record -> read.add(record.offset()));
            }
            offsets.put(topic.name(), (long) read.size());
        }
        return offsets;
    }

    private static ProducerRecord<byte[], byte[]> record(SpecificRecord record) {
        return record instanceof Filing filing
                ? record(Topics.CONSIGNMENTS_FILED, filing)
                : record(Topics.INSPECTIONS_REPORTED, (InspectionOutcome) record);
    }

    private static <R extends SpecificRecord> ProducerRecord<byte[], byte[]> record(Topic<R> topic, R value) {
        return new ProducerRecord<>(topic.name(), topic.key(value), topic.wire().encode(value));
    }

    private static EmbeddedKafka kafka(String stamps) {
        return EmbeddedKafka.temporary(Topics.all().stream()
                .map(topic -> {
                    Map<String, String> config = new HashMap<>(topic.config());
                    if (READ.contains(topic)) {
                        config.put("message.timestamp.type", stamps);
                    }
                    return new NewTopic(topic.name(), 1, (short) 1).configs(config);
                })
                .toList());
    }

    private static JobClient started(StreamExecutionEnvironment env, EmbeddedKafka kafka, Map<String, String> settings)
            throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("bootstrap", kafka.bootstrapServers());
        ScoringJob.build(env, JobSettings.of(all));
        return env.executeAsync("release");
    }

    private Path stopped(JobClient job) throws Exception {
        return Path.of(new URI(job.stopWithSavepoint(
                                false, "file://" + directory.resolve("savepoints"), SavepointFormatType.NATIVE)
                        .get(2, TimeUnit.MINUTES))
                .getPath());
    }

    private void putToUse(EmbeddedKafka kafka, int version, Object... how) throws IOException {
        rules(kafka, "publish", "ann", draft(version));
        rules(kafka, "approve", "bob", "baseline", version);
        // A busy machine takes seconds to publish it, and what took effect before that is refused.
        List<Object> activate = new ArrayList<>(
                List.of("baseline", version, "--at", Instant.now().plus(TO_PUBLISH)));
        activate.addAll(List.of(how));
        rules(kafka, "activate", "ann", activate.toArray());
    }

    private void rules(EmbeddedKafka kafka, String command, String who, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("rules", command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap", kafka.bootstrapServers(), "--keys", directory.resolve("keys")));
        all.addAll(List.of("--deployment", DEPLOYMENT, "--as", who, "--why", "a release"));
        CommandRun.of(all.toArray()).assertDone();
    }

    /** The baseline, with a budget that is soon exceeded; the shadow judges more strictly. */
    private Path draft(int version) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("draft-" + version));
        Files.writeString(
                folder.resolve("ruleset.yaml"),
                BaselineRuleSet.text()
                        .replaceFirst("version: [0-9]+", "version: " + version)
                        .replaceFirst("(?m)^threats:", "budgets:\n  NLRTM: {red: 1, yellow: 1, blue: 1}\n\nthreats:")
                        .replaceFirst("prior: -8.3", version == 11 ? "prior: -2.6" : "prior: -1.5"));
        return folder;
    }

    private static <R extends SpecificRecord> void await(
            EmbeddedKafka kafka, Topic<R> topic, java.util.function.Predicate<R> wanted) throws Exception {
        Bench.await(topic.toString(), () -> all(kafka, topic).stream().anyMatch(wanted));
    }

    private static <R extends SpecificRecord> List<R> all(EmbeddedKafka kafka, Topic<R> topic) {
        List<R> all = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic)) {
            reader.read(record -> all.add(Told.read(topic.wire(), record.value())));
        }
        return all;
    }
}
