// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import portolan.console.evidence.EvidenceWriter;
import portolan.console.evidence.ProvenSender;
import portolan.console.kafka.KafkaFaults;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/** Publishes outcomes, and says of each where it stands once all replicas have it. */
final class OutcomePublisher {
    private static final Topic<InspectionOutcome> TOPIC = Topics.INSPECTIONS_REPORTED;
    private static final int AT_ONCE = 1_000;

    private final KafkaAccess kafka;
    private final Path keys;
    private final @Nullable ProvenSender reporter;
    private final Clock clock;

    private OutcomePublisher(KafkaAccess kafka, Path keys, @Nullable ProvenSender reporter, Clock clock) {
        this.kafka = kafka;
        this.keys = keys;
        this.reporter = reporter;
        this.clock = clock;
    }

    /**
     * Connects, and sees that there is somewhere to publish to: a producer by itself may make the topic.
     *
     * @param keys directory of the key with which this machine signs what it publishes
     * @param reporter who reports, to a job that asks; null where nobody proves it
     */
    static OutcomePublisher at(KafkaAccess kafka, Path keys, @Nullable ProvenSender reporter, Clock clock)
            throws UnusableInputException {
        try (Admin admin = kafka.reached()) {
            admin.describeTopics(List.of(kafka.name(TOPIC))).allTopicNames().get();
            return new OutcomePublisher(kafka, keys, reporter, clock);
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
        List<RecordMetadata> confirmed = new ArrayList<>();
        try (EvidenceWriter evidence = EvidenceWriter.open(kafka, keys, "outcomes", reporter, clock)) {
            while (confirmed.size() < outcomes.size()) {
                int to = Math.min(outcomes.size(), confirmed.size() + AT_ONCE);
                confirmed.addAll(evidence.write(TOPIC, outcomes.subList(confirmed.size(), to)));
            }
            return confirmed;
        } catch (KafkaFault e) {
            throw new IllegalStateException(
                    "Kafka did not confirm: confirmed=" + confirmed.size() + ", of=" + outcomes.size() + ", cause="
                            + e.getMessage()
                            + "; what was not confirmed may be published all the same: report it again, the job takes"
                            + " the same version of an outcome once",
                    e);
        }
    }
}
