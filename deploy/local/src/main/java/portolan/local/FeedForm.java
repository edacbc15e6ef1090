// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import portolan.console.screen.DurationConverter;

/** Options that say how files of a feed are read. */
final class FeedForm {
    @Option(names = "--mapping", paramLabel = "FILE", description = "YAML: what the columns of CSV files are")
    private @Nullable Path mapping;

    @Option(
            names = "--outcome-delay",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "how long after a declaration its outcome in a CSV file is known (default: as the mapping says)")
    private @Nullable Duration outcomeDelay;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "YAML: how messages of customs or a carrier differ from the standard")
    private @Nullable Path profile;

    FeedFiles files() {
        return FeedFiles.through(mapping, outcomeDelay).by(profile);
    }
}
