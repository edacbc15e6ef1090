// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.changelog.fs.FsStateChangelogOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.Audited;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.filing.QualityReason;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.lanes.Trend;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.ListsByTime;
import portolan.scoring.reference.Reference;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.Senders;
import portolan.scoring.rules.SendersInForce;
import portolan.scoring.rules.Suppressions;
import portolan.scoring.rules.SuppressionsInForce;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Timeliness;
import portolan.testing.Patience;
import portolan.testing.Seeds;

/** The whole graph on lists, in a cluster of two task managers with RocksDB and a log of its changes, strict about uids and types. */
@Tag(Seeds.TAG)
final class ScoringGraphTest {
    private static final long SEED = 20_260_302L;
    private static final int INPUTS = 900;
    private static final double AT_ONCE = 1e9;
    private static final List<String> BOXES =
            List.of("MSKU0000006", "MSKU0000011", "MSKU0000027", "MSKU0000032", "TGHU0000008", "TGHU0000013");

    /** Some bills of the feed are due after its end. */
    private static final LedgerSettings LEDGER =
            LedgerSettings.keeping(Duration.ofDays(180)).endingAt(Lines.hour(INPUTS - 1));

    /** What rules read of memories that they declare, each of cells of another kind. */
    private static final Map<String, String> OF_DECLARED = Map.of(
            "own-finds", "finds(consignee) > 5.0",
            "own-hits", "hits(consignee) > 20.0",
            "own-pair", "count(consignor + consignee) > 1.0",
            "own-weight", "odd(weight, consignor) > 1.0",
            "own-share", "share(hs4, consignee) > 0.5",
            "own-changes", "changes(consignee) > 1.0");

    /** The baseline, red from a chance on that this feed comes to. */
    private static final String UNDECLARED = BaselineRuleSet.text().replace("red: -2.0", "red: -4.5");

    /** The same with memories of its own. */
    private static final String RULES =
            UNDECLARED.replaceFirst("(?m)^threats:", "memories: {bank: standard}\n\nthreats:")
                    + OF_DECLARED.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(rule -> "  - {id: " + rule.getKey() + ", threats: [revenue], when: '" + rule.getValue()
                                    + "', bits: 0.125, why: w}\n")
                            .collect(Collectors.joining("", "\n", ""));

    private static final CacheSizes HELD = new CacheSizes(1 << 17);

    /** What the sources of the running graph read: inputs do not travel inside a graph. */
    private static final Map<String, List<?>> FEEDS = new ConcurrentHashMap<>();

    @TempDir
    private static Path checkpoints;

    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    private static MiniCluster cluster;

