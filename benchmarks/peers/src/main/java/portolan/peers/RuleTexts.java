// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

/** The rule sets of the workloads, as text: it travels to where it is compiled. */
public final class RuleTexts {
    private static final String FIFTY = "fifty";
    /** Those that come with the code. */
    private static final Set<String> NAMES = Set.of(FIFTY, "trivial");

    private static final String FILE = "ruleset.yaml";

    private RuleTexts() {}

    /**
     * The text that judges on one memory.
     *
     * @param rules {@code fifty} or {@code trivial}, which come with the code, or a directory ({@code ./fifty} is one,
     *     too); null for the fifty, which read the memory of a shipper
     */
    public static String ofOneMemory(@Nullable String rules) {
        if (rules == null || NAMES.contains(rules)) {
            return bundled(rules == null ? FIFTY : rules);
        }
        return in(Path.of(rules));
    }

    /** A text that comes with the code, {@code fifty} or {@code trivial}. */
    static String bundled(String name) {
        String resource = name + '/' + FILE;
        try (InputStream in = RuleTexts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no such rule set: resource=" + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a rule set cannot be read: resource=" + resource, e);
        }
    }

    private static String in(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "a rule set cannot be read, and none that comes with the code has this name: file=" + file
                            + ", names=" + new TreeSet<>(NAMES),
                    e);
        }
    }

    static RuleSet compiled(String text) {
        Compiled compiled = RuleSetCompiler.compile(text);
        if (compiled instanceof Compiled.Accepted accepted) {
            return accepted.ruleSet();
        }
        throw new IllegalArgumentException(((Compiled.Refused) compiled).render());
    }
}
