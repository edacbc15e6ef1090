// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.console.rules.RuleSetFolder;
import portolan.console.screen.UnusableInputException;
import portolan.desk.server.Words;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.ExampleRun;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.RuleText;
import portolan.scoring.rules.RuleTrace;

/**
 * The examples of rule sets, as they stand beside them in folders. They are not published: a text that is proposed must
 * pass those that its author sends with it, else those that the desk knows.
 */
public final class RuleExamples {
    private static final Logger LOG = LoggerFactory.getLogger(RuleExamples.class);

    private static final int DEEPEST = 4;
    private static final String FILE = "examples.yaml";

    /** By the name of the rule set. */
    private final Map<String, String> texts = new HashMap<>();

    private RuleExamples() {}

    /**
     * Those of some places, and those of the baseline.
     *
     * @param places files or folders, in which every folder may have examples beside a rule set
     */
    public static RuleExamples in(List<Path> places) {
        RuleExamples examples = new RuleExamples();
        examples.texts.put(BaselineRuleSet.compiled().name(), BaselineRuleSet.examples());
        for (Path place : places) {
            Path from =
                    Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
            try (Stream<Path> files = Files.walk(from, DEEPEST)) {
                files.filter(file -> file.endsWith(FILE)).sorted().forEach(examples::add);
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("examples of rule sets cannot be read: place={}, cause={}", place, e.getMessage());
            }
        }
        return examples;
    }

    private void add(Path file) {
        try {
            RuleSetFolder folder = RuleSetFolder.read(
                    Objects.requireNonNull(file.toAbsolutePath().getParent()));
            RuleText known = folder.examples();
            if (known != null && RuleSetCompiler.compile(folder.rules(), null) instanceof Compiled.Accepted accepted) {
                texts.put(accepted.ruleSet().name(), known.text());
            }
        } catch (UnusableInputException e) {
            LOG.warn("examples have no rule set beside them: file={}, cause={}", file, e.getMessage());
        }
    }

    /** Those of a rule set; empty where none are known. */
    String of(String name) {
        return texts.getOrDefault(name, "");
    }

    /** Runs them; no text has no examples. */
    static ExampleRun run(RuleSet ruleSet, String text) {
        return text.isBlank() ? new ExampleRun(List.of(), List.of()) : ExampleRun.of(ruleSet, new RuleText(FILE, text));
    }

    /** With the scores that they come to now; lanes, and who fires, stay as expected. */
    static String scored(RuleSet ruleSet, String text) {
        List<RuleIssue> issues = run(ruleSet, text).issues();
        String scored = ExampleRun.scored(new RuleText(FILE, text), issues);
        return scored == null ? text : scored;
    }

    /** Why a rule fired, or did not. */
    public static String why(Words words, RuleTrace trace) {
        String key = "rules.trace." + trace.state().name();
        return switch (trace.state()) {
            case FIRED -> words.say(key, Projected.bits(trace.bits()));
            case ABSENT -> words.say(key, String.join(", ", trace.absent()));
            case NOT_MET, UNDEFINED -> words.say(key);
        };
    }
}
