// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.console.evidence.EvidenceWriter;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleStep;
import portolan.topics.KafkaAccess;

/** Where documents are published, and whose signatures count. */
final class RuleTopicOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec command;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "folder with everybody's NAME.pub, and one's own NAME.key (default: ${DEFAULT-VALUE})")
    private Path keys = Path.of("rule-keys");

    @Option(
            names = "--deployment",
            required = true,
            paramLabel = "ID",
            description = "the job's --deployment, which steps are signed for; that of a demo is 'demo'")
    @SuppressWarnings("NullAway.Init") // required
    private String deployment;

    /** @throws portolan.topics.KafkaFault if Kafka does not answer */
    RuleTopic open() {
        return open(kind());
    }

    /** @throws portolan.topics.KafkaFault if Kafka does not answer */
    RuleTopic open(DocumentKind kind) {
        return RuleTopic.at(access(), kind);
    }

    /**
     * Publishes a step; what this folder has published is a chain, signed with a key of its own.
     *
     * @throws portolan.topics.KafkaFault if the broker does not take it
     */
    RuleTopic.Place publish(RuleStep step, Instant now) {
        try (EvidenceWriter evidence =
                EvidenceWriter.open(access(), keys.resolve("evidence"), "rules", null, Clock.systemUTC())) {
            return RuleTopic.publish(evidence, kind(), step, now);
        }
    }

    private KafkaAccess access() {
        return kafka.accessOr("localhost:9092");
    }

    /** What the command is about. */
    DocumentKind kind() {
        return DocumentCommand.kindOf(command);
    }

    /** For which deployment steps are signed. */
    String deployment() {
        return deployment;
    }

    Path keys() {
        return keys;
    }

    Keyring keyring() throws UnusableInputException {
        try {
            return Keyring.read(keys, deployment);
        } catch (IOException e) {
            throw new UnusableInputException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }
}
