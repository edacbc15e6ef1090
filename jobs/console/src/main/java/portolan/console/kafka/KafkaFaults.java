// SPDX-License-Identifier: Apache-2.0
package portolan.console.kafka;

import portolan.console.screen.UnusableInputException;
import portolan.schemas.wire.KafkaTopic;
import portolan.topics.KafkaAccess;

/** What an operator is told when a topic is not there. */
public final class KafkaFaults {
    private KafkaFaults() {}

    /** Says so, and what to do. */
    public static UnusableInputException missing(KafkaAccess kafka, KafkaTopic topic) {
        return new UnusableInputException("topic is missing: topic=" + kafka.name(topic)
                + "; see that --bootstrap names the brokers of the job, or make it as deploy/topics.yaml says");
    }
}
