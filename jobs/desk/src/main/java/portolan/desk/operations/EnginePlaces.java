// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine is, beside Kafka: what the desk cannot see it does not show, and says so.
 *
 * @param groups consumer groups of the jobs, without the prefix of topics
 * @param flink Flink's REST interface, for checkpoints
 * @param profiles directory that the job of messages has as its {@code --profiles}
 * @param store of the gateways, where large messages are
 * @param archive directory that the scoring job has as its {@code --archive}, for the scorecard of rules
 * @param canaries file of what nobody has a reason to touch, for the audit
 */
public record EnginePlaces(
        List<String> groups,
        @Nullable URI flink,
        @Nullable Path profiles,
        @Nullable Path store,
        @Nullable Path archive,
        @Nullable Path canaries) {
    /** The groups of the jobs as they are called unless somebody names others. */
    public static final List<String> GROUPS = List.of("portolan-scoring", "portolan-receive", "portolan-receive-large");

    public EnginePlaces {
        groups = List.copyOf(groups);
    }
}
