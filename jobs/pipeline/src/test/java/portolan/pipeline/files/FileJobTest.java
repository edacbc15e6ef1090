// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.PublishedText;
import portolan.pipeline.Reject;
import portolan.pipeline.TestCluster;
import portolan.pipeline.kafka.ExtremeRecords;
import portolan.scoring.reference.Reference;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Rejudgement;
import portolan.testing.Patience;

/** Files in, files out, in a cluster of two task managers with RocksDB, strict about uids and types. */
class FileJobTest {
    private static final List<String> FILES =
            List.of("assessments.jsonl", "alerts.jsonl", "rejects.jsonl", "lanes.jsonl", "summary.json");
    private static final Pattern RAW = Pattern.compile("\"raw\":\"([^\"]*)\"");
    private static final Pattern REASON = Pattern.compile("\"reason\":\"([^\"]*)\"");

    @TempDir
    private static Path directory;

    private static final MiniCluster CLUSTER = TestCluster.shared();

    @Test
    void theSameBytesComeOutAtAnyParallelismAndNothingIsLost() throws Exception {
        int good = 120;
        FeedCounts fed = feed("small", good);

        ScoreSummary alone = score("small", "alone", 1, fed);
        ScoreSummary together = score("small", "together", 2, fed);

        assertThat(contents("together")).isEqualTo(contents("alone"));
        assertThat(together).isEqualTo(alone);
        assertThat(alone.filings()).isEqualTo(good + 7);
        assertThat(alone.assessments()).isEqualTo(good + 1);
        assertThat(alone.duplicates()).isEqualTo(1);
        assertThat(alone.withdrawn()).isEqualTo(1);
        assertThat(alone.rejects())
                .isEqualTo(Map.of(
                        "MALFORMED_JSON", 1L,
                        "UNKNOWN_FIELD", 1L,
                        "INVALID_VALUE", 1L,
                        "UNKNOWN_CONSIGNMENT", 1L,
                        "OUTCOME_FOR_UNKNOWN_CONSIGNMENT", 1L));
        assertThat(alone.lanes().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(alone.assessments());
        assertThat(alone.silentIndicators()).contains("container_check_digit").doesNotContain("first_time_shipper");
    }

    @Test
    void whatIsSelectedIsCountedAgainstTheBudgetsOfTheRuleSet() throws Exception {
        Files.writeString(directory.resolve("budgeted.yaml"), """
                name: budgeted
                version: 1
                why: counted in tests
                budgets: {DEHAM: {red: 5}}
                threats: {weight: {prior: 0, lanes: {red: 1, yellow: 0.5, blue: 0.2}}}
                rules: [{id: w, threats: [weight], when: consignment.massKg > 2000.0, bits: 1, why: heavy}]
                """);
        Path filings = directory.resolve("hamburg-filings.jsonl");
        Feeds.writeFilings(filings, 120);
        Files.writeString(
                filings,
                Files.readString(filings).replace("{\"consignmentKey\"", "{\"office\": \"DEHAM\", \"consignmentKey\""));
        FeedCounts fed;
        try (FeedFile feed = new FeedFile(directory, false, (file, lines, done) -> {})) {
            feed.addFilings(filings);
            fed = feed.writeTo(directory.resolve("hamburg"));
        }

        Map<String, String> rules =
                Map.of("rules", directory.resolve("budgeted.yaml").toString());
        for (int parallelism : new int[] {1, 2}) {
            start("hamburg", "lanes-" + parallelism, parallelism, fed, rules)
                    .getJobExecutionResult()
                    .get();
        }
        ScoreSummary alone = ScoredFiles.collect(directory.resolve("lanes-1"), fed, 0, ScoreLearning.OFF);
        ScoredFiles.collect(directory.resolve("lanes-2"), fed, 0, ScoreLearning.OFF);

        assertThat(contents("lanes-2")).isEqualTo(contents("lanes-1"));
        List<String> lines = Files.readAllLines(directory.resolve("lanes-1/lanes.jsonl"));
        List<String> days =
                lines.stream().filter(line -> line.contains("\"kind\":\"DAY\"")).toList();
        assertThat(days).hasSize(6);
        assertThat(days.get(0))
                .startsWith("{\"kind\":\"DAY\",\"tenant\":\"default\",\"office\":\"DEHAM\",\"day\":\"2026-01-01\","
                        + "\"at\":\"2026-01-02T01:00:00Z\",\"days\":\"daily\",\"lanes\":[{\"lane\":\"RED\",")
                .endsWith("\"unsigned\":true}}");
        long red = days.stream()
                .mapToLong(day -> Long.parseLong(group(Pattern.compile("\"RED\",\"selected\":([0-9]+)"), day)))
                .sum();
        Set<String> redKeys = Files.readAllLines(directory.resolve("lanes-1/assessments.jsonl")).stream()
                .filter(line -> line.contains(",\"lane\":\"RED\",\"threats\""))
                .map(line -> group(Pattern.compile("\"consignmentKey\":\"([^\"]*)\""), line))
                .collect(Collectors.toSet());
        assertThat(red)
                .as("once each, however often they were assessed")
                .isEqualTo(redKeys.size())
                .isLessThan(alone.lanes().get("RED"));
        assertThat(alone.budgets()).containsEntry("DAY", 6L).containsKeys("EXCEEDED", "OVER");
    }

    /** Whatever fields hold: stages, what is sent between them and their state make of it what the engine makes. */
    @Tag("rest")
    @Test
    void extremesComeOutOfTheGraphAsOutOfTheEngine() throws Exception {
        Random random = new Random(42);
        ExtremeRecords filings = ExtremeRecords.filings(random);
        ExtremeRecords outcomes = ExtremeRecords.outcomes(random);
        List<String> filed = new ArrayList<>();
        List<String> reported = new ArrayList<>();
        for (int n = 0; n < 2_500; n++) {
            filed.add(filings.json(n < filings.size() ? filings.with(n, n) : filings.withSome(1 + n % 4, n)));
            if (n % 5 == 0) {
                reported.add(outcomes.json(n % 10 == 0 ? outcomes.valid(n) : outcomes.withSome(1, n)));
            }
        }
        FeedCounts fed;
        try (FeedFile feed = new FeedFile(directory, true, (file, lines, done) -> {})) {
            feed.addFilings(Files.write(directory.resolve("extreme-filings.jsonl"), filed));
            feed.addOutcomes(Files.write(directory.resolve("extreme-outcomes.jsonl"), reported));
            fed = feed.writeTo(directory.resolve("extreme"));
        }

        ScoreSummary graph = score("extreme", "extremes", 2, fed);

        Path expected = byTheEngine("extreme", Map.of("mode", "ordered"), fed);
        assertThat(Files.mismatch(directory.resolve("extremes/assessments.jsonl"), expected))
                .as("where the first byte differs")
                .isEqualTo(-1);
        assertThat(graph.assessments()).isGreaterThan(600);
        assertThat(graph.rejects()).doesNotContainKeys(Reject.NOT_HANDLED, "DECODER_FAILED");
    }

    /** The assessments of a feed, as lines, by one plain loop. */
    private static Path byTheEngine(String feed, Map<String, String> options, FeedCounts fed) throws IOException {
        JobSettings settings = JobSettings.of(options);
        RuleSet ruleSet =
                ((Compiled.Accepted) RuleSetCompiler.compile(settings.rules().text())).ruleSet();
        SequentialEngine engine = new SequentialEngine(
                        ruleSet,
                        settings.engineVersion(),
                        Reference.bundled(),
                        settings.ledger().endingAt(fed.end()),
                        settings.memory())
                .suppressing(Long.MIN_VALUE, settings.suppressions());
        StringBuilder lines = new StringBuilder();
        AssessmentJson json = new AssessmentJson();
        try (FrameReader in = new FrameReader(directory.resolve(feed))) {
            for (Frame frame = in.read(); frame != null; frame = in.read()) {
                if (frame.read() instanceof LedgerInput input) {
                    add(
                            lines,
                            json,
                            input.filing() == null
                                    ? engine.take(Objects.requireNonNull(input.outcome()))
                                    : engine.take(input.filing()));
                }
            }
        }
        add(lines, json, engine.finish());
        return Files.writeString(directory.resolve(feed + "-expected.jsonl"), lines);
    }

    @Tag("rest")
    @Test
    void whoIsKnownGoodIsTheSameAtAnyParallelismAndInTheEngine() throws Exception {
        String text = """
                name: heavy
                version: 1
                why: judged in tests
                exploration: {share: 0.2, seed: 7}
                threats: {weight: {prior: -5, lanes: {red: 10, yellow: 2, blue: -2}}}
                rules:
                  - {id: heavy, threats: [weight], when: consignment.massKg > 80000.0, bits: 20, why: heavy}
                  - {id: middling, threats: [weight], when: consignment.massKg > 3000.0, bits: 3, why: not light}
                """;
        Path rules = Files.writeString(directory.resolve("heavy.yaml"), text);
        Path known = Files.writeString(directory.resolve("known.yaml"), """
                name: known
                version: 1
                suppressions:
                  - {id: one, rule: middling, for: {shipper: {number: {scheme: EORI, value: EC1790}}},
                     reason: known, until: 2026-01-05}
                """);
        // Enough of checkpoints in a run of seconds.
        Map<String, String> settings =
                Map.of("rules", rules.toString(), "suppressions", known.toString(), "checkpoint-interval", "PT1S");
        int[] tasks = {1, 4};
        Path filings = directory.resolve("flood-filings.jsonl");
        Path outcomes = directory.resolve("flood-outcomes.jsonl");
        Feeds.writeFlood(filings, outcomes, 4_000);
        String shipper = "\"Shipper 3\"";
        Files.writeString(
                filings,
                Files.readString(filings)
                        .replace(shipper, shipper + ", \"ids\": [{\"scheme\": \"EORI\", \"value\": \"EC1790\"}]"));
        FeedCounts fed;
        try (FeedFile feed = new FeedFile(directory, false, (file, lines, done) -> {})) {
            feed.addFilings(filings);
            feed.addOutcomes(outcomes);
            fed = feed.writeTo(directory.resolve("flood"));
        }
        for (int parallelism : tasks) {
            start("flood", "flood-" + parallelism, parallelism, fed, settings)
                    .getJobExecutionResult()
                    .get();
            ScoredFiles.collect(directory.resolve("flood-" + parallelism), fed, 0, ScoreLearning.OFF);
        }

        Map<String, String> ofEngine = new HashMap<>(settings);
        ofEngine.put("mode", "ordered");
        String expected = Files.readString(byTheEngine("flood", ofEngine, fed));
        for (int parallelism : tasks) {
            assertThat(Files.readString(directory.resolve("flood-" + parallelism + "/assessments.jsonl")))
                    .as("in %d tasks", parallelism)
                    .isEqualTo(expected);
        }
        assertThat(contents("flood-4")).isEqualTo(contents("flood-1"));
        assertThat(expected.lines().filter(line -> line.contains("\"suppressed:middling\"")))
                .as("of some only")
                .isNotEmpty()
                .hasSizeLessThan(4_000 / 4)
                .allMatch(line -> line.contains("known good until 2026-01-05: known (known:one v1, unsigned)"));
    }

    /** Each judges as if it had from the first filing on: memories that only the later one declares are kept from then. */
    @Test
    void aRuleSetComesIntoForceAtItsOrderTimeWithTheHistoryThatItReads() throws Exception {
        String text = """
                name: now
                version: 1
                why: judged in tests
                threats: {weight: {prior: -5, lanes: {red: 10, yellow: 2, blue: -2}}}
                rules: [{id: w, threats: [weight], when: consignment.massKg > 2000.0, bits: 1, why: heavy}]
                """;
        String after = text.replace("now", "then")
                .replace("threats: {", "memories: {declared: [{bills: [consignee]}]}\nthreats: {")
                .replace(
                        "rules: [",
                        "rules: [{id: c, threats: [weight], when: known(count(consignee)), bits: "
                                + "count(consignee), why: many}, ");
        Map<String, String> now = Map.of("mode", "ordered", "rules", file("now.yaml", text));
        Map<String, String> then = Map.of("mode", "ordered", "rules", file("then.yaml", after));
        FeedCounts fed = feed("changing", 120);
        String turn = "2026-01-03T16:00:00Z";
        long from = Instant.parse(turn).toEpochMilli();
        for (int parallelism : new int[] {1, 2}) {
            start(
                            "changing",
                            "changed-" + parallelism,
                            parallelism,
                            fed,
                            now,
                            List.of(PublishedText.unsigned("a test", after, from)))
                    .getJobExecutionResult()
                    .get();
            ScoredFiles.collect(directory.resolve("changed-" + parallelism), fed, 0, ScoreLearning.OFF);
        }

        Pattern at = Pattern.compile("\"assessedAt\":\"([^\"]*)\"");
        List<String> expected = new ArrayList<>();
        for (Map<String, String> rules : List.of(now, then)) {
            Files.readAllLines(byTheEngine("changing", rules, fed)).stream()
                    .filter(line -> group(at, line).compareTo(turn) < 0 == rules.equals(now))
                    .forEach(expected::add);
        }
        assertThat(contents("changed-2")).isEqualTo(contents("changed-1"));
        assertThat(Files.readAllLines(directory.resolve("changed-2/assessments.jsonl")))
                .isEqualTo(expected);
        assertThat(expected)
                .filteredOn(line -> group(at, line).equals(turn))
                .singleElement()
                .asString()
                .contains("\"name\":\"then\"", "bills of this consignee before");
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static void add(StringBuilder lines, AssessmentJson json, List<Replayed> replayed) {
        for (Replayed each : replayed) {
            Assessment assessment = each.assessment();
            if (assessment != null) {
                lines.append(new String(json.line(assessment), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void rejectsGiveBackTheLinesInTheOrderOfTime() throws Exception {
        FeedCounts fed = feed("rejecting", 10);
        score("rejecting", "rejects", 2, fed);

        List<String> rejects = Files.readAllLines(directory.resolve("rejects/rejects.jsonl"));

        assertThat(rejects).extracting(line -> raw(line)).containsExactlyElementsOf(Feeds.BAD_LINES);
        assertThat(rejects)
                .extracting(line -> group(REASON, line))
                .containsExactly(
                        "MALFORMED_JSON",
                        "UNKNOWN_FIELD",
                        "INVALID_VALUE",
                        "UNKNOWN_CONSIGNMENT",
                        "OUTCOME_FOR_UNKNOWN_CONSIGNMENT");
    }

    @Test
    void assessmentsStandInTheOrderOfTheirFilings() throws Exception {
        FeedCounts fed = feed("ordered", 10);
        score("ordered", "order", 2, fed);

        assertThat(Files.readAllLines(directory.resolve("order/assessments.jsonl")))
                .extracting(line -> group(Pattern.compile("\"consignmentKey\":\"([^\"]*)\""), line))
                .containsExactly("C-0", "C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "C-7", "C-8", "C-9", "C-0");
    }

    @Tag("night")
    @Test
    void aLostTaskManagerLosesNothingAndDoublesNothing() throws Exception {
        FeedCounts fed = feed("large", 12_000);
        score("large", "undisturbed", 2, fed);

        JobClient job = start("large", "disturbed", 2, fed);
        // A checkpoint holds a part of the file and more is to come: both must survive.
        Patience.until(
                "a part of the assessments is written",
                () -> holdsSomething(directory.resolve("disturbed/.parts/assessments.jsonl")),
                () -> job.getJobStatus().join());
        Set<Path> before = checkpoints(job);
        Patience.until(
                "another checkpoint is complete",
                () -> !before.containsAll(checkpoints(job)),
                () -> job.getJobStatus().join());
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        CLUSTER.terminateTaskManager(0).get();
        CLUSTER.terminateTaskManager(1).get();
        CLUSTER.startTaskManager();
        CLUSTER.startTaskManager();
        job.getJobExecutionResult().get();
        ScoredFiles.collect(directory.resolve("disturbed"), fed, 0, ScoreLearning.OFF);

        assertThat(contents("disturbed")).isEqualTo(contents("undisturbed"));
        assertThat(ArchivedRows.assessments(directory.resolve("disturbed/archive")))
                .isEqualTo(ArchivedRows.assessments(directory.resolve("undisturbed/archive")))
                .hasSize(12_000);
    }

    @Test
    void theArchiveHoldsEveryAssessmentAsItIsWrittenAndEachIsMadeAgainFromItsRow() throws Exception {
        FeedCounts fed = feed("archived", 300);
        ScoreSummary counts = score("archived", "rows", 2, fed);

        Map<String, Assessment> rows = ArchivedRows.assessments(directory.resolve("rows/archive"));

        assertThat(rows).hasSize((int) (counts.assessments() + counts.reassessments()));
        RuleSet ruleSet = BaselineRuleSet.compiled();
        assertThat(rows.values()).allSatisfy(row -> {
            assertThat(row.ruleSet().hash()).isEqualTo(ruleSet.hash());
            assertThat(Rejudgement.of(ruleSet, row).differences()).isEmpty();
        });
    }

    @Test
    void theArchiveHasFewFilesHoweverManyDaysTheFeedIsOf() throws Exception {
        FeedCounts fed = feed("days", 300);
        start("days", "few", 2, fed, Map.of("checkpoint-interval", "PT10M"))
                .getJobExecutionResult()
                .get();

        Archive archive = Archive.open(directory.resolve("few/archive"));

        assertThat(archive.assessments())
                .as("one a task, and one more where a checkpoint was drawn early")
                .hasSizeBetween(1, 4)
                .allSatisfy(file -> assertThat(file.getParent()).hasFileName("scored"));
        assertThat(ArchivedRows.assessments(archive.directory()).values().stream()
                        .map(row -> row.assessedAt().atOffset(ZoneOffset.UTC).toLocalDate())
                        .distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void theOperatorWhoseRecordsAreCountedForProgressIsThere() {
        StreamExecutionEnvironment env = environment();
        FileJob.build(env, JobSettings.of(Map.of("mode", "ordered")), directory, FeedCounts.NONE, List.of(), directory);

        assertThat(env.getStreamGraph(false).getStreamNodes())
                .extracting(StreamNode::getOperatorName)
                .contains(FileJob.ORDER_ASSESSMENTS);
    }

    @Test
    void aFilingThatCameToNothingIsAFault() throws Exception {
        FeedCounts fed = feed("lossy", 5);
        start("lossy", "loss", 1, fed).getJobExecutionResult().get();

        FeedCounts more = new FeedCounts(
                fed.filings() + 1, fed.deletions(), fed.outcomes(), fed.moves(), fed.end(), fed.elsewhere());

        assertThatThrownBy(() -> ScoredFiles.collect(directory.resolve("loss"), more, 0, ScoreLearning.OFF))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("filings do not add up");
    }

    @Test
    void aLineTooManyIsAFault() throws Exception {
        FeedCounts fed = feed("doubled", 5);
        start("doubled", "double", 1, fed).getJobExecutionResult().get();
        try (Stream<Path> parts = Files.list(directory.resolve("double/.parts/assessments.jsonl"))) {
            Path part = parts.findFirst().orElseThrow();
            Files.writeString(part, Files.readString(part).repeat(2));
        }

        assertThatThrownBy(() -> ScoredFiles.collect(directory.resolve("double"), fed, 0, ScoreLearning.OFF))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lines are missing or doubled: file=assessments.jsonl, expected bytes=");
        assertThat(directory.resolve("double/assessments.jsonl")).doesNotExist();
    }

    @Test
    void arrivalModeIsRefused() {
        JobSettings arrival = JobSettings.of(Map.of());

        assertThatThrownBy(
                        () -> FileJob.build(environment(), arrival, directory, FeedCounts.NONE, List.of(), directory))
                .hasMessageContaining("ordered mode only");
    }

    private static boolean holdsSomething(Path parts) throws IOException {
        if (!Files.exists(parts)) {
            return false;
        }
        try (Stream<Path> files = Files.list(parts)) {
            return files.mapToLong(file -> file.toFile().length()).sum() > 0;
        }
    }

    /** Complete ones: the metadata is written last. */
    private static Set<Path> checkpoints(JobClient job) throws IOException {
        Path ofJob = directory.resolve("checkpoints").resolve(job.getJobID().toString());
        if (!Files.exists(ofJob)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(ofJob)) {
            return files.filter(checkpoint -> Files.exists(checkpoint.resolve("_metadata")))
                    .collect(Collectors.toSet());
        }
    }

    private static FeedCounts feed(String name, int good) throws IOException {
        Path filings = directory.resolve(name + "-filings.jsonl");
        Path outcomes = directory.resolve(name + "-outcomes.jsonl");
        Feeds.writeFilings(filings, good);
        Feeds.writeOutcomes(outcomes, good);
        try (FeedFile feed = new FeedFile(directory, false, (file, lines, done) -> {})) {
            feed.addFilings(filings);
            feed.addOutcomes(outcomes);
            return feed.writeTo(directory.resolve(name));
        }
    }

    private static ScoreSummary score(String feed, String run, int parallelism, FeedCounts fed) throws Exception {
        start(feed, run, parallelism, fed).getJobExecutionResult().get();
        return ScoredFiles.collect(directory.resolve(run), fed, 0, ScoreLearning.OFF);
    }

    private static JobClient start(String feed, String run, int parallelism, FeedCounts fed) throws Exception {
        return start(feed, run, parallelism, fed, Map.of());
    }

    private static JobClient start(String feed, String run, int parallelism, FeedCounts fed, Map<String, String> more)
            throws Exception {
        return start(feed, run, parallelism, fed, more, List.of());
    }

    private static JobClient start(
            String feed,
            String run,
            int parallelism,
            FeedCounts fed,
            Map<String, String> more,
            List<PublishedText> later)
            throws Exception {
        StreamExecutionEnvironment env = environment();
        Map<String, String> given = new TreeMap<>(Map.of(
                "mode",
                "ordered",
                "parallelism",
                Integer.toString(parallelism),
                "checkpoint-interval",
                "PT0.2S",
                "archive",
                directory.resolve(run).resolve("archive").toString()));
        given.putAll(more);
        JobSettings settings = JobSettings.of(given);
        FileJob.build(env, settings, directory.resolve(feed), fed, later, directory.resolve(run));
        return env.executeAsync(run);
    }

    private static StreamExecutionEnvironment environment() {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        return new TestStreamEnvironment(CLUSTER, settings, 1, List.of(), List.of());
    }

    private static Map<String, String> contents(String run) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (String file : FILES) {
            contents.put(file, Files.readString(directory.resolve(run).resolve(file)));
        }
        return contents;
    }

    private static String raw(String line) {
        return new String(Base64.getDecoder().decode(group(RAW, line)), StandardCharsets.UTF_8);
    }

    private static String group(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return matcher.group(1);
    }
}
