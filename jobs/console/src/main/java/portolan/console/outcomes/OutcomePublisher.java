// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import portolan.console.kafka.KafkaFaults;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/** Publishes outcomes, and says of each where it stands once all replicas have it. */
final class OutcomePublisher implements AutoCloseable {
    private static final Topic<InspectionOutcome> TOPIC = Topics.INSPECTIONS_REPORTED;
    private static final int ANSWERS_WITHIN = (int) KafkaAccess.PATIENCE.toMillis();

    private final KafkaAccess kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroWire<InspectionOutcome> wire = TOPIC.wire();

    private OutcomePublisher(KafkaAccess kafka, KafkaProducer<byte[], byte[]> producer) {
        this.kafka = kafka;
        this.producer = producer;
    }

    /** Connects, and sees that there is somewhere to publish to: a producer by itself may make the topic. */
    static OutcomePublisher at(KafkaAccess kafka) throws UnusableInputException {
        try (Admin admin = kafka.reached()) {
            admin.describeTopics(List.of(kafka.name(TOPIC))).allTopicNames().get();
            return new OutcomePublisher(
                    kafka,
                    new KafkaProducer<>(
                            kafka.client(Map.of(
                                    ProducerConfig.CLIENT_ID_CONFIG,
                                    "portolan-outcomes",
                                    ProducerConfig.ACKS_CONFIG,
                                    "all",
                                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                    ANSWERS_WITHIN,
                                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                    ANSWERS_WITHIN / 2,
                                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                    ANSWERS_WITHIN,
                                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                                    TOPIC.maxMessageBytes())),
                            new ByteArraySerializer(),
                            new ByteArraySerializer()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw KafkaFaults.missing(kafka, TOPIC);
            }
            throw KafkaFault.of(kafka, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFault.of(kafka, e);
        } catch (KafkaException e) {
            throw KafkaFault.of(kafka, e);
        }
    }

    /**
     * Publishes them in their order and waits for all.
     *
     * @throws IllegalStateException when the brokers did not confirm them all, with what is known
     */
    List<RecordMetadata> publish(List<InspectionOutcome> outcomes) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        List<RecordMetadata> confirmed = new ArrayList<>();
        try {
            for (InspectionOutcome outcome : outcomes) {
                sent.add(producer.send(
                        new ProducerRecord<>(kafka.name(TOPIC), TOPIC.key(outcome), wire.encode(outcome))));
            }
            for (Future<RecordMetadata> future : sent) {
                confirmed.add(future.get());
            }
            return confirmed;
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "Kafka did not confirm: confirmed=" + confirmed.size() + ", of=" + outcomes.size() + ", cause="
                            + cause.getMessage()
                            + "; what was not confirmed may be published all the same: report it again, the job takes"
                            + " the same version of an outcome once",
                    e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
