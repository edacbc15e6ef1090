// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.console.rules.RuleSetFolder;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.RuleSet;

/**
 * Drafts of a folder, each in one named by its day and hash. Any of them may be published, signed or not, so no two have
 * one version. What was cut short is none.
 */
final class WaitingDrafts {
    /** Written last: without it a draft is a run that was cut short. */
    static final String WHOLE = "evidence.txt";

    private final Map<Path, RuleSet> drafts = new TreeMap<>();

    /** @throws UnusableInputException if one does not compile: nobody knows its version */
    WaitingDrafts(@Nullable Path folder) throws IOException, UnusableInputException {
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                for (Path draft : inside.sorted().toList()) {
                    if (Files.exists(draft.resolve(WHOLE))) {
                        drafts.put(draft, RuleSetFolder.read(draft).rulesAlone().compiled());
                    }
                }
            }
        }
    }

    /** The version of the next draft. */
    int next(RuleSet today) {
        return 1
                + drafts.values().stream()
                        .filter(draft -> draft.name().equals(today.name()))
                        .mapToInt(RuleSet::version)
                        .reduce(today.version(), Math::max);
    }

    /**
     * The draft that says the same, but for its version.
     *
     * @param text of a version
     */
    @Nullable
    Path same(IntFunction<RuleSet> text) {
        return drafts.entrySet().stream()
                .filter(draft -> text.apply(draft.getValue().version())
                        .hash()
                        .equals(draft.getValue().hash()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
