// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
import portolan.pipeline.kafka.TopicDecoder;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.score.Alert;

/** What the topics of results must hold: the sequential engine over all inputs, in the one order of positions. */
final class SimOracle {
    private final JobSettings settings;
    private final TopicDecoder decoder = new TopicDecoder();
    private final Map<String, Map<String, byte[]>> results = new TreeMap<>();
    private final Map<String, String> unread = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();

    /**
     * What must be there.
     *
     * @param results by topic and identity, byte for byte
     * @param unread why an input could not be read, by where it stands
     * @param refused how many inputs the ledger refused, by reason
     */
    record Expected(
            Map<String, Map<String, byte[]>> results, Map<String, String> unread, Map<String, Integer> refused) {}

    private SimOracle(JobSettings settings) {
        this.settings = settings;
        for (KafkaTopic topic : List.of(Topics.CONSIGNMENTS_ASSESSED, Topics.ALERTS_RAISED)) {
            results.put(topic.name(), new TreeMap<>());
        }
    }

    static Expected expected(JobSettings settings, SimKafka kafka) {
        SimOracle oracle = new SimOracle(settings);
        oracle.run(kafka);
        return new Expected(oracle.results, oracle.unread, oracle.refused);
    }

    private void run(SimKafka kafka) {
        List<LedgerInput> inputs = new ArrayList<>();
        for (KafkaTopic topic : KafkaFeeds.INPUT_TOPICS) {
            for (SimPartition partition : kafka.partitions(topic.name())) {
                for (SimPartition.Entry entry : partition.shown()) {
                    decode(raw(topic, partition, entry), inputs);
                }
            }
        }
        inputs.sort(Comparator.comparing(LedgerInput::position));
        SequentialEngine engine = new SequentialEngine(
                ((Compiled.Accepted) RuleSetCompiler.compile(settings.rules().text())).ruleSet(),
                settings.engineVersion(),
                settings.reference(),
                settings.ledger(),
                settings.memory(),
                Set.of());
        for (LedgerInput input : inputs) {
            take(engine, input).forEach(this::tell);
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
                Map.of(),
                Objects.requireNonNull(entry.key()),
                Objects.requireNonNull(entry.value()));
    }

    private static List<Replayed> take(SequentialEngine engine, LedgerInput input) {
        if (input.move() != null) {
            return engine.take(input.move());
        }
        return input.filing() != null
                ? engine.take(input.filing())
                : engine.take(Objects.requireNonNull(input.outcome()));
    }

    private void tell(Replayed replayed) {
        if (replayed.assessment() != null) {
            put(
                    Topics.CONSIGNMENTS_ASSESSED,
                    replayed.assessment().assessmentId(),
                    Topics.CONSIGNMENTS_ASSESSED.wire().encode(AssessmentRecords.of(replayed.assessment())));
        }
        for (Alert alert : replayed.alerts()) {
            AlertRaised record = AlertRecords.of(alert);
            put(
                    Topics.ALERTS_RAISED,
                    SimVerdict.id(record),
                    Topics.ALERTS_RAISED.wire().encode(record));
        }
        if (replayed.refusal() != null) {
            refused.merge(replayed.refusal().code().name(), 1, Integer::sum);
        }
    }

    private <R extends SpecificRecord> void put(Topic<R> topic, String id, byte[] value) {
        byte[] before = Objects.requireNonNull(results.get(topic.name())).put(id, value);
        if (before != null && !Arrays.equals(before, value)) {
            throw new SimFailure("the oracle has two for one: topic=" + topic.name() + ", id=" + id
                    + SimVerdict.difference(
                            topic.wire().decode(before), topic.wire().decode(value)));
        }
    }
}
