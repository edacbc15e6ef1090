package portolan.console;

import org.apache.kafka.common.KafkaException;
import portolan.schemas.Topic;

/** What an operator is told when a command cannot get at Kafka. */
final class KafkaFaults {
    private KafkaFaults() {}

    static UnusableInputException unusable(String bootstrapServers, KafkaException fault) {
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        return new UnusableInputException(
                "Kafka does not answer: bootstrap=" + bootstrapServers + ", cause=" + cause.getMessage()
                        + "; see that the broker runs and that --bootstrap is HOST:PORT as it announces itself",
                fault);
    }

    static UnusableInputException missing(Topic<?> topic) {
        return new UnusableInputException("topic is missing: topic=" + topic.name()
                + "; see that --bootstrap names the brokers of the job, or make it as deploy/topics.yaml says");
    }
}
