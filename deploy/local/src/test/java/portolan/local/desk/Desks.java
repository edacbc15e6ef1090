// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import portolan.console.evidence.EvidenceWriter;
import portolan.desk.DeskSettings;
import portolan.desk.EvidenceSettings;
import portolan.desk.index.CaseFile;
import portolan.desk.index.CaseKey;
import portolan.desk.index.CaseRow;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.TopicFollower;
import portolan.desk.index.WorklistFilter;
import portolan.desk.index.WorklistFilter.State;
import portolan.desk.operations.EnginePlaces;
import portolan.desk.rules.RuleDeskSettings;
import portolan.desk.server.Accounts;
import portolan.desk.server.User;
import portolan.desk.work.SecondLooks;
import portolan.desk.work.WorkForm;
import portolan.desk.work.WorkLog;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.ThreatAssessed;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/** A desk without its pages: what it reads and what it writes; and the hand that plays the job. */
final class Desks {
    static final String TENANT = "default";

    /** What second looks are drawn by: of what tests name, {@link #DRAWN} and {@link #DRAWN_TOO} are drawn, and no other. */
    private static final int SECRET = 233;

    static final String DRAWN = "DRAWN13";
    static final String DRAWN_TOO = "DRAWN17";

    private Desks() {}

    private static SecondLooks looks(Path file, int secret) throws IOException {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) secret);
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Files.write(file, bytes);
        return SecondLooks.by(file);
    }

    /** One desk, with a file of its own. */
    record Desk(DeskIndex index, TopicFollower follower, EvidenceWriter evidence, WorkLog log)
            implements AutoCloseable {
        static Desk at(String bootstrap, Path file) throws IOException {
            return at(bootstrap, file, SECRET);
        }

        static Desk at(String bootstrap, Path file, int secret) throws IOException {
            KafkaAccess access = KafkaAccess.at(bootstrap);
            DeskIndex index = DeskIndex.open(file);
            TopicFollower follower = new TopicFollower(access, index, Duration.ofDays(30), Clock.systemUTC()).start();
            SecondLooks looks = looks(file.resolveSibling(file.getFileName() + ".looks"), secret);
            Path keys = file.resolveSibling(file.getFileName() + ".evidence");
            EvidenceWriter evidence = EvidenceWriter.open(access, keys, "desk", null, Clock.systemUTC());
            return new Desk(
                    index, follower, evidence, new WorkLog(access, evidence, follower, looks, Clock.systemUTC()));
        }

        /** Whatever was decided: to decide, under way, or waiting for a second person. */
        List<String> open() {
            return Stream.of((State) null, State.DECIDED, State.PROPOSED)
                    .map(WorklistFilter.OPEN::withState)
                    .flatMap(filter -> index.worklist(filter, Instant.now(), 1_000).stream())
                    .filter(CaseRow::open)
                    .map(row -> row.key().consignment())
                    .toList();
        }

        CaseFile file(String key) {
            return Objects.requireNonNull(index.consignment(new CaseKey(TENANT, key)), key);
        }

        void awaitOpen(String key) throws Exception {
            Patience.until(key + " is open", () -> open().contains(key), this::open);
        }

        @Override
        public void close() {
            log.close();
            evidence.close();
            follower.close();
            index.close();
        }
    }

    /**
     * A whole desk with its pages.
     *
     * @param port 0 takes a free one
     */
    static DeskSettings settings(String bootstrap, Path directory, int port, List<User> guests) throws IOException {
        looks(directory.resolve("desk/second-looks.key"), SECRET);
        return new DeskSettings(
                KafkaAccess.at(bootstrap),
                directory.resolve("desk"),
                30,
                Accounts.readOrNew(directory.resolve("users")),
                null,
                guests,
                "127.0.0.1",
                port,
                null,
                "",
                List.of(),
                new EnginePlaces(EnginePlaces.GROUPS, null, null, null, null, null),
                new RuleDeskSettings(null, "test", false, null),
                EvidenceSettings.NONE);
    }

    /** What is on a topic now and can be read. */
    static <T extends SpecificRecord> List<T> all(String bootstrap, Topic<T> topic, Class<T> of) {
        List<T> found = new ArrayList<>();
        try (TopicScan scan = new TopicScan(KafkaAccess.at(bootstrap), "test")) {
            scan.read(scan.since(topic, Instant.EPOCH), record -> {
                if (record.value() != null
                        && topic.wire().decode(record.value()) instanceof DecodeResult.Value<T> decoded) {
                    found.add(of.cast(decoded.value()));
                }
            });
        }
        return found;
    }

    static WorkForm form(String key, String id, @Nullable String follows, String by, String role) {
        return new WorkForm(TENANT, key, id, follows, by, role);
    }

    /** Writes what the job would: an assessment in the red lane, and its alert. */
    static void raise(String bootstrap, String... keys) throws Exception {
        raise(bootstrap, null, keys);
    }

    /** The same, of consignments that must be decided by a time. */
    static void raise(String bootstrap, @Nullable Instant due, String... keys) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (String key : keys) {
            send(bootstrap, Topics.CONSIGNMENTS_ASSESSED, assessed(key, now, due));
            alert(bootstrap, key, now);
        }
    }

    static void alert(String bootstrap, String key, Instant now) throws Exception {
        alert(bootstrap, key, AlertState.OPENED, Lane.RED, now);
    }

    static void alert(String bootstrap, String key, AlertState state, Lane lane, Instant now) throws Exception {
        send(
                bootstrap,
                Topics.ALERTS_RAISED,
                AlertRaised.newBuilder()
                        .setAlertId(key)
                        .setTenant(TENANT)
                        .setConsignmentKey(key)
                        .setThreat("narcotics")
                        .setState(state)
                        .setAt(now)
                        .setAssessmentId(key + "-1")
                        .setScore(3)
                        .setLane(lane)
                        .build());
    }

    static ConsignmentAssessed assessed(String key, Instant now, @Nullable Instant due) {
        return ConsignmentAssessed.newBuilder()
                .setAssessmentId(key + "-1")
                .setTenant(TENANT)
                .setConsignmentKey(key)
                .setFilingId(key)
                .setFilingVersion(1)
                .setAssessedAt(now)
                .setScore(3)
                .setLane(Lane.RED)
                .setThreats(List.of(new ThreatAssessed("narcotics", 3.0, 0.8, Lane.RED, List.of())))
                .setDataQuality(1)
                .setRuleset(RuleSetRef.newBuilder()
                        .setName("baseline")
                        .setVersion(1)
                        .setHash("0".repeat(64))
                        .build())
                .setEngine("test")
                .setReference("test")
                .setInput(new InputPosition("consignments.filed", 0, 0L))
                .setOrderTime(now)
                .setFiledAt(now)
                .setDecisionDueBy(due == null ? null : due.truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    static <T extends SpecificRecord> void send(String bootstrap, Topic<T> topic, T value) throws Exception {
        send(bootstrap, topic, topic.key(value), topic.wire().encode(value));
    }

    static void send(String bootstrap, Topic<?> topic, byte @Nullable [] key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        }
    }
}
