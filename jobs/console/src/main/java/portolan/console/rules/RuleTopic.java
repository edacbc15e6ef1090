// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import portolan.console.evidence.EvidenceWriter;
import portolan.console.kafka.KafkaFaults;
import portolan.console.screen.UnusableInputException;
import portolan.records.DocumentTopics;
import portolan.records.RuleStepRecords;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleStep;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;
import portolan.topics.TopicScan;

/** The topic of one kind of document, read to its end and written to; and what the job says of what was written. */
public final class RuleTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private static final String CLIENT = "portolan-rules";

    private final KafkaAccess kafka;
    private final DocumentKind kind;
    private final Topic<RuleSetPublished> topic;
    private final TopicPartition audits;
    private final Consumer<byte[], byte[]> consumer;

    RuleTopic(KafkaAccess kafka, DocumentKind kind, Consumer<byte[], byte[]> consumer) {
        this.kafka = kafka;
        this.kind = kind;
        this.topic = DocumentTopics.of(kind);
        this.audits = new TopicPartition(kafka.name(Topics.RULESETS_AUDITED), 0);
        this.consumer = consumer;
    }

    /**
     * Where a Kafka has it.
     *
     * @throws KafkaFault if Kafka does not answer
     */
    public static RuleTopic at(KafkaAccess kafka, DocumentKind kind) {
        kafka.reached().close();
        return new RuleTopic(kafka, kind, kafka.reader(CLIENT, KafkaAccess.HARDLY_WAITS));
    }

    /**
     * All that was said up to now.
     *
     * @throws UnusableInputException if there is no such topic
     * @throws KafkaFault if Kafka answers no longer
     */
    // The scan ends with the consumer.
    @SuppressWarnings("resource")
    RuleChronicle read(Keyring keys) throws UnusableInputException {
        RuleChronicle chronicle = new RuleChronicle(kind, keys);
        TopicScan scan = new TopicScan(kafka, consumer);
        Map<TopicPartition, TopicScan.Range> all = scan.since(topic, Instant.EPOCH);
        if (all.isEmpty()) {
            throw KafkaFaults.missing(kafka, topic);
        }
        scan.read(all, record -> {
            RuleSetPublished said = decoded(topic, record.value());
            RuleStep step = said == null ? null : RuleStepRecords.read(said);
            // What is no step has changed nothing; the job has an audit of it.
            if (step != null) {
                chronicle.add(step, Instant.ofEpochMilli(record.timestamp()), record.offset());
            }
        });
        return chronicle;
    }

    private static <T extends SpecificRecord> @Nullable T decoded(Topic<T> topic, byte @Nullable [] value) {
        return value != null && topic.wire().decode(value) instanceof DecodeResult.Value<T> decoded
                ? decoded.value()
                : null;
    }

    /** Where a step stands, as audits name it. */
    public record Place(DocumentKind kind, long offset) {
        @Override
        public String toString() {
            return DocumentTopics.of(kind).name() + "/0@" + offset;
        }
    }

    /**
     * Publishes a step, as the next record of the writer's chain.
     *
     * @throws KafkaFault if the broker does not take it
     */
    public static Place publish(EvidenceWriter evidence, DocumentKind kind, RuleStep step, Instant now) {
        try {
            return new Place(
                    kind,
                    evidence.write(DocumentTopics.of(kind), RuleStepRecords.write(step, now))
                            .offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before a step was published", e);
        }
    }

    /** From where audits are read that are still to come. */
    long auditsSoFar() {
        try {
            return consumer.endOffsets(List.of(audits)).getOrDefault(audits, 0L);
        } catch (KafkaException e) {
            throw KafkaFault.of(kafka, e);
        }
    }

    /** What the job said of the step at this place; null if no job said anything in time. */
    @Nullable
    RuleSetAudited awaitAudit(Place place, long from, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        consumer.assign(List.of(audits));
        consumer.seek(audits, from);
        while (System.nanoTime() < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                RuleSetAudited audited = decoded(Topics.RULESETS_AUDITED, record.value());
                if (audited != null && place.toString().equals(audited.getInput())) {
                    return audited;
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
