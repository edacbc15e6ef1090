// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The texts that a job starts with, of every command that takes some which nobody signed. */
final class RulesOption {
    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "directory with ruleset.yaml, in force from the start (default: the baseline)")
    private @Nullable Path rules;

    @Option(
            names = "--suppressions",
            paramLabel = "FILE",
            description = "rules that do not count for who is known good, as YAML (default: none)")
    private @Nullable Path suppressions;

    /** The settings of a job, and these with them. */
    Map<String, String> with(Map<String, String> own) {
        Map<String, String> all = new HashMap<>(own);
        JobOptions.put(all, "rules", rules);
        JobOptions.put(all, "suppressions", suppressions);
        return all;
    }

    /** Where rule sets lie that are no part of this release. */
    List<Path> places() {
        return rules == null ? List.of() : List.of(rules);
    }
}
