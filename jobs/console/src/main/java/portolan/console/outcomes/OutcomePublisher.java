// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import portolan.console.evidence.EvidenceWriter;
import portolan.console.evidence.ProvenSender;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/**
 * Publishes outcomes, and says of each where it stands once all replicas have it.
 *
 * @param keys directory of the key with which this machine signs what it publishes
 * @param reporter who reports, to a job that asks; null where nobody proves it
 */
record OutcomePublisher(
        KafkaAccess kafka, Path keys, @Nullable ProvenSender reporter, Clock clock) {
    private static final Topic<InspectionOutcome> TOPIC = Topics.INSPECTIONS_REPORTED;
    private static final int AT_ONCE = 1_000;

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
