// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.DecisionReason;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.avro.SelectedBy;
import portolan.schemas.avro.ThreatAssessed;
import portolan.schemas.avro.WorkKind;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.LineWriter;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topic;

/** What the topics of a small world hold, each record a minute after the one before. */
public final class Told {
    public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private String said = "{}";
    private static final int PARTITIONS = 3;

    private final Map<Kind, AvroWire<?>> wires = new EnumMap<>(Kind.class);
    private final Map<String, List<IndexRecord>> partitions = new LinkedHashMap<>();
    private final List<IndexRecord> all = new ArrayList<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private Instant now = START;
    private String tenant = "default";

    /** All records in the order in which they were told. */
    public List<IndexRecord> all() {
        return List.copyOf(all);
    }

    public Instant now() {
        return now;
    }

    /** What is told from now on is of this tenant. */
    public Told of(String other) {
        tenant = other;
        return this;
    }

    public Told passes(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** In any order that keeps that of each partition. */
    List<IndexRecord> shuffled(Random random) {
        Map<String, Integer> next = new HashMap<>();
        List<String> turns = new ArrayList<>();
        partitions.forEach((partition, records) -> turns.addAll(Collections.nCopies(records.size(), partition)));
        Collections.shuffle(turns, random);
        List<IndexRecord> shuffled = new ArrayList<>();
        for (String partition : turns) {
            int at = next.merge(partition, 1, Integer::sum) - 1;
            shuffled.add(partitions.getOrDefault(partition, List.of()).get(at));
        }
        return shuffled;
    }

    /** A filing of one line of JSON, in which {@code KEY} stands for the key. */
    public Told filed(String key, String json) {
        String line = json.replace("KEY", key).replaceFirst("\\{", "{\"tenant\":\"" + tenant + "\",");
        try (LineReader<Filing> lines =
                FilingLines.read(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), "told")) {
            return add(Kind.FILING, key, lines.next().orThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Told filed(String key) {
        return filed(
                key,
                "{\"filedAt\":\"2026-03-01T07:00:00Z\",\"consignmentKey\":\"KEY\",\"natureOfMovement\":\"IMPORT\","
                        + "\"transportMode\":\"SEA\",\"transportDocument\":{\"number\":\"KEY\",\"issuer\":\"MAEU\"},"
                        + "\"conveyance\":{\"idType\":\"IMO\",\"id\":\"9321483\",\"name\":\"EMMA\",\"voyage\":\"12W\"},"
                        + "\"goodsItems\":[{\"seq\":1,\"description\":\"steel bolts\"}]}");
    }

    public Told assessed(String key, Lane lane, double score) {
        return assessed(key, lane, score, any -> {});
    }

    public Told assessed(String key, Lane lane, double score, Consumer<ConsignmentAssessed> but) {
        int version = versions.merge(key, 1, Integer::sum);
        ConsignmentAssessed assessed = ConsignmentAssessed.newBuilder()
                .setAssessmentId(key + "-" + version)
                .setTenant(tenant)
                .setConsignmentKey(key)
                .setFilingId(key)
                .setFilingVersion(version)
                .setAssessedAt(now)
                .setScore(score)
                .setLane(lane)
                .setThreats(List.of(threat("narcotics", lane, score), threat("revenue", Lane.GREEN, -20)))
                .setDataQuality(1)
                .setRuleset(RuleSetRef.newBuilder()
                        .setName("baseline")
                        .setVersion(1)
                        .setHash("0".repeat(64))
                        .build())
                .setEngine("test")
                .setReference("test")
                .setInput(new InputPosition("consignments.filed", 0, (long) all.size()))
                .setOrderTime(now)
                .setFiledAt(now.minusSeconds(60))
                .setDecisionDueBy(now.plus(Duration.ofHours(6)))
                .setShipper("ACME")
                .setConsignee("BOLT")
                .setGoods("steel bolts")
                .setRoute("CNSHA NLRTM")
                .setOffice("NL000510")
                .setConveyance("EMMA, voyage 12W")
                .setArrival(now.plus(Duration.ofDays(2)))
                .setBoxes(2)
                .build();
        but.accept(assessed);
        lanes.put(key, lane);
        return add(Kind.ASSESSMENT, key, assessed);
    }

    public static ThreatAssessed threat(String name, Lane lane, double score) {
        return ThreatAssessed.newBuilder()
                .setThreat(name)
                .setScore(score)
                .setProbability(1 / (1 + Math.pow(2, -score)))
                .setLane(lane)
                .setContributions(List.of(
                        new RuleContribution("prior", -10.0, "prior", ""),
                        new RuleContribution("small", 1.5, "a small reason", "x=1"),
                        new RuleContribution("large", score + 8, "a large reason", "x=2"),
                        new RuleContribution("middle", 2.5, "a reason | between", "x=3")))
                .build();
    }

    Told drawn(String key) {
        return assessed(key, Lane.RED, -9, assessed -> {
            assessed.setSelectedBy(SelectedBy.EXPLORATION);
            assessed.setThreats(List.of(threat("narcotics", Lane.GREEN, -9)));
        });
    }

    /** In the lane of the assessment before it. */
    public Told alert(String key, AlertState state) {
        return alert(key, "narcotics", state);
    }

    public Told alert(String key, String threat, AlertState state) {
        return alert(key, threat, state, now);
    }

    /** Its time is that of the filing that caused it. */
    Told alertOf(String key, AlertState state, Instant at) {
        return alert(key, "narcotics", state, at);
    }

    private Told alert(String key, String threat, AlertState state, Instant at) {
        return add(
                Kind.ALERT,
                key,
                AlertRaised.newBuilder()
                        .setAlertId(key + threat)
                        .setTenant(tenant)
                        .setConsignmentKey(key)
                        .setThreat(threat)
                        .setState(state)
                        .setAt(at)
                        .setAssessmentId(key + "-1")
                        .setScore(3)
                        .setLane(lanes.getOrDefault(key, Lane.RED))
                        .build());
    }

    Told step(String key, String id, @Nullable String follows, WorkKind kind, String by) {
        return add(
                Kind.STEP,
                key,
                AlertWorked.newBuilder()
                        .setStepId(id)
                        .setTenant(tenant)
                        .setConsignmentKey(key)
                        .setFollows(follows)
                        .setKind(kind)
                        .setBy(by)
                        .setRole("officer")
                        .setAt(now)
                        .setUntil(kind == WorkKind.SNOOZED ? now.plus(Duration.ofHours(1)) : null)
                        .build());
    }

    /** Who decided it alone takes it back, within seconds. */
    Told undone(String key, String id, String of, DecisionAction action) {
        now = now.minusSeconds(55);
        return decided(key, id, of, DecisionKind.REFUSED, action, "ana");
    }

    public Told decided(String key, String id, @Nullable String follows, DecisionKind kind, DecisionAction action) {
        boolean answers = kind == DecisionKind.APPROVED || kind == DecisionKind.REFUSED;
        return decided(key, id, follows, kind, action, answers ? "ben" : "ana");
    }

    private Told decided(
            String key, String id, @Nullable String follows, DecisionKind kind, DecisionAction action, String by) {
        boolean answers = kind == DecisionKind.APPROVED || kind == DecisionKind.REFUSED;
        return add(
                Kind.DECISION,
                key,
                DecisionRecorded.newBuilder()
                        .setDecisionId(id)
                        .setTenant(tenant)
                        .setConsignmentKey(key)
                        .setAssessmentId(key + "-1")
                        .setFollows(follows)
                        .setKind(kind)
                        .setAction(action)
                        .setOf(answers ? follows : null)
                        .setOutcome(!answers && action == DecisionAction.CORRECT_OUTCOME ? said : null)
                        .setLane(lanes.getOrDefault(key, Lane.RED))
                        .setReason(DecisionReason.INFORMATION)
                        .setBy(by)
                        .setRole(answers ? "supervisor" : "officer")
                        .setAt(now)
                        .build());
    }

    /** An outcome that one proposed and another approved, before anything else was decided. */
    Told agreed(String key, OutcomeCode code, int version) {
        String id = key + version;
        said = line(reported(key, code, version));
        return decided(key, id, null, DecisionKind.PROPOSED, DecisionAction.CORRECT_OUTCOME)
                .decided(key, id + "+", id, DecisionKind.APPROVED, DecisionAction.CORRECT_OUTCOME)
                .outcome(key, code, version);
    }

    public Told outcome(String key, OutcomeCode code, int version) {
        return add(Kind.OUTCOME, key, reported(key, code, version));
    }

    /** Under the name of what was agreed on. */
    Told forged(String key, OutcomeCode code, int version, int agreed) {
        InspectionOutcome outcome = reported(key, code, version);
        outcome.setOutcomeId(key + agreed);
        return add(Kind.OUTCOME, key, outcome);
    }

    private InspectionOutcome reported(String key, OutcomeCode code, int version) {
        return InspectionOutcome.newBuilder()
                .setOutcomeId(key + version)
                .setTenant(tenant)
                .setConsignmentKey(key)
                .setCode(code)
                .setReportedAt(now)
                .setExamined(code != OutcomeCode.NOT_EXAMINED)
                .setVersion(version)
                .build();
    }

    private static String line(InspectionOutcome outcome) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LineWriter<InspectionOutcome> lines = LineWriter.outcomes(bytes)) {
            lines.write(outcome);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    Told audited(String by, String action, String subject) {
        return add(
                Kind.AUDIT,
                by,
                DeskAudited.newBuilder()
                        .setAt(now)
                        .setBy(by)
                        .setRole("officer")
                        .setAction(action)
                        .setSubject(subject)
                        .build());
    }

    @SuppressWarnings("unchecked") // the wire is of the record's kind
    <T extends SpecificRecord> Told add(Kind kind, String key, T value) {
        AvroWire<T> wire =
                (AvroWire<T>) wires.computeIfAbsent(kind, any -> any.topic().wire());
        byte[] keyBytes = ((Topic<T>) kind.topic()).key(value);
        return raw(kind, key, keyBytes, wire.encode(value));
    }

    Told raw(Kind kind, String key, byte @Nullable [] keyBytes, byte @Nullable [] value) {
        int partition = kind.topic().partitions() == 1 ? 0 : Math.floorMod(key.hashCode(), PARTITIONS);
        List<IndexRecord> before = partitions.computeIfAbsent(kind.name() + partition, any -> new ArrayList<>());
        IndexRecord record = new IndexRecord(kind, partition, before.size(), now, keyBytes, value);
        before.add(record);
        all.add(record);
        now = now.plusSeconds(60);
        return this;
    }
}
