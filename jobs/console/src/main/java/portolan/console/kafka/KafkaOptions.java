// SPDX-License-Identifier: Apache-2.0
package portolan.console.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import portolan.topics.KafkaAccess;

/** Which Kafka, the same in every command that speaks to one. */
public final class KafkaOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka's bootstrap servers (default: bootstrap.servers of --kafka-config)")
    private @Nullable String bootstrap;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "properties of Kafka's clients, as security.protocol, sasl.* and ssl.*; $${env:NAME} and"
                    + " $${file:PATH:NAME} stand for secrets (default: none)")
    private @Nullable Path file;

    @Option(
            names = {"--topic-prefix", "--prefix"},
            paramLabel = "TEXT",
            description =
                    "before the names of all topics and groups, where installations share a Kafka (default: none)")
    private String prefix = "";

    /**
     * How it is reached; nothing is asked yet.
     *
     * @throws ParameterException if no server is named, or the file cannot be used
     */
    public KafkaAccess access() {
        return accessOr(null);
    }

    /** The same as options of the job, by their names. */
    public Map<String, String> jobOptions() {
        Map<String, String> given = new HashMap<>();
        given.put("topic-prefix", prefix);
        if (bootstrap != null) {
            given.put("bootstrap", bootstrap);
        }
        if (file != null) {
            given.put("kafka-config", file.toString());
        }
        return given;
    }

    /** The same, with servers where none are named. */
    public KafkaAccess accessOr(@Nullable String otherwise) {
        if (bootstrap == null && file == null && otherwise == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--bootstrap=HOST:PORT'");
        }
        try {
            return KafkaAccess.of(bootstrap, file, prefix, otherwise);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
