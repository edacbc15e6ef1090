package portolan.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import portolan.schemas.Decoded;
import portolan.schemas.Topic;
import portolan.schemas.Topics;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetPublished;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleStep;

/** The topic of rule sets, read to its end and written to; and what the job says of what was written. */
final class RuleTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final TopicPartition STEPS = only(Topics.RULESETS_PUBLISHED);
    private static final TopicPartition AUDITS = only(Topics.RULESETS_AUDITED);

    private final String bootstrap;
    private final Consumer<byte[], byte[]> consumer;

    RuleTopic(String bootstrap) {
        this.bootstrap = bootstrap;
        Properties settings = client();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static TopicPartition only(Topic<?> topic) {
        return new TopicPartition(topic.name(), 0);
    }

    private Properties client() {
        Properties settings = new Properties();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "portolan-rules");
        return settings;
    }

    /** @throws UnusableInputException if there is no such broker, or no such topic */
    RuleChronicle read(Keyring keys) throws UnusableInputException {
        RuleChronicle chronicle = new RuleChronicle(keys);
        for (ConsumerRecord<byte[], byte[]> record : all(STEPS)) {
            RuleSetPublished said = decoded(Topics.RULESETS_PUBLISHED, record.value());
            RuleStep step = said == null ? null : RuleStepRecords.read(said);
            // What is no step has changed nothing; the job has an audit of it.
            if (step != null) {
                chronicle.add(step, Instant.ofEpochMilli(record.timestamp()), record.offset());
            }
        }
        return chronicle;
    }

    private List<ConsumerRecord<byte[], byte[]>> all(TopicPartition partition) throws UnusableInputException {
        try {
            long end = endOf(partition);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        } catch (KafkaException e) {
            throw unreachable(e);
        }
    }

    private long endOf(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    private UnusableInputException unreachable(Exception e) {
        return new UnusableInputException(
                "Kafka has no topic " + STEPS.topic() + " that can be reached: bootstrap=" + bootstrap + ", cause="
                        + e.getMessage() + "; is it running, and were the topics made ('run --create-topics')?",
                e);
    }

    private static <T extends SpecificRecord> @Nullable T decoded(Topic<T> topic, byte @Nullable [] value) {
        return value != null && topic.wire().decode(value) instanceof Decoded.Value<T> decoded ? decoded.value() : null;
    }

    /** Where a step stands, as audits name it. */
    record Place(long offset) {
        @Override
        public String toString() {
            return STEPS.topic() + "/0@" + offset;
        }
    }

    /**
     * Publishes a step.
     *
     * @throws UnusableInputException if the broker does not take it
     */
    Place publish(RuleStep step, Instant now) throws UnusableInputException {
        Properties settings = client();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
        Topic<RuleSetPublished> topic = Topics.RULESETS_PUBLISHED;
        RuleSetPublished said = RuleStepRecords.write(step, now);
        byte[] value = topic.wire().encode(said);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            RecordMetadata written = producer.send(new ProducerRecord<>(topic.name(), topic.key(said), value))
                    .get();
            return new Place(written.offset());
        } catch (ExecutionException | KafkaException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    /** From where audits are read that are still to come. */
    long auditsSoFar() throws UnusableInputException {
        try {
            return endOf(AUDITS);
        } catch (KafkaException e) {
            throw unreachable(e);
        }
    }

    /** What the job said of the step at this place; null if no job said anything in time. */
    @Nullable
    RuleSetAudited awaitAudit(Place place, long from, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        consumer.assign(List.of(AUDITS));
        consumer.seek(AUDITS, from);
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
