// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import portolan.desk.Desk;
import portolan.desk.server.User;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalTopics;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.ThreatAssessed;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.BaselineRuleSet;

/** A broker with what filers and the engine wrote by a test's hand, and desks that show it. No job runs. */
final class PagesWorld implements AutoCloseable {
    @SuppressWarnings("TimeInStaticInitializer") // one now for all records of a run
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final EmbeddedKafka kafka;
    private final Path directory;
    private final KafkaProducer<byte[], byte[]> producer;

    PagesWorld(Path directory) throws Exception {
        this.directory = directory;
        this.kafka = EmbeddedKafka.temporary(LocalTopics.all());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Starts a desk; one that is started again goes on where the first was, and knows nobody. */
    Desk desk(int port, List<User> guests) throws Exception {
        return Desk.start(Desks.settings(kafka.bootstrapServers(), directory, port, guests));
    }

    /** A bill by sea, with what else its filing says. */
    static String bill(String parties, String equipment, String more) {
        return "{\"filedAt\":\"" + NOW.minus(2, ChronoUnit.DAYS)
                + "\",\"consignmentKey\":\"KEY\",\"natureOfMovement\":\"IMPORT\",\"transportMode\":\"SEA\","
                + "\"transportDocument\":{\"number\":\"KEY\",\"issuer\":\"MAEU\"},"
                + "\"parties\":[" + parties + "],\"equipment\":[" + equipment
                + "],\"goodsItems\":[{\"seq\":1,\"description\":\"steel bolts\"}]" + more + "}";
    }

    static String emma() {
        return ",\"conveyance\":{\"idType\":\"IMO\",\"id\":\"9321483\",\"name\":\"EMMA\",\"voyage\":\"12W\"}";
    }

    static String party(String role, String name, String telephone, String more) {
        String contacts =
                telephone.isEmpty() ? "" : ",\"contacts\":[{\"type\":\"TE\",\"value\":\"" + telephone + "\"}]";
        return "{\"role\":\"" + role + "\"," + more + "\"rawName\":\"" + name + "\",\"address\":{\"country\":\"DE\"}"
                + contacts + "}";
    }

    static String box(String id, String seal) {
        return "{\"id\":\"" + id + "\",\"seals\":[{\"number\":\"" + seal + "\"}]}";
    }

    void filed(String key, String json, Consumer<Filing> but) throws Exception {
        byte[] line = json.replace("KEY", key).getBytes(StandardCharsets.UTF_8);
        try (LineReader<Filing> lines = FilingLines.read(new ByteArrayInputStream(line), "test")) {
            Filing filing = Objects.requireNonNull(lines.next().orThrow());
            but.accept(filing);
            send(Topics.CONSIGNMENTS_FILED, filing);
        }
    }

    ConsignmentAssessed assessed(String key, Lane lane, Instant at, Consumer<ConsignmentAssessed> but)
            throws Exception {
        ConsignmentAssessed assessed = ConsignmentAssessed.newBuilder()
                .setAssessmentId(key + "-1")
                .setTenant(Desks.TENANT)
                .setConsignmentKey(key)
                .setFilingId(key)
                .setFilingVersion(1)
                .setAssessedAt(at)
                .setScore(3)
                .setLane(lane)
                .setThreats(List.of(threat(lane, List.of("watch-list"))))
                .setDataQuality(1)
                .setRuleset(RuleSetRef.newBuilder()
                        .setName("baseline")
                        .setVersion(BaselineRuleSet.compiled().version())
                        .setHash(BaselineRuleSet.compiled().hash())
                        .build())
                .setEngine("test")
                .setReference("test")
                .setInput(new InputPosition("consignments.filed", 0, 0L))
                .setOrderTime(at)
                .setFiledAt(at.minusSeconds(60))
                .setGoods("steel bolts")
                .build();
        but.accept(assessed);
        send(Topics.CONSIGNMENTS_ASSESSED, assessed);
        return assessed;
    }

    static ThreatAssessed threat(Lane lane, List<String> rules) {
        List<RuleContribution> shares = new ArrayList<>(List.of(new RuleContribution("prior", -10.0, "prior", "")));
        rules.forEach(rule -> shares.add(new RuleContribution(rule, 13.0 / rules.size(), "because of " + rule, "")));
        return new ThreatAssessed("narcotics", 3.0, 0.8, lane, shares);
    }

    void alert(String key) throws Exception {
        send(
                Topics.ALERTS_RAISED,
                AlertRaised.newBuilder()
                        .setAlertId(key)
                        .setTenant(Desks.TENANT)
                        .setConsignmentKey(key)
                        .setThreat("narcotics")
                        .setState(AlertState.OPENED)
                        .setAt(NOW)
                        .setAssessmentId(key + "-1")
                        .setScore(3)
                        .setLane(Lane.RED)
                        .build());
    }

    void outcome(String key, OutcomeCode code, Instant reported) throws Exception {
        send(
                Topics.INSPECTIONS_REPORTED,
                InspectionOutcome.newBuilder()
                        .setOutcomeId(key + code)
                        .setTenant(Desks.TENANT)
                        .setConsignmentKey(key)
                        .setCode(code)
                        .setReportedAt(reported)
                        .setExamined(code != OutcomeCode.NOT_EXAMINED)
                        .setVersion(1)
                        .build());
    }

    /** Where a message came to stand. */
    RecordMetadata message(byte[] bytes) throws Exception {
        return producer.send(new ProducerRecord<>(Topics.MESSAGES_RECEIVED.name(), bytes))
                .get();
    }

    <T extends SpecificRecord> void send(Topic<T> topic, T value) throws Exception {
        producer.send(new ProducerRecord<>(
                        topic.name(), topic.key(value), topic.wire().encode(value)))
                .get();
    }

    <T extends SpecificRecord> List<T> all(Topic<T> topic, Class<T> of) {
        return Desks.all(kafka.bootstrapServers(), topic, of);
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }
}