    private static MiniCluster cluster(int slots) {
        Configuration settings = new Configuration();
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        // Where task managers write the log of changes is theirs to know, not a job's.
        settings.set(StateChangelogOptions.STATE_CHANGE_LOG_STORAGE, "filesystem");
        settings.set(
                FsStateChangelogOptions.BASE_PATH,
                checkpoints.resolve("changelog").toUri().toString());
        METRICS.addToConfiguration(settings);
        return new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(slots)
                .withRandomPorts()
                .build());
    }

    @BeforeAll
    static void start() throws Exception {
        cluster = cluster(1);
        cluster.start();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        return environment(parallelism, new Configuration());
    }

    private static StreamExecutionEnvironment environment(int parallelism, Configuration more) {
        return environment(cluster, parallelism, more);
    }

    private static StreamExecutionEnvironment environment(MiniCluster on, int parallelism, Configuration more) {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        settings.set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, true);
        // Between two of them there are several checkpoints, and a run has several of them.
        settings.set(StateChangelogOptions.PERIODIC_MATERIALIZATION_INTERVAL, Duration.ofMillis(700));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        settings.addAll(more);
        TestStreamEnvironment environment = new TestStreamEnvironment(on, settings, parallelism, List.of(), List.of());
        environment.setParallelism(parallelism);
        return environment;
    }

    /** Everyday trade of a few shippers, and everything that can be wrong with a feed. */
    private static List<RawRecord> feed() {
        Random random = new Random(SEED);
        List<RawRecord> records = new ArrayList<>();
        Map<Integer, Integer> versions = new LinkedHashMap<>();
        for (int hour = 0; hour < INPUTS; hour++) {
            int known = versions.isEmpty() ? 0 : random.nextInt(versions.size());
            int draw = versions.isEmpty() ? 99 : random.nextInt(100);
            if (draw < 3) {
                records.add(Lines.at(hour, "MALFORMED"));
            } else if (draw < 4) {
                records.add(Lines.at(hour, "REPLACE UNKNOWN-" + hour + " v2"));
            } else if (draw < 5) {
                // Comes before the bill that it is about, or before its bill's next filing.
                records.add(Lines.at(hour, "REPLACE HBL-" + (versions.size() + 1) + " v2" + goods(random)));
            } else if (draw < 6) {
                records.add(Lines.at(hour, "OUTCOME HBL-" + (versions.size() + 1) + " v1 code=UNDERVALUED"));
            } else if (draw < 7) {
                records.add(Lines.at(hour, "CREATE HBL-" + known + " v1 filer=OTHER mrn=X" + hour + goods(random)));
            } else if (draw < 10) {
                records.add(Lines.at(hour, "CREATE HBL-" + known + " v1"));
            } else if (draw < 20) {
                int version = versions.merge(known, 1, Integer::sum);
                records.add(Lines.at(hour, "REPLACE HBL-" + known + " v" + version + goods(random)));
            } else if (draw < 24) {
                int version = versions.merge(known, 1, Integer::sum);
                records.add(Lines.at(hour, "DELETE HBL-" + known + " v" + version));
            } else if (draw < 40) {
                String code = random.nextInt(3) == 0 ? "MISDECLARED_GOODS" : "NOTHING_FOUND";
                records.add(Lines.at(hour, "OUTCOME HBL-" + known + " v" + (1 + random.nextInt(2)) + " code=" + code));
            } else {
                int bill = versions.size();
                versions.put(bill, 1);
                String bills =
                        switch (random.nextInt(4)) {
                            case 0 -> " level=MASTER eta=" + (hour + 26 + random.nextInt(100));
                            case 1 ->
                                " master=HBL-" + random.nextInt(versions.size()) + " eta="
                                        + (hour + 26 + random.nextInt(100));
                            default -> "";
                        };
                records.add(Lines.at(hour, "CREATE HBL-" + bill + " v1" + bills + goods(random)));
            }
        }
        records.addAll(moves());
        return records;
    }

    private static String goods(Random random) {
        String goods = " shipper=S" + random.nextInt(12) + " consignee=C" + random.nextInt(20) + " hs=6"
                + random.nextInt(3) + "0520 kg=";
        int mass = 500 + random.nextInt(3000);
        return goods + mass + " box=" + BOXES.get(mass % BOXES.size()) + (mass % 2 == 0 ? " via=AEJEA" : "");
    }

    /** A few boxes that go in and out of a port of transshipment, at the very times of filings; some moves come again. */
    private static List<RawRecord> moves() {
        Random random = new Random(SEED + 1);
        List<RawRecord> moves = new ArrayList<>();
        List<String> kinds = List.of("DISCHARGED", "LOADED", "GATE_OUT", "STRIPPED", "GATE_IN");
        for (int hour = 0; hour < INPUTS; hour++) {
            for (int i = random.nextInt(3); i > 0; i--) {
                int offset = moves.size();
                int id = offset > 10 && random.nextInt(10) == 0 ? offset - 5 : offset;
                moves.add(Lines.move(
                        hour,
                        offset,
                        "MOVE " + BOXES.get(random.nextInt(BOXES.size())) + " v1 id=m" + id + " kind="
                                + kinds.get(random.nextInt(kinds.size())) + " by=H" + random.nextInt(30) + " for=C"
                                + random.nextInt(20)));
            }
        }
        return moves;
    }

    private static RuleSet compiled(String rules) {
        return ((Compiled.Accepted) RuleSetCompiler.compile(rules)).ruleSet();
    }

    private static AssessSettings settings(LedgerSettings ledger) {
        return settings(ledger, RULES);
    }

    private static AssessSettings settings(LedgerSettings ledger, String rules) {
        return new AssessSettings(
                PublishedText.baseline("bundled", rules),
                Reference.bundled(),
                "engine-1",
                ledger,
                MemorySettings.DEFAULT);
    }

    private static <T> DataStream<T> source(
            StreamExecutionEnvironment environment,
            String uid,
            List<T> values,
            TypeInformation<T> type,
            ToTime<T> time,
            double perSecond) {
        FEEDS.put(uid, values);
        DataGeneratorSource<T> source = new DataGeneratorSource<>(
                index -> fed(uid, index), values.size(), RateLimiterStrategy.perSecond(perSecond), type);
        return environment
                .fromSource(
                        source,
                        WatermarkStrategy.<T>forMonotonousTimestamps()
                                .withTimestampAssigner((value, unused) -> time.of(value)),
                        uid,
                        type)
                .uid(uid);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // A feed is read by the source it was put in for.
    private static <T> T fed(String uid, Long index) {
        return (T) Objects.requireNonNull(FEEDS.get(uid), "put in when the graph was made")
                .get(index.intValue());
    }

    private interface ToTime<T> extends Serializable {
        long of(T value);
    }

    /** The baseline under another version. */
    private static PublishedText published(int version, int hour) {
        return ruleSet(RULES.replaceFirst("version: [0-9]+", "version: " + version), hour, 1);
    }

    /** Starts the graph; what comes out is under the run's name in {@link ListSink}. */
    private static JobClient start(String run, Mode mode, int parallelism, List<RawRecord> feed, double perSecond)
            throws Exception {
        // A source must have something to count; these are in force when everything is over, and due.
        return start(run, mode, parallelism, feed, List.of(published(2, 10 * INPUTS)), perSecond);
    }

    private static JobClient start(
            String run, Mode mode, int parallelism, List<RawRecord> feed, List<PublishedText> rules, double perSecond)
            throws Exception {
        return start(run, environment(parallelism), mode, feed, rules, perSecond);
    }

    private static JobClient start(
            String run,
            StreamExecutionEnvironment environment,
            Mode mode,
            List<RawRecord> feed,
            List<PublishedText> rules,
            double perSecond)
            throws Exception {
        return start(run, environment, topology(mode), feed, rules, perSecond);
    }

    private static JobClient start(
            String run,
            StreamExecutionEnvironment environment,
            ScoringTopology topology,
            List<RawRecord> feed,
            List<PublishedText> rules,
            double perSecond)
            throws Exception {
        Outputs outputs = connect(environment, topology, feed, rules, perSecond);
        write(outputs.assessments(), run + "-assessments");
        write(outputs.alerts(), run + "-alerts");
        write(outputs.rejected(), run + "-rejected");
        write(outputs.noted(), run + "-noted");
        write(outputs.audited(), run + "-audited");
        write(outputs.lanes(), run + "-lanes");
        return environment.executeAsync(run);
    }

    private static ScoringTopology topology(Mode mode) {
        return topology(mode, RULES);
    }

    private static ScoringTopology topology(Mode mode, String rules) {
        return new ScoringTopology(mode, settings(LEDGER, rules), HELD, Clock.systemUTC(), 1);
    }

    private static Outputs connect(
            StreamExecutionEnvironment environment,
            ScoringTopology topology,
            List<RawRecord> feed,
            List<PublishedText> rules,
            double perSecond) {
        List<RawRecord> filings =
                feed.stream().filter(raw -> raw.topic().equals("filings")).toList();
        List<RawRecord> outcomes =
                feed.stream().filter(raw -> raw.topic().equals("outcomes")).toList();
        List<RawRecord> moves = new ArrayList<>(
                feed.stream().filter(raw -> raw.topic().equals("moves")).toList());
        if (moves.isEmpty()) {
            // A source must have something to count; no bill of the feed is of this box.
            moves.add(Lines.move(0, 0, "MOVE TGHU0000034 v1"));
        }
        return topology.connect(
                Lines.DECODER,
                source(environment, "filings", filings, StreamTypes.RAW_RECORD, RawRecord::timestamp, perSecond),
                source(environment, "outcomes", outcomes, StreamTypes.RAW_RECORD, RawRecord::timestamp, perSecond),
                source(environment, "moves", moves, StreamTypes.RAW_RECORD, RawRecord::timestamp, perSecond),
                source(environment, "rules", rules, StreamTypes.PUBLISHED_TEXT, PublishedText::orderTime, perSecond));
    }

    private static <T> void write(DataStream<T> stream, String name) {
        stream.sinkTo(new ListSink<>(name)).uid(name).name(name);
    }

    /** What was written, once each, in an order of its own. */
    private static <T> List<T> written(String name, Class<T> type, Function<T, String> id) {
        Map<String, T> byId = new LinkedHashMap<>();
        for (Object value : ListSink.written(name)) {
            T written = type.cast(value);
            T before = byId.put(id.apply(written), written);
            assertThat(before).as("written again, but different").isIn(null, written);
        }
        return byId.values().stream().sorted(Comparator.comparing(id)).toList();
    }

    private static List<Assessment> assessments(String run) {
        return written(run + "-assessments", Assessment.class, Assessment::assessmentId);
    }

    private static List<Alert> alerts(String run) {
        return written(run + "-alerts", Alert.class, ScoringGraphTest::alertId);
    }

    private static String alertId(Alert alert) {
        return alert.alertId() + alert.at() + alert.state();
    }

    private static Sequential sequential(List<RawRecord> feed) {
        return sequential(feed, RULES);
    }

    private static Sequential sequential(List<RawRecord> feed, String rules) {
        return Sequential.of(
                feed,
                new SequentialEngine(compiled(rules), "engine-1", Reference.bundled(), LEDGER, MemorySettings.DEFAULT));
    }

    /** What the loop over maps makes of a feed. */
    private record Sequential(List<Assessment> assessments, List<Alert> alerts, int rejected, int noted) {
        static Sequential of(List<RawRecord> feed, SequentialEngine engine) {
            List<LedgerInput> inputs = new ArrayList<>();
            for (RawRecord raw : feed) {
                if (Lines.DECODER.decode(raw) instanceof LedgerInput input) {
                    inputs.add(input);
                }
            }
            inputs.sort(Comparator.comparing(LedgerInput::position));
            List<Assessment> assessments = new ArrayList<>();
            List<Alert> alerts = new ArrayList<>();
            int rejected = feed.size() - inputs.size();
            int noted = 0;
            List<Replayed> all = new ArrayList<>();
            for (LedgerInput input : inputs) {
                if (input.move() != null) {
                    all.addAll(engine.take(input.move(), input.raw().sent()));
                } else {
                    all.addAll(
                            input.filing() != null
                                    ? engine.take(input.filing(), input.raw().sent())
                                    : engine.take(
                                            Objects.requireNonNull(input.outcome()),
                                            input.raw().sent()));
                }
            }
            all.addAll(engine.finish());
            for (Replayed replayed : all) {
                if (replayed.assessment() != null) {
                    assessments.add(replayed.assessment());
                }
                alerts.addAll(replayed.alerts());
                rejected += replayed.refusal() != null ? 1 : 0;
                noted += replayed.note() != null ? 1 : 0;
            }
            return new Sequential(assessments, alerts, rejected, noted);
        }
    }

    private static void isSameAsSequential(String run, List<RawRecord> feed) {
        Sequential sequential = sequential(feed);
        assertThat(assessments(run))
                .as("seed %d", SEED)
                .containsExactlyElementsOf(sequential.assessments().stream()
                        .sorted(Comparator.comparing(Assessment::assessmentId))
                        .toList());
        assertThat(alerts(run))
                .as("seed %d", SEED)
                .containsExactlyElementsOf(sequential.alerts().stream()
                        .sorted(Comparator.comparing(ScoringGraphTest::alertId))
                        .toList());
        assertThat(written(
                        run + "-rejected", Reject.class, reject -> reject.raw().toString()))
                .hasSize(sequential.rejected());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void inOrderedModeTheGraphSaysWhatASequentialLoopSays(int parallelism) throws Exception {
        String run = "ordered-" + parallelism;
        List<RawRecord> feed = feed();
        start(run, Mode.ORDERED, parallelism, feed, AT_ONCE)
                .getJobExecutionResult()
                .get();

        isSameAsSequential(run, feed);
        assertThat(ListSink.written(run + "-assessments"))
                .hasSize(assessments(run).size());
        assertThat(ListSink.written(run + "-noted")).hasSize(sequential(feed).noted());
        assertThat(alerts(run)).as("a feed that alerts nobody tests no alerts").isNotEmpty();
        for (String declared : OF_DECLARED.keySet()) {
            assertThat(assessments(run).stream()
                            .filter(one -> one.threats().stream()
                                    .flatMap(threat -> threat.contributions().stream())
                                    .anyMatch(share -> share.rule().equals(declared)
                                            && !share.evidence().isEmpty())))
                    .as("a feed in which %s never fires tests no such memory", declared)
                    .hasSizeGreaterThan(5);
        }
        for (Indicator ofMoves : List.of(
                Indicators.get("moved_in_transshipment"),
                Indicators.get("transshipment_dwell"),
                Indicators.get("new_haulier"))) {
            assertThat(assessments(run).stream()
                            .filter(one -> one.readings().value(ofMoves) != 0
                                    && one.readings().get(ofMoves) != null))
                    .as("a feed in which %s never reads tests no moves", ofMoves.ruleName())
                    .hasSizeGreaterThan(5);
        }
    }

    /** How often each indicator reads otherwise. */
    private static Map<Indicator, Integer> differing(
            Map<Position, Map<Indicator, Reading>> one, Map<Position, Map<Indicator, Reading>> other) {
        assertThat(one.keySet()).isEqualTo(other.keySet());
        Map<Indicator, Integer> differing = new TreeMap<>();
        one.forEach((position, readings) -> {
            Map<Indicator, Reading> others = other.getOrDefault(position, Map.of());
            for (Indicator indicator : Indicators.all()) {
                if (!Objects.equals(readings.get(indicator), others.get(indicator))) {
                    differing.merge(indicator, 1, Integer::sum);
                }
            }
        });
        return differing;
    }

    /** Of filings, without what watch lists say. */
    private static Map<Position, Map<Indicator, Reading>> readings(List<Assessment> assessments) {
        Map<Position, Map<Indicator, Reading>> readings = new HashMap<>();
        for (Assessment assessment : assessments) {
            if (assessment.position().input() != Position.Input.FILING) {
                continue;
            }
            Map<Indicator, Reading> its = new TreeMap<>();
            assessment.readings().all().forEach(reading -> its.put(reading.indicator(), reading));
            its.remove(Indicators.get("watchlist_match"));
            readings.put(assessment.position(), its);
        }
        return readings;
    }

    /** All rules of the baseline that can be suppressed, for some of the feed's parties. */
    private static PublishedText suppressions(int hour, int version, Role role, String... whom) {
        LocalDate until =
                Instant.ofEpochMilli(Lines.hour(350)).atOffset(ZoneOffset.UTC).toLocalDate();
        StringBuilder text = new StringBuilder("name: known\nversion: " + version + "\nsuppressions:\n");
        for (int i = 0; i < whom.length; i++) {
            for (Rule rule : compiled(RULES).rules()) {
                text.append("  - {id: ").append(rule.id()).append('-').append(i);
                text.append(", rule: ").append(rule.id()).append(", for: {").append(whom[i]);
                text.append("}, reason: known, until: ")
                        .append(version == 1 ? until : "2027-01-01")
                        .append("}\n");
            }
        }
        return new PublishedText(
                DocumentKind.SUPPRESSIONS,
                "known",
                version,
                Document.sha256(text.toString()),
                role == Role.RETIRED ? "" : text.toString(),
                "ann",
                "bob",
                "suppressions.published/0@" + hour,
                Lines.hour(hour),
                hour,
                role);
    }

    private static String eori(String number) {
        return "{number: {scheme: EORI, value: " + number + "}}";
    }

    private static SuppressionsInForce inForce(PublishedText text) {
        return new SuppressionsInForce(List.of(new SuppressionsInForce.Signed(
                (Suppressions)
                        Objects.requireNonNull(Suppressions.read(text.text()).document()),
                "ann and bob")));
    }

    private static long suppressedFrom(List<Assessment> assessments, long from, long to) {
        return assessments.stream()
                .filter(one ->
                        one.position().orderTime() >= from && one.position().orderTime() < to)
                .flatMap(one -> one.threats().stream())
                .flatMap(threat -> threat.contributions().stream())
                .filter(contribution -> contribution.rule().startsWith("suppressed:"))
                .count();
    }

    /** In how many assessments each suppression took something back. */
    private static Map<String, Long> suppressedIn(List<Assessment> assessments) {
        return assessments.stream()
                .flatMap(one -> one.threats().stream()
                        .flatMap(threat -> threat.contributions().stream())
                        .filter(contribution -> contribution.rule().startsWith("suppressed:"))
                        .map(Contribution::evidence)
                        .distinct())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Tag("rest")
    @Test
    void suppressionsHoldAtAnyParallelismAsInASequentialLoop() throws Exception {
        PublishedText first = suppressions(
                200,
                1,
                Role.CHAMPION,
                "shipper: " + eori("S3"),
                "consignee: " + eori("C5"),
                "route: {from: CN, to: IT}");
        PublishedText second = suppressions(
                500, 2, Role.CHAMPION, "shipper: " + eori("S4") + ", consignee: " + eori("C7"), "filer: other");
        PublishedText end = suppressions(700, 2, Role.RETIRED);
        List<RawRecord> feed = feed();
        SequentialEngine engine = new SequentialEngine(
                        compiled(RULES), "engine-1", Reference.bundled(), LEDGER, MemorySettings.DEFAULT)
                .suppressing(Lines.hour(200), inForce(first))
                .suppressing(Lines.hour(500), inForce(second))
                .suppressing(Lines.hour(700), SuppressionsInForce.NONE);
        List<Assessment> expected = Sequential.of(feed, engine).assessments().stream()
                .sorted(Comparator.comparing(Assessment::assessmentId))
                .toList();

        for (int parallelism : new int[] {1, 2}) {
            String run = "suppressed-" + parallelism;
            JobClient job = start(run, Mode.ORDERED, parallelism, feed, List.of(first, second, end), AT_ONCE);
            job.getJobExecutionResult().get();
            assertThat(assessments(run)).as("seed %d", SEED).containsExactlyElementsOf(expected);
            suppressedIn(expected)
                    .forEach((id, count) -> assertThat(counted(job, Map.of("<suppression>", id), "suppressed"))
                            .as(id)
                            .isEqualTo(count));
        }
        assertThat(suppressedFrom(expected, 0, Lines.hour(200))).isZero();
        assertThat(suppressedFrom(expected, Lines.hour(200), Lines.hour(340))).isPositive();
        assertThat(suppressedFrom(expected, Lines.hour(374), Lines.hour(500)))
                .as("over by itself")
                .isZero();
        assertThat(suppressedFrom(expected, Lines.hour(500), Lines.hour(700))).isPositive();
        assertThat(suppressedFrom(expected, Lines.hour(700), Long.MAX_VALUE)).isZero();
    }

    @Tag("rest")
    @Test
    void sendersAreCheckedAsASequentialLoopChecksThem() throws Exception {
        List<PublishedText> lists = List.of(
                Lines.senders(
                        200,
                        1,
                        "sender: A, tenants: [test], filers: [FILER]",
                        "sender: B, tenants: [test], filers: [OTHER], kinds: [CREATE, MOVES]"),
                Lines.senders(500, 2, "sender: B, tenants: ['*'], filers: ['*']"),
                Lines.senders(700, 2));
        List<RawRecord> feed = new ArrayList<>();
        feed().forEach(raw -> feed.add(Lines.sentBy(raw.offset() % 3 == 0 ? "B" : "A", raw)));
        SequentialEngine engine =
                new SequentialEngine(compiled(RULES), "engine-1", Reference.bundled(), LEDGER, MemorySettings.DEFAULT);
        for (PublishedText list : lists) {
            engine.checking(
                    list.orderTime(),
                    list.text().isEmpty()
                            ? SendersInForce.NONE
                            : new SendersInForce(List.of((Senders) Objects.requireNonNull(
                                    Senders.read(list.text()).document()))));
        }
        Sequential expected = Sequential.of(feed, engine);

        start("senders", Mode.ORDERED, 2, feed, lists, AT_ONCE)
                .getJobExecutionResult()
                .get();

        assertThat(assessments("senders"))
                .as("seed %d", SEED)
                .containsExactlyElementsOf(expected.assessments().stream()
                        .sorted(Comparator.comparing(Assessment::assessmentId))
                        .toList());
        List<Reject> refused = ListSink.written("senders-rejected").stream()
                .map(Reject.class::cast)
                .filter(reject -> reject.reason().equals("NOT_ENTITLED"))
                .toList();
        assertThat(refused).extracting(reject -> reject.raw().topic()).contains("filings", "outcomes", "moves");
        assertThat(refused)
                .hasSizeGreaterThan(50)
                .allMatch(reject -> reject.orderTime() >= Lines.hour(200) && reject.orderTime() < Lines.hour(700));
    }

    private static IntStream parallelisms() {
        return Seeds.of(0, 1) == 0 ? IntStream.of(1, 4) : IntStream.of(1, 2, 4);
    }

    @Tag("rest")
    @ParameterizedTest
    @MethodSource("parallelisms")
    void publishedListsAreScreenedAsASequentialLoopScreensThem(int parallelism) throws Exception {
        List<PublishedText> lists = List.of(
                AssessScript.publishedList(100, "own", 1, "1,PARTY S1,CN,,\n3,PARTY S3,CN,,\n"),
                AssessScript.publishedList(300, "own", 2, "1,PARTY S4,CN,,\n"),
                AssessScript.publishedList(300, "partners", 1, "8,PARTY C8,NL,,\n"),
                AssessScript.publishedList(600, "own", 2, ""));
        String run = "lists-" + parallelism;
        List<RawRecord> feed = feed();
        MiniCluster roomy = cluster(2);
        try {
            roomy.start();
            start(run, environment(roomy, parallelism, new Configuration()), Mode.ORDERED, feed, lists, AT_ONCE)
                    .getJobExecutionResult()
                    .get();
        } finally {
            roomy.close();
        }

        SequentialEngine engine =
                new SequentialEngine(compiled(RULES), "engine-1", Reference.bundled(), LEDGER, MemorySettings.DEFAULT);
        for (PublishedText list : lists) {
            WatchlistText read =
                    (WatchlistText) DocumentKind.WATCH_LIST.read(list.text()).document();
            engine.publish(new ListsByTime.Use(list.orderTime(), list.name(), read == null ? null : read.list()));
        }
        assertThat(assessments(run))
                .as("seed %d", SEED)
                .containsExactlyElementsOf(Sequential.of(feed, engine).assessments().stream()
                        .sorted(Comparator.comparing(Assessment::assessmentId))
                        .toList());
        assertThat(differing(
                        readings(assessments(run)), readings(sequential(feed).assessments())))
                .as("memories learn nothing of a consignment that is looked at again")
                .isEmpty();
        assertThat(assessments(run))
                .as("looked at again")
                .anyMatch(one -> one.position().input() == Position.Input.DUE
                        && one.position().orderTime() == Lines.hour(300)
                        && one.readings().all().stream()
                                .anyMatch(reading -> reading.indicator() == Indicators.get("watchlist_match")
                                        && reading.value() == 1));
    }

    @Test
    void onTheWayToAnAssessmentTasksOfOneProcessHandValuesOn() {
        Outputs outputs = connect(environment(1), topology(Mode.ARRIVAL), feed(), List.of(published(2, 1)), AT_ONCE);

        Map<String, TypeInformation<?>> types = new TreeMap<>();
        for (Transformation<?> before :
                outputs.assessments().getTransformation().getTransitivePredecessors()) {
            types.put(before.getName(), before.getOutputType());
        }

        assertThat(types)
                .containsEntry("Decode filings", StreamTypes.exchanged(StreamTypes.LEDGER_INPUT))
                .containsEntry("Decode outcomes", StreamTypes.exchanged(StreamTypes.LEDGER_INPUT))
                .containsEntry("Call at memories", StreamTypes.exchanged(StreamTypes.CALLS))
                .containsEntry("Remember", StreamTypes.exchanged(StreamTypes.ASSESS_INPUT));
        assertThat(SideOutputs.CASES.getTypeInfo()).isEqualTo(StreamTypes.exchanged(StreamTypes.ASSESS_INPUT));
    }

    @Test
    void inArrivalModeEveryFilingIsAssessedOnceOrRejected() throws Exception {
        List<RawRecord> feed = feed();
        start("arrival", Mode.ARRIVAL, 2, feed, AT_ONCE).getJobExecutionResult().get();

        long filed = assessments("arrival").stream()
                .filter(assessment -> assessment.position().input() == Position.Input.FILING)
                .count();
        long settled = filed
                + ListSink.written("arrival-rejected").size()
                + ListSink.written("arrival-noted").size();
        long bills = feed.stream().filter(raw -> !raw.topic().equals("moves")).count();
        assertThat(bills - settled).as("withdrawals and outcomes only").isBetween(0L, bills / 3);
        assertThat(ListSink.written("arrival-assessments"))
                .hasSize(assessments("arrival").size());
    }

    @Test
    void filingsAreCountedByWhetherTheyWereAssessedBeforeTheirDecisionWasDue() throws Exception {
        // Neither in boxes nor on short sea: due four hours before arrival.
        List<RawRecord> feed = List.of(
                Lines.at(1, "CREATE HBL-1 v1 eta=100"),
                Lines.at(2, "CREATE HBL-2 v1"),
                Lines.at(3, "CREATE MBL-1 v1 level=MASTER eta=130"),
                Lines.at(4, "OUTCOME HBL-2 v1"),
                Lines.at(5, "OUTCOME MBL-1 v1"),
                Lines.at(96, "REPLACE HBL-1 v2 eta=100 kg=900"),
                Lines.at(97, "REPLACE HBL-1 v3 eta=100 kg=800"));
        JobClient job = start("deadlines", Mode.ORDERED, 2, feed, AT_ONCE);
        job.getJobExecutionResult().get();

        assertThat(assessments("deadlines"))
                .as("the master's houses fell due: a fifth, which no filing is behind")
                .hasSize(6)
                .filteredOn(assessment -> assessment.position().input() == Position.Input.DUE)
                .hasSize(1);
        assertThat(counted(job, Timeliness.IN_TIME)).isEqualTo(3);
        assertThat(counted(job, Timeliness.TOO_LATE)).isEqualTo(1);
        assertThat(counted(job, Timeliness.NO_DEADLINE)).isEqualTo(1);
    }

    @Test
    void outcomesOfUnknownConsignmentsAreCountedWhenTheyComeAndNotWhenTheyAreRefused() throws Exception {
        List<RawRecord> feed = List.of(
                Lines.at(1, "CREATE HBL-1 v1"),
                Lines.at(2, "OUTCOME HBL-1 v1"),
                Lines.at(3, "OUTCOME HBL-8 v1"),
                Lines.at(4, "OUTCOME HBL-9 v1"),
                Lines.at(5, "REPLACE HBL-7 v2"),
                Lines.at(6, "CREATE HBL-8 v1"));
        JobClient job = start("early", Mode.ORDERED, 2, feed, AT_ONCE);
        job.getJobExecutionResult().get();

        assertThat(counted(job, Map.of(), "outcomes-waiting")).isEqualTo(2);
        assertThat(ListSink.written("early-rejected")).hasSize(2);
    }

    private static long counted(JobClient job, Timeliness timeliness) {
        return counted(job, Map.of("<deadline>", timeliness.name()), "assessed");
    }

    /** Over all tasks. */
    private static long counted(JobClient job, Map<String, String> labels, String name) {
        Map<String, String> wanted = new HashMap<>(labels);
        wanted.put("<job_id>", job.getJobID().toString());
        return METRICS.getMetricsByGroup().entrySet().stream()
                .filter(group -> group.getKey().getAllVariables().entrySet().containsAll(wanted.entrySet()))
                .map(group -> group.getValue().get(name))
                .filter(Counter.class::isInstance)
                .mapToLong(metric -> ((Counter) metric).getCount())
                .sum();
    }

    @Test
    void aPublishedRuleSetTakesEffectInTheMiddleOfARun() throws Exception {
        List<RawRecord> feed = feed();
        String fewer = "memories: {declared: [{bills: [consignee]}, {bills: [consignor, consignee]},"
                + " {usual: weight, under: [consignor]}, {share: hs4, under: [consignee]}]}";
        PublishedText next = ruleSet(
                RULES.replace("memories: {bank: standard}", fewer).replaceFirst("version: [0-9]+", "version: 99"),
                400,
                1);
        PublishedText faulty = ruleSet("name: no", 500, 2);
        PublishedText more = ruleSet(RULES.replace("standard}", "standard, declared: [{bills: [seal, box]}]}"), 600, 3);
        start("rules", Mode.ORDERED, 2, feed, List.of(next, faulty, more), AT_ONCE)
                .getJobExecutionResult()
                .get();

        int baseline = compiled(RULES).version();
        assertThat(assessments("rules"))
                .isNotEmpty()
                .allSatisfy(assessment -> assertThat(assessment.ruleSet().version())
                        .isEqualTo(assessment.position().orderTime() < Lines.hour(400) ? baseline : 99));
        assertThat(assessments("rules").stream().collect(Collectors.toMap(Assessment::position, Assessment::threats)))
                .as("it reads the same of fewer memories")
                .isEqualTo(sequential(feed).assessments().stream()
                        .collect(Collectors.toMap(Assessment::position, Assessment::threats)));
        List<Audited> audited = written("rules-audited", Audited.class, Audited::source);
        assertThat(audited)
                .hasSize(2)
                .allSatisfy(refused -> assertThat(refused.accepted()).isFalse());
        assertThat(audited.get(1).issues().toString())
                .contains("this job does not keep 1 of the memories that it declares, such as 'seal+box' for 730 days")
                .contains("start it from that with this rule set as --rules");
    }

    private static PublishedText ruleSet(String text, int hour, int offset) {
        return new PublishedText(
                DocumentKind.RULE_SET,
                "",
                0,
                "",
                text,
                "",
                "",
                "rulesets.published/0@" + offset,
                Lines.hour(hour),
                offset,
                Role.CHAMPION);
    }

    /** The heavier, the stricter; two offices have budgets, one of them on weekdays, a third has none. */
    private static final String BUDGETED = """
            name: budgeted
            version: 7
            why: counted in tests
            exploration: {share: 0.05, seed: 3}
            budgets: {A: {mon-fri: {red: 2, yellow: 4}}, B: {red: 3, blue: 9}}
            threats: {weight: {prior: 0, lanes: {red: 3, yellow: 2, blue: 1}}}
            rules:
              - {id: w1, threats: [weight], when: consignment.massKg > 1000.0, bits: 1, why: heavy}
              - {id: w2, threats: [weight], when: consignment.massKg > 2000.0, bits: 1, why: heavier}
              - {id: w3, threats: [weight], when: consignment.massKg > 3000.0, bits: 1, why: heaviest}
            """;

    @Tag("rest")
    @Test
    void whatIsSelectedIsCountedAsAListOfAllAssessmentsSays() throws Exception {
        List<RawRecord> feed = new ArrayList<>();
        for (RawRecord raw : feed()) {
            String line = new String(raw.value(), StandardCharsets.UTF_8);
            String office = List.of("A", "A", "B", "C").get((int) (raw.offset() * 7 % 4));
            boolean said = line.startsWith("CREATE") || line.startsWith("REPLACE");
            feed.add(said ? Lines.at(raw.offset(), line + " office=" + office) : raw);
        }
        PublishedText rules = new PublishedText(
                DocumentKind.RULE_SET,
                "",
                0,
                "",
                BUDGETED,
                "",
                "",
                "rulesets.published/0@1",
                Lines.hour(-1),
                1,
                Role.CHAMPION);
        for (int parallelism : new int[] {1, 2}) {
            start("lanes-" + parallelism, Mode.ORDERED, parallelism, feed, List.of(rules), AT_ONCE)
                    .getJobExecutionResult()
                    .get();
        }

        List<LanesCounted> counted = lanes("lanes-2");
        assertThat(counted).isEqualTo(lanes("lanes-1")).hasSameSizeAs(ListSink.written("lanes-2-lanes"));
        Map<String, Map<Lane, Integer>> expected = expected(assessments("lanes-1"));
        assertThat(expected).as("seed %d", SEED).hasSizeGreaterThan(40);
        Map<String, Map<Lane, Integer>> days = new TreeMap<>();
        for (LanesCounted day : counted) {
            if (day.isDay()) {
                Map<Lane, Integer> selected = new TreeMap<>();
                day.lanes().stream()
                        .filter(lane -> lane.selected() != 0)
                        .forEach(lane -> selected.put(lane.lane(), lane.selected()));
                days.put(day.office() + " " + day.day(), selected);
            }
        }
        assertThat(days).as("seed %d", SEED).isEqualTo(expected);
        assertThat(counted).as("budgets that nobody exceeds test nothing").anyMatch(day -> !day.isDay());
        assertThat(counted).anyMatch(day -> day.lanes().get(0).drawn() > 0);
        assertThat(counted)
                .anyMatch(day -> day.lanes().get(0).trend().drift() == Trend.Drift.OVER
                        || day.lanes().get(1).trend().drift() == Trend.Drift.UNDER);
    }

    private static List<LanesCounted> lanes(String run) {
        return written(
                run + "-lanes", LanesCounted.class, counted -> counted.office() + counted.day() + counted.exceeded());
    }

    /** The definition, word for word: by the strictest lane ever, where and when it was first put there. */
    private static Map<String, Map<Lane, Integer>> expected(List<Assessment> all) {
        Map<String, Assessment> strictest = new LinkedHashMap<>();
        Map<String, Map<Lane, Integer>> days = new TreeMap<>();
        all.stream().sorted(Comparator.comparing(Assessment::position)).forEach(now -> {
            Assessment before = strictest.get(now.key().value());
            if (now.lane() == Lane.GREEN || (before != null && before.lane().isAtLeast(now.lane()))) {
                return;
            }
            strictest.put(now.key().value(), now);
            count(days, now, 1);
            if (before != null && before.position().day().plusDays(1).isAfter(hourAgo(now))) {
                count(days, before, -1);
            }
        });
        return days;
    }

    /** What is taken from a day that was closed is left there: it is open until an hour after its end. */
    private static LocalDate hourAgo(Assessment now) {
        return Instant.ofEpochMilli(now.position().orderTime())
                .minus(Duration.ofHours(1))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
    }

    private static void count(Map<String, Map<Lane, Integer>> days, Assessment of, int by) {
        Object office = of.fields().stated().get(ConsignmentField.OFFICE);
        LocalDate day = of.position().day();
        boolean weekend = day.getDayOfWeek().getValue() > 5;
        if ("B".equals(office) || ("A".equals(office) && !weekend)) {
            Map<Lane, Integer> counts = days.computeIfAbsent(office + " " + day, unused -> new TreeMap<>());
            counts.merge(of.lane(), by, Integer::sum);
            counts.values().removeIf(count -> count == 0);
        }
    }

    /**
     * One bill each that an operator fails on, and all of them amended when everybody else has filed. Beside those, the
     * graph says what a loop says that never saw what the ledger and the calls failed on.
     */
    @Test
    void anExceptionInEachOperatorCostsItsOwnRecordAndNoOther() throws Exception {
        List<RawRecord> sound = new ArrayList<>();
        List<RawRecord> feed = new ArrayList<>();
        Deque<String> plants = new ArrayDeque<>(List.of(
                "CREATE PLANTED-LEDGER v1 level=MASTER",
                "CREATE PLANTED-CALLS v1",
                "CREATE PLANTED-REMEMBER v1 shipper=S-PLANTED",
                "CREATE PLANTED-ASSESS v1",
                "CREATE PLANTED-DECIDE v1"));
        Map<String, Long> planted = new TreeMap<>();
        for (RawRecord raw : feed()) {
            String line = new String(raw.value(), StandardCharsets.UTF_8);
            if (raw.topic().equals("moves")) {
                sound.add(raw);
                feed.add(raw);
            } else if (raw.offset() > INPUTS / 3 && line.startsWith("MALFORMED") && !plants.isEmpty()) {
                String plant = plants.remove();
                boolean isSeen = plant.matches(".*(REMEMBER|ASSESS|DECIDE).*");
                sound.add(isSeen ? Lines.at(raw.offset(), plant) : raw);
                feed.add(Lines.at(raw.offset(), plant));
                planted.put(plant.split(" ", -1)[1], raw.offset());
            } else {
                // The ledger fails on bills that others belong to: there is to be one.
                RawRecord alone = Lines.at(raw.offset(), line.replaceAll(" (level|master|eta)=\\S+", ""));
                sound.add(alone);
                feed.add(alone);
            }
        }
        int hour = INPUTS;
        for (String line : List.of(
                "CREATE PLANTED-LEDGER v2 kg=900",
                "REPLACE PLANTED-CALLS v2 kg=900",
                "REPLACE PLANTED-REMEMBER v2 kg=900 shipper=S-PLANTED",
                "REPLACE PLANTED-ASSESS v2 kg=900",
                "REPLACE PLANTED-DECIDE v2 kg=900",
                "REPLACE PLANTED-CALLS v3 kg=800")) {
            feed.add(Lines.at(hour++, line));
        }

        ScoringTopology topology = new PlantedTopology(Mode.ORDERED, settings(PlantedTopology.failing(LEDGER)), HELD);
        start("planted", environment(2), topology, feed, List.of(published(2, 10 * INPUTS)), AT_ONCE)
                .getJobExecutionResult()
                .get();

        List<Assessment> others = new ArrayList<>();
        List<String> ofPlanted = new ArrayList<>();
        for (Assessment one : assessments("planted")) {
            if (one.key().value().contains("PLANTED")) {
                boolean lacks = one.dataQuality().findings().stream()
                        .anyMatch(finding -> finding.reason() == QualityReason.MISSING_EVIDENCE);
                ofPlanted.add(one.key().value() + " v" + one.filingVersion() + (lacks ? " lacks evidence" : ""));
            } else {
                others.add(one);
            }
        }
        assertThat(others)
                .as("seed %d", SEED)
                .containsExactlyInAnyOrderElementsOf(sequential(sound).assessments().stream()
                        .filter(one -> !one.key().value().contains("PLANTED"))
                        .toList());
        assertThat(ofPlanted)
                .containsExactlyInAnyOrder(
                        "MAEU:PLANTED-LEDGER:2026 v2",
                        "MAEU:PLANTED-CALLS:2026 v3",
                        "MAEU:PLANTED-REMEMBER:2026 v1 lacks evidence",
                        "MAEU:PLANTED-REMEMBER:2026 v2",
                        "MAEU:PLANTED-ASSESS:2026 v2",
                        "MAEU:PLANTED-DECIDE:2026 v2");
        List<String> rejects = new ArrayList<>();
        for (Object written : ListSink.written("planted-rejected")) {
            Reject reject = (Reject) written;
            if (reject.reason().equals(Reject.NOT_HANDLED)) {
                assertThat(reject.message()).contains(reject.raw().toString(), "PLANTED");
                rejects.add(reject.stage() + ' ' + reject.exception() + ' ' + reject.raw());
            }
        }
        String fault = Planted.Fault.class.getName();
        assertThat(rejects)
                .containsExactlyInAnyOrder(
                        "keep-ledger java.lang.ArithmeticException filings/0@" + planted.get("PLANTED-LEDGER"),
                        "call-at-memories " + fault + " filings/0@" + planted.get("PLANTED-CALLS"),
                        // It takes back the version before, whose memories it would have to name.
                        "call-at-memories " + fault + " filings/0@" + (INPUTS + 1),
                        "remember " + fault + " filings/0@" + planted.get("PLANTED-REMEMBER"),
                        "assess " + fault + " filings/0@" + planted.get("PLANTED-ASSESS"),
                        "decide " + fault + " filings/0@" + planted.get("PLANTED-DECIDE"));
    }

    @Test
    void aFloodOfThemStopsTheJobForGood() throws Exception {
        List<RawRecord> feed = new ArrayList<>();
        for (int hour = 0; hour < 2 * Flood.LEAST; hour++) {
            feed.add(Lines.at(hour, "CREATE HBL-" + hour + " v1 level=MASTER"));
        }
        feed.add(Lines.at(feed.size(), "OUTCOME HBL-1 v1"));
        ScoringTopology topology = new PlantedTopology(Mode.ARRIVAL, settings(PlantedTopology.failing(LEDGER)), HELD);
        JobClient job = start("flood", environment(1), topology, feed, List.of(published(2, 10 * INPUTS)), AT_ONCE);

        assertThatThrownBy(() -> job.getJobExecutionResult().get())
                .hasStackTraceContaining("stopped, as too many records cannot be handled: operator=keep-ledger");
        assertThat(ListSink.written("flood-rejected").size()).as("started once").isLessThan(Flood.LEAST);
    }

    @Tag("rest")
    @Test
    void aTaskManagerThatDiesInTheMiddleOfARunLosesNothing() throws Exception {
        List<RawRecord> feed = feed();
        JobClient job = start("killed", Mode.ORDERED, 2, feed, 120);
        Patience.until(
                "a hundred assessments are written",
                () -> ListSink.written("killed-assessments").size() >= 100,
                () -> ListSink.written("killed-assessments").size());
        cluster.terminateTaskManager(0).get();
        int written = ListSink.written("killed-assessments").size();
        cluster.startTaskManager();
        job.getJobExecutionResult().get();

        assertThat(written)
                .as("killed in the middle")
                .isLessThan(assessments("killed").size());
        isSameAsSequential("killed", feed);
    }

    /** Both changes of their number within the time after which RocksDB's files would be copied by themselves. */
    @Tag("rest")
    @Test
    void tasksThatBecomeMoreAndFewerAgainGoOnWithWhatWasKnownLast() throws Exception {
        List<RawRecord> feed = feed();
        Configuration settings = new Configuration();
        settings.set(StateChangelogOptions.PERIODIC_MATERIALIZATION_INTERVAL, Duration.ofHours(1));
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        List<PublishedText> rules = List.of(published(2, 10 * INPUTS));
        int written = 0;
        // So slow that the feed does not end before a checkpoint on a machine that is busy elsewhere.
        double perSecond = 40;
        int[] changes = {1, 2, 1, 2};
        for (int parallelism : Arrays.copyOf(changes, Seeds.of(2, changes.length))) {
            JobClient job = start("rescaled", environment(parallelism, settings), Mode.ORDERED, feed, rules, perSecond);
            int until = written + INPUTS / 12;
            Patience.until(
                    "more assessments are written, and a checkpoint",
                    () -> assessments("rescaled").size() >= until
                            && !complete(checkpointsOf(job)).isEmpty(),
                    () -> assessments("rescaled").size());
            // Each once: what is written again after a restart is no progress.
            written = assessments("rescaled").size();
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, cancelled(job));
        }
        start("rescaled", environment(1, settings), Mode.ORDERED, feed, rules, AT_ONCE)
                .getJobExecutionResult()
                .get();

        assertThat(written)
                .as("each began in the middle")
                .isLessThan(assessments("rescaled").size());
        isSameAsSequential("rescaled", feed);
    }

    @Tag("rest")
    @Test
    void memoriesThatAreNewBeginEmptyFromASavepointOnAtAnyParallelism() throws Exception {
        List<RawRecord> feed = feed();
        List<PublishedText> none = List.of(ruleSet("name: no", 10 * INPUTS, 1));
        // In one task: two would read a half each, and one task after them both halves one by one, not in order.
        JobClient job = start("without", environment(1), topology(Mode.ORDERED, UNDECLARED), feed, none, 40);
        // No savepoint is taken while a task ends.
        Patience.until(
                "two hundred assessments are written, and the short lists have ended",
                () -> ListSink.written("without-assessments").size() >= 200
                        && cluster.getExecutionGraph(job.getJobID()).get().getAllVertices().values().stream()
                                .filter(task -> task.getName().matches("Source: (outcomes|rules).*"))
                                .allMatch(task -> task.getAggregateState() == ExecutionState.FINISHED),
                () -> ListSink.written("without-assessments").size());
        String savepoint = job.stopWithSavepoint(
                        false, checkpoints.resolve("savepoints").toUri().toString(), SavepointFormatType.NATIVE)
                .get();
        Set<String> before = assessments("without").stream()
                .map(assessment -> assessment.key().value())
                .collect(Collectors.toSet());
        for (int parallelism : new int[] {1, 2}) {
            Configuration settings = new Configuration();
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
            // Its log cannot begin with a savepoint that the next run needs too.
            settings.set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, false);
            start(
                            "from-" + parallelism,
                            environment(parallelism, settings),
                            topology(Mode.ORDERED, RULES),
                            feed,
                            none,
                            AT_ONCE)
                    .getJobExecutionResult()
                    .get();
        }

        assertThat(assessments("from-2")).containsExactlyElementsOf(assessments("from-1"));
        assertThat(assessments("from-1"))
                .filteredOn(assessment -> assessment.position().orderTime() > Lines.hour(700))
                .allSatisfy(assessment -> assertThat(assessment.dataQuality().findings())
                        .noneMatch(finding -> finding.reason() == QualityReason.MISSING_EVIDENCE))
                .as("nothing is known of a bill that was filed before, unless it was filed anew")
                .anySatisfy(assessment -> {
                    assertThat(before).contains(assessment.key().value());
                    assertThat(said(assessment)).doesNotContainKey("count(consignor+consignee)");
                });
        List<Float> counts = assessments("from-1").stream()
                .sorted(Comparator.comparing(Assessment::position))
                .map(assessment -> said(assessment).get("count(consignor+consignee)"))
                .filter(Objects::nonNull)
                .toList();
        assertThat(counts.get(0)).as("the first is the first").isZero();
        assertThat(counts).anyMatch(count -> count > 1);
    }

    private static Map<String, Float> said(Assessment assessment) {
        return assessment.said().values().stream()
                .collect(Collectors.toMap(BankValues.Value::name, BankValues.Value::value));
    }

    /** Cancels a job; its last checkpoint, once those before it are deleted. */
    private static String cancelled(JobClient job) throws Exception {
        Path all = checkpointsOf(job);
        job.cancel().get();
        Patience.until(
                "the job is cancelled, and has one checkpoint",
                () -> job.getJobStatus().get().isTerminalState()
                        && complete(all).size() == 1,
                () -> all);
        return complete(all).get(0).toUri().toString();
    }

    private static Path checkpointsOf(JobClient job) throws IOException {
        return Files.createDirectories(checkpoints.resolve(job.getJobID().toString()));
    }

    private static List<Path> complete(Path checkpoints) throws IOException {
        try (Stream<Path> there = Files.list(checkpoints)) {
            return there.filter(one -> Files.exists(one.resolve("_metadata"))).toList();
        }
    }
}
