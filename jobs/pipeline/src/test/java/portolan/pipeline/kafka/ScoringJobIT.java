// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
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
import org.junit.jupiter.params.provider.CsvSource;
import portolan.archive.Archive;
import portolan.pipeline.JobSettings;
import portolan.pipeline.RawRecord;
import portolan.pipeline.TestCluster;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetIssue;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.avro.RuleSetStep;
import portolan.schemas.avro.RuleSetVerdict;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.SenderKeys;
import portolan.testing.Patience;

/** The job on a real broker and a cluster in this process, strict about uids and types. */
@Tag("rest")
class ScoringJobIT {
    @TempDir
    private static Path directory;

    private static final MiniCluster CLUSTER = TestCluster.shared();

    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static TestBroker broker;

    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static SignedRules people;

    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static Path hmac;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start(directory.resolve("kafka"));
        people = new SignedRules(directory.resolve("keys"));
        hmac = Files.createDirectories(directory.resolve("hmac"));
        for (String sender : List.of("CARRIER1-EDI", "EVIL-EDI")) {
            Files.writeString(hmac.resolve(sender + ".key"), "-".repeat(32) + sender);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"arrival, exactly-once", "ordered, at-least-once"})
    void everyInputLeavesAsAnAssessmentOrAsARejectWithItsBytes(String mode, String delivery) throws Exception {
        String key = "KEY-" + mode + '-' + delivery;
        byte[] garbage = {1, 2, 3};
        byte[] large = new byte[3 << 19];
        new Random(5).nextBytes(large);
        JobClient job = run(key, mode, delivery);

        broker.send(Topics.CONSIGNMENTS_FILED, filing(key, 1, EventKind.CREATE));
        broker.send(Topics.CONSIGNMENTS_FILED, WireFixtures.utf8(key), garbage);
        broker.send(Topics.CONSIGNMENTS_FILED, WireFixtures.utf8(key), large);
        broker.send(Topics.CONSIGNMENTS_FILED, filing(key + "-never", 2, EventKind.REPLACE));
        broker.send(Topics.INSPECTIONS_REPORTED, outcome(key + "-nowhere"));
        broker.send(Topics.CONSIGNMENTS_FILED, filing(key, 2, EventKind.REPLACE));

        ConsignmentAssessed assessed = broker.await(
                Topics.CONSIGNMENTS_ASSESSED, of -> of.getConsignmentKey().equals(key) && of.getFilingVersion() == 2);
        // Nobody has reported a move yet, and nothing has waited for one.
        broker.send(Topics.CONTAINERS_MOVED, WireFixtures.utf8(key + "-box"), garbage);
        assertThat(assessed.getInput().getTopic()).isEqualTo("consignments.filed");
        assertThat(assessed.getThreats())
                .extracting(threat -> threat.getThreat())
                .contains("narcotics", "revenue");
        assertThat(rejected("NOT_PORTOLAN_RECORD", key).getValue()).isEqualTo(ByteBuffer.wrap(garbage));
        FilingRejected noMove = rejected("NOT_PORTOLAN_RECORD", key + "-box");
        assertThat(noMove.getTopic()).isEqualTo("containers.moved");
        assertThat(noMove.getValue()).isEqualTo(ByteBuffer.wrap(garbage));
        FilingRejected tooLarge = rejected("TOO_LARGE", key);
        assertThat(tooLarge.getValue()).isEqualTo(ByteBuffer.wrap(large));
        assertThat(tooLarge.getMessage()).contains("limit=1048576");
        // What comes before its CREATE waits for it; a later filing moves the clock past that wait.
        broker.send(Topics.CONSIGNMENTS_FILED, filing(key, 3, EventKind.REPLACE));
        assertThat(rejected("UNKNOWN_CONSIGNMENT", key + "-never").getMessage()).contains("send a CREATE first");
        assertThat(rejected("OUTCOME_FOR_UNKNOWN_CONSIGNMENT", key + "-nowhere").getTopic())
                .isEqualTo("inspections.reported");
        // All that it wrote is committed: a transaction left open hides what later jobs write behind it.
        broker.await(
                Topics.CONSIGNMENTS_ASSESSED, of -> of.getConsignmentKey().equals(key) && of.getFilingVersion() == 3);
        Patience.until(
                "the outcome is archived",
                () -> !Archive.in(archive(key)).outcomes().isEmpty(),
                () -> "nothing");
        end(job);
    }

    @Test
    void aPublishedRuleSetTakesEffectAndAFaultyOneChangesNothing() throws Exception {
        JobClient job = run("rules", "arrival", "at-least-once");
        broker.send(Topics.CONSIGNMENTS_FILED, filing("RULES-1", 1, EventKind.CREATE));
        assertThat(version("RULES-1")).isEqualTo(BaselineRuleSet.compiled().version());

        String lenient = text(98).replace("prior: -8.3", "prior: 3.0");
        activate(lenient);
        RuleSetAudited activated = audited(98, RuleSetStep.ACTIVATE);
        assertThat(activated.getIssues()).isEmpty();
        assertThat(activated.getAction()).isEqualTo(RuleSetVerdict.ACTIVATED);
        assertThat(activated.getAccepted()).isTrue();
        assertThat(activated.getBy()).isEqualTo("author");
        assertThat(audited(98, RuleSetStep.PROPOSE).getAction())
                .as("a proposal puts nothing in force")
                .isEqualTo(RuleSetVerdict.REFUSED);
        broker.awaitAfter(Objects.requireNonNull(activated.getEffectiveAt()));
        broker.send(Topics.CONSIGNMENTS_FILED, filing("RULES-2", 1, EventKind.CREATE));
        assertThat(version("RULES-2")).isEqualTo(98);
        assertThat(assessed("RULES-2").getRuleset().getUnsigned()).isFalse();
        assertThat(assessed("RULES-1").getRuleset().getUnsigned()).isTrue();
        AlertRaised alert =
                broker.await(Topics.ALERTS_RAISED, of -> of.getConsignmentKey().equals("RULES-2"));
        assertThat(alert.getState()).isEqualTo(AlertState.OPENED);
        assertThat(broker.await(
                        Topics.ALERTS_URGENT, of -> of.getConsignmentKey().equals("RULES-2")))
                .isEqualTo(alert);

        RuleStep sound = people.propose(text(99), System.currentTimeMillis());
        broker.send(
                Topics.RULESETS_PUBLISHED,
                RuleSetPublished.newBuilder(SignedRules.wire(sound))
                        .setText(sound.text().replace("prior:", "pryor:"))
                        .build());
        RuleSetAudited refused = audited(99, RuleSetStep.PROPOSE);
        assertThat(refused.getAction()).isEqualTo(RuleSetVerdict.REFUSED);
        assertThat(refused.getIssues())
                .hasSizeGreaterThan(2)
                .allSatisfy(issue -> assertThat(issue.getLine() == 0 ? issue.getFile() : "")
                        .matches("|rulesets.published, partition 0, offset [0-9]+, propose .* v99"));
        assertThat(refused.getIssues()).extracting(RuleSetIssue::getMessage).anyMatch(text -> text.contains("pryor"));
        broker.send(Topics.CONSIGNMENTS_FILED, filing("RULES-3", 1, EventKind.CREATE));
        assertThat(version("RULES-3")).isEqualTo(98);

        broker.send(Topics.RULESETS_PUBLISHED, WireFixtures.utf8("x"), new byte[] {7});
        assertThat(audited(0, null).getIssues().get(0).getMessage()).startsWith("NOT_PORTOLAN_RECORD");
        end(job);
    }

    /** The attacks of {@code StrangersTest}, by those who can send to this Kafka. */
    @Test
    void strangersNeitherWithdrawNorTakeOverNorKeepOut() throws Exception {
        SignedRules signers = new SignedRules(DocumentKind.SENDERS, directory.resolve("sender-keys"));
        String list = """
                name: senders
                version: 1
                senders:
                  - {sender: CARRIER1-EDI, tenants: [nl], filers: [CARRIER1], issuers: [NONE]}
                  - {sender: EVIL-EDI, tenants: [nl], filers: ["EVIL*"]}
                proofs:
                  - {senders: [CARRIER1-EDI], keys: [%s]}
                  - {senders: [EVIL-EDI], keys: [%s]}
                """.formatted(
                        key("CARRIER1-EDI").fingerprints().get(0),
                        key("EVIL-EDI").fingerprints().get(0));
        JobClient job = run("senders", "ordered", "at-least-once", "sender-keys");
        long now = System.currentTimeMillis();
        broker.send(Topics.SENDERS_PUBLISHED, SignedRules.wire(signers.propose(list, now)));
        broker.send(Topics.SENDERS_PUBLISHED, SignedRules.wire(signers.approve(list, now)));
        long effectiveAt = System.currentTimeMillis() + 10_000;
        broker.send(
                Topics.SENDERS_PUBLISHED, SignedRules.wire(signers.take(RuleStep.Kind.ACTIVATE, list, effectiveAt)));
        assertThat(audited(1, RuleSetStep.ACTIVATE).getIssues()).isEmpty();
        broker.awaitAfter(Instant.ofEpochMilli(effectiveAt));

        Filing ours = filing("SENT-1", 1, EventKind.CREATE);
        send("CARRIER1-EDI", ours);
        send("EVIL-EDI", filing("SENT-1", 2, EventKind.DELETE));
        FilingRejected withdrawal = rejected("NOT_ENTITLED", "SENT-1");
        assertThat(withdrawal.getMessage())
                .contains("the sender 'EVIL-EDI' (in force: senders v1) does not speak for the filer 'CARRIER1'");
        assertThat(withdrawal.getHeaders()).containsKey("sender");
        send("CARRIER1-EDI", "EVIL-EDI", filing("SENT-1", 4, EventKind.DELETE));
        FilingRejected impostor = broker.await(
                Topics.FILINGS_REJECTED, of -> of.getMessage().startsWith("the sender 'CARRIER1-EDI', not proven, "));
        assertThat(impostor.getHeaders()).containsKeys("sender", "sender-proof");
        send("EVIL-EDI", by("EVIL9", filing("SENT-1", 1, EventKind.REPLACE), ours.getFilingId()));
        send("CARRIER1-EDI", filing("SENT-1", 3, EventKind.REPLACE));
        ConsignmentAssessed stands = broker.await(
                Topics.CONSIGNMENTS_ASSESSED,
                of -> of.getConsignmentKey().equals("SENT-1") && of.getFilingVersion() == 3);
        assertThat(stands.getFilingId()).isEqualTo(ours.getFilingId());

        for (int i = 1; i <= 3; i++) {
            send("EVIL-EDI", by("EVIL" + i, filing("SENT-2", 1, EventKind.CREATE), null));
        }
        Filing late = filing("SENT-2", 1, EventKind.CREATE);
        send("CARRIER1-EDI", late);
        broker.await(
                Topics.CONSIGNMENTS_ASSESSED,
                of -> of.getConsignmentKey().equals("SENT-2")
                        && of.getFilingId().equals(late.getFilingId()));

        broker.send(Topics.CONSIGNMENTS_FILED, filing("SENT-3", 1, EventKind.CREATE));
        assertThat(rejected("NOT_ENTITLED", "SENT-3").getMessage()).startsWith("no sender (in force: senders v1)");
        end(job);
    }

    private static Filing by(String filer, Filing filing, @Nullable String supersedes) {
        return Filing.newBuilder(filing)
                .setFilerId(filer)
                .setFilingId("OF-" + filer)
                .setSupersedesFilingId(supersedes)
                .build();
    }

    private static SenderKeys key(String of) throws IOException {
        return SenderKeys.ofFile(hmac.resolve(of + ".key"));
    }

    private static void send(String sender, Filing filing) throws Exception {
        send(sender, sender, filing);
    }

    /** @param key whose it is that the filing is proven by */
    private static void send(String sender, String key, Filing filing) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.CONSIGNMENTS_FILED.name(),
                Topics.CONSIGNMENTS_FILED.key(filing),
                Topics.CONSIGNMENTS_FILED.wire().encode(filing));
        byte[] who = WireFixtures.utf8(sender);
        record.headers().add(RawRecord.SENDER, who);
        record.headers().add(SenderKeys.HEADER, key(key).prove(who, record.key(), record.value()));
        broker.producer().send(record).get();
    }

    /** Flink gives none: of what was there only the group and results tell. */
    @Test
    void aJobWhoseStateIsLostIsRefusedAtOnceAndRebuiltReadsAll() throws Exception {
        JobClient first = run("lost", "arrival", "at-least-once");
        broker.send(Topics.CONSIGNMENTS_FILED, filing("LOST-1", 1, EventKind.CREATE));
        assessed("LOST-1");
        end(first);

        JobClient empty = begin("lost", "false");
        assertThatThrownBy(() -> empty.getJobExecutionResult().get(Patience.LASTS.toSeconds(), TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .rootCause()
                .message()
                .startsWith("the job's state is lost: no savepoint is given, but group=lost: ")
                .contains("topic=consignments.assessed holds results");

        JobClient rebuilt = begin("lost", "true");
        AtomicInteger told = new AtomicInteger();
        broker.await(
                Topics.CONSIGNMENTS_ASSESSED,
                of -> of.getConsignmentKey().equals("LOST-1") && told.incrementAndGet() > 1);
        end(rebuilt);
    }

    /** As the main class does it, which asks for topics as a centre has them. */
    private static JobClient begin(String group, String rebuild) throws Exception {
        StreamExecutionEnvironment env =
                new TestStreamEnvironment(CLUSTER, new Configuration(), 2, List.of(), List.of());
        JobSettings settings = JobSettings.of(
                Map.of("bootstrap", broker.bootstrap(), "group-id", group, "parallelism", "2", "rebuild", rebuild));
        ScoringJob.build(env, settings, ScoringJob.empty(env.getConfiguration(), settings));
        return env.executeAsync();
    }

    private static JobClient run(String group, String mode, String delivery) throws Exception {
        return run(group, mode, delivery, "keys");
    }

    private static JobClient run(String group, String mode, String delivery, String keys) throws Exception {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        StreamExecutionEnvironment env = new TestStreamEnvironment(CLUSTER, settings, 2, List.of(), List.of());
        ScoringJob.build(
                env,
                JobSettings.of(Map.ofEntries(
                        Map.entry("bootstrap", broker.bootstrap()),
                        Map.entry("group-id", group),
                        Map.entry("mode", mode),
                        Map.entry("delivery", delivery),
                        Map.entry("parallelism", "2"),
                        Map.entry("hold-early", "PT0.01S"),
                        Map.entry("idle-after", "PT0.5S"),
                        Map.entry("checkpoint-interval", "PT0.5S"),
                        Map.entry(
                                "checkpoint-dir",
                                directory.resolve("checkpoints").toUri().toString()),
                        Map.entry("rule-keys", directory.resolve(keys).toString()),
                        Map.entry("sender-keys", hmac.toString()),
                        Map.entry("archive", archive(group).toUri().toString()),
                        Map.entry("archive-every", "PT0.5S"),
                        Map.entry("deployment", SignedRules.DEPLOYMENT))));
        return env.executeAsync(group);
    }

    private static Path archive(String group) {
        return directory.resolve("archive-" + group);
    }

    private static void end(JobClient job) throws Exception {
        job.cancel().get(5, TimeUnit.MINUTES);
    }

    private static Filing filing(String key, int version, EventKind kind) {
        Instant now = Instant.now();
        return Filing.newBuilder(WireFixtures.filing())
                .setConsignmentKey(key)
                .setFilingId("F-" + key)
                .setFilingVersion(version)
                .setEventKind(kind)
                .setFiledAt(now)
                .setReceivedAt(now)
                .build();
    }

    private static InspectionOutcome outcome(String key) {
        return InspectionOutcome.newBuilder(WireFixtures.outcome())
                .setConsignmentKey(key)
                .setReportedAt(Instant.now())
                .build();
    }

    private static FilingRejected rejected(String reason, String key) {
        return broker.await(
                Topics.FILINGS_REJECTED,
                of -> of.getReason().equals(reason)
                        && Arrays.equals(
                                of.getKey() == null ? new byte[0] : of.getKey().array(), WireFixtures.utf8(key)));
    }

    private static ConsignmentAssessed assessed(String key) {
        return broker.await(
                Topics.CONSIGNMENTS_ASSESSED, of -> of.getConsignmentKey().equals(key));
    }

    private static int version(String key) {
        return assessed(key).getRuleset().getVersion();
    }

    private static RuleSetAudited audited(int version, @Nullable RuleSetStep step) {
        return broker.await(
                Topics.RULESETS_AUDITED, of -> of.getVersion() == version && Objects.equals(of.getStep(), step));
    }

    private static String text(int version) {
        return BaselineRuleSet.text().replaceFirst("version: [0-9]+", "version: " + version);
    }

    /** Proposed, approved, and in force as soon as may be; all steps are there before the first takes effect. */
    private static void activate(String text) throws Exception {
        long now = System.currentTimeMillis();
        broker.send(Topics.RULESETS_PUBLISHED, SignedRules.wire(people.propose(text, now)));
        broker.send(Topics.RULESETS_PUBLISHED, SignedRules.wire(people.approve(text, now)));
        // Of now again, and not near: a busy machine takes its time before a step and while it is sent.
        long effectiveAt = System.currentTimeMillis() + 10_000;
        broker.send(
                Topics.RULESETS_PUBLISHED, SignedRules.wire(people.take(RuleStep.Kind.ACTIVATE, text, effectiveAt)));
    }
}
