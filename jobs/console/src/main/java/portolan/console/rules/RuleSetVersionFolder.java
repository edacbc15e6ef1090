// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.ExampleRun;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.RuleText;

/**
 * A new folder for a version of a rule set whose bits changed, not yet written.
 *
 * @param to the folder
 * @param keepExamples whether it is written even where lanes or rules of examples differ
 */
public record RuleSetVersionFolder(Path to, boolean keepExamples) {
    /**
     * Told before an archive is read.
     *
     * @throws UnusableInputException if the folder is there
     */
    public static void refuseExisting(@Nullable Path folder) throws UnusableInputException {
        if (folder != null && Files.exists(folder)) {
            throw new UnusableInputException("the folder of the draft is there already; name another: dir=" + folder);
        }
    }

    /**
     * Writes it. Scores that examples expect follow the text.
     *
     * @param before the version that it comes after
     * @param archive on which it can be tried; null where none is at hand
     * @throws UnusableInputException if the text has faults, or examples expect what it does not do
     */
    public void write(RuleSetFolder before, String text, @Nullable Path archive, PrintWriter out)
            throws IOException, UnusableInputException {
        RuleText rewritten = new RuleText(to.resolve(RuleSetFolder.RULES).toString(), text);
        RuleText examples = before.examples();
        Compiled compiled = RuleSetCompiler.compile(rewritten, examples);
        if (examples != null && compiled instanceof Compiled.Refused refused) {
            String scored = ExampleRun.scored(examples, refused.issues());
            if (scored != null) {
                examples = new RuleText(examples.file(), scored);
                compiled = RuleSetCompiler.compile(rewritten, examples);
            }
        }
        if (compiled instanceof Compiled.Refused refused) {
            if (!keepExamples) {
                throw new UnusableInputException(
                        refused.render() + "\n\nno draft was written: with its bits the rule set has faults; change"
                                + " what examples expect, or write it with --keep-examples");
            }
            out.println(refused.render());
        }
        if (!Objects.equals(examples, before.examples())) {
            out.println("Scores that examples expect were written anew.");
        }
        Files.createDirectories(to);
        Files.writeString(to.resolve(RuleSetFolder.RULES), text, StandardCharsets.UTF_8);
        if (examples != null) {
            Files.writeString(to.resolve(RuleSetFolder.EXAMPLES), examples.text(), StandardCharsets.UTF_8);
        }
        out.println();
        out.println("draft: " + to);
        out.println("  what it would have done:  portolan rules what-if --archive "
                + (archive == null ? "DIR" : archive) + " --candidate " + to);
        out.println("  to put it to two people:  portolan rules publish, then portolan rules approve");
    }
}
