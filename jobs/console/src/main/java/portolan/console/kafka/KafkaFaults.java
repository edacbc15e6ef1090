// SPDX-License-Identifier: Apache-2.0
package portolan.console.kafka;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.wire.KafkaTopic;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/** Whether topics are there, and what an operator is told when one is not. */
public final class KafkaFaults {
    private KafkaFaults() {}

    /**
     * Sees that they are there: a producer by itself may make one that is not.
     *
     * @throws KafkaFault if Kafka does not answer
     */
    public static void mustHave(KafkaAccess kafka, Collection<? extends KafkaTopic> topics)
            throws UnusableInputException {
        try (Admin admin = kafka.reached()) {
            for (KafkaTopic topic : topics) {
                try {
                    admin.describeTopics(List.of(kafka.name(topic)))
                            .allTopicNames()
                            .get();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                        throw missing(kafka, topic);
                    }
                    throw KafkaFault.of(kafka, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFault.of(kafka, e);
        }
    }

    /** Says so, and what to do. */
    public static UnusableInputException missing(KafkaAccess kafka, KafkaTopic topic) {
        return new UnusableInputException("topic is missing: topic=" + kafka.name(topic)
                + "; see that --bootstrap names the brokers of the job, or make it as deploy/topics.yaml says");
    }
}
