// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import portolan.pipeline.Decoded;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.AlertRecords;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.pipeline.kafka.KafkaFeeds;
import portolan.pipeline.kafka.LanesRecords;
import portolan.pipeline.kafka.TopicDecoder;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.score.Alert;

/**
 * What the topics of results must hold: the sequential engine over all inputs, in the one order of positions. It is taken
 * as far as the job has come, again and again.
 */
final class SimOracle {
    private final TopicDecoder decoder = new TopicDecoder();
    private final SequentialEngine engine;
    private final SimInForce inForce;
    private final Map<String, Map<String, Must>> results = new TreeMap<>();
    private final Map<String, String> unread = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final Set<String> taken = new HashSet<>();
    private final LedgerSettings ledger;
    private final SimLanes lanes = new SimLanes();
    private long until = Long.MIN_VALUE;
    private long newest = Long.MIN_VALUE;

    /**
     * A result that must be there.
     *
     * @param at its order time
     * @param value byte for byte
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    record Must(long at, byte[] value) {}

    SimOracle(JobSettings settings) {
        for (KafkaTopic topic : List.of(
                Topics.CONSIGNMENTS_ASSESSED, Topics.ALERTS_RAISED, Topics.ALERTS_URGENT, Topics.LANES_COUNTED)) {
            results.put(topic.name(), new TreeMap<>());
        }
        ledger = settings.ledger();
        RuleSet ruleSet =
                ((Compiled.Accepted) RuleSetCompiler.compile(settings.rules().text())).ruleSet();
        engine = new SequentialEngine(
                ruleSet, settings.engineVersion(), settings.reference(), settings.ledger(), settings.memory());
        inForce = new SimInForce(engine, settings, ruleSet);
    }

    /** What must be on a topic of results, by identity. */
    Map<String, Must> on(KafkaTopic topic) {
        return results.getOrDefault(topic.name(), Map.of());
    }

    /** The order time of the newest input that was taken. */
    long newest() {
        return newest;
    }

    /** Why an input could not be read, by where it stands. */
    Map<String, String> unread() {
        return unread;
    }

    /** How many inputs the ledger refused, by reason. */
    Map<String, Integer> refused() {
        return refused;
    }

    /** What must have become of each step with a signed text. */
    List<String> audited() {
        return inForce.audited();
    }

    /**
     * Takes the inputs up to this order time, which sources have passed: nothing of it may come any more.
     *
     * @throws SimFailure if something of it has come since it was passed
     */
    void advance(SimKafka kafka, long passed) {
        inForce.advance(kafka, passed);
        List<LedgerInput> inputs = new ArrayList<>();
        for (KafkaTopic topic : KafkaFeeds.INPUT_TOPICS) {
            for (SimPartition partition : kafka.partitions(topic.name())) {
                for (SimPartition.Entry entry : partition.shown()) {
                    if (entry.time() <= passed) {
                        take(raw(topic, partition, entry), inputs);
                    }
                }
            }
        }
        inputs.sort(Comparator.comparing(LedgerInput::position));
        inputs.forEach(this::tell);
        if (passed < Long.MAX_VALUE) {
            engine.passed(passed + 1).forEach(this::tell);
            for (LanesCounted counted : lanes.until(passed)) {
                portolan.schemas.avro.LanesCounted record = LanesRecords.of(counted);
                put(
                        Topics.LANES_COUNTED,
                        SimVerdict.id(record),
                        record.getAt().toEpochMilli(),
                        Topics.LANES_COUNTED.wire().encode(record));
            }
        }
        until = passed;
    }

    private void take(RawRecord raw, List<LedgerInput> inputs) {
        if (taken.add(raw.toString())) {
            if (raw.timestamp() <= until) {
                throw new SimFailure("sources had passed the time of what nobody could read yet: record=" + raw
                        + ", stamped=" + raw.timestamp() + ", passed=" + until);
            }
            decode(raw, inputs);
        }
    }

    private void decode(RawRecord raw, List<LedgerInput> inputs) {
        Decoded decoded = decoder.decode(raw);
        if (decoded instanceof LedgerInput input) {
            inputs.add(input);
        } else {
            unread.put(raw.toString(), ((Reject) decoded).reason());
        }
    }

    private static RawRecord raw(KafkaTopic topic, SimPartition partition, SimPartition.Entry entry) {
        return new RawRecord(
                topic.name(),
                partition.name().partition(),
                entry.offset(),
                entry.time(),
                SimFilings.headers(Objects.requireNonNull(entry.value())),
                Objects.requireNonNull(entry.key()),
                Objects.requireNonNull(entry.value()));
    }

    private void tell(LedgerInput input) {
        long orderTime = input.position().orderTime();
        newest = Math.max(newest, orderTime);
        for (Replayed replayed : take(input)) {
            tell(replayed);
            boolean isSilent = replayed.assessment() == null && replayed.refusal() == null && replayed.note() == null;
            if (input.filing() != null && isSilent) {
                lanes.withdrawn(input.ledgerKey(), orderTime, ledger.forgottenBy(orderTime));
            }
        }
    }

    private List<Replayed> take(LedgerInput input) {
        if (input.move() != null) {
            return engine.take(input.move(), input.raw().sent());
        }
        return input.filing() != null
                ? engine.take(input.filing(), input.raw().sent())
                : engine.take(
                        Objects.requireNonNull(input.outcome()), input.raw().sent());
    }

    private void tell(Replayed replayed) {
        if (replayed.assessment() != null) {
            put(
                    Topics.CONSIGNMENTS_ASSESSED,
                    replayed.assessment().assessmentId(),
                    replayed.assessment().position().orderTime(),
                    Topics.CONSIGNMENTS_ASSESSED.wire().encode(AssessmentRecords.of(replayed.assessment())));
            long orderTime = replayed.assessment().position().orderTime();
            lanes.assessed(replayed.assessment(), inForce.judge(orderTime), ledger.forgottenBy(orderTime));
        }
        for (Alert alert : replayed.alerts()) {
            AlertRaised record = AlertRecords.of(alert);
            put(
                    Topics.ALERTS_RAISED,
                    SimVerdict.id(record),
                    record.getAt().toEpochMilli(),
                    Topics.ALERTS_RAISED.wire().encode(record));
            if (alert.urgent()) {
                put(
                        Topics.ALERTS_URGENT,
                        SimVerdict.id(record),
                        record.getAt().toEpochMilli(),
                        Topics.ALERTS_URGENT.wire().encode(record));
            }
        }
        if (replayed.refusal() != null) {
            refused.merge(replayed.refusal().code().name(), 1, Integer::sum);
        }
    }

    private <R extends SpecificRecord> void put(Topic<R> topic, String id, long at, byte[] value) {
        Must before = Objects.requireNonNull(results.get(topic.name())).put(id, new Must(at, value));
        if (before != null && !Arrays.equals(before.value(), value)) {
            throw new SimFailure("the oracle has two for one: topic=" + topic.name() + ", id=" + id
                    + SimVerdict.difference(
                            topic.wire().decode(before.value()), topic.wire().decode(value)));
        }
    }
}
