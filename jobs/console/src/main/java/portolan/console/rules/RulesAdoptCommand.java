// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.archive.ArchiveException;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetDraft;

/** {@code portolan rules adopt}: the next version of a rule set, in which what inspections taught is written. */
@Command(
        name = "adopt",
        description = {
            "Writes what inspections taught into a new version of a rule set, for two people to sign: each rule's bits"
                    + " by threat, and the priors.",
            "Inspections that are in it move it no more. Scores that examples expect follow; other expectations must"
                    + " hold. Reads an archive. Publishes nothing."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or a rule set or an archive that cannot be used"})
final class RulesAdoptCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int BAD_INPUT = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            required = true,
            description = "Directory that score, run or demo had as --archive.")
    private Path archive = Path.of("");

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            required = true,
            description = "Folder of the rule set; it stays as it is.")
    private Path rules = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "New folder for the draft. Without it, nothing is written.")
    private @Nullable Path draft;

    @Option(
            names = "--keep-examples",
            description = "Write the draft even where lanes or rules of examples differ, to be mended by hand.")
    private boolean keepExamples;

    @Override
    public Integer call() {
        CommandSpec run = Objects.requireNonNull(spec, "run by picocli only");
        PrintWriter out = run.commandLine().getOut();
        PrintWriter err = run.commandLine().getErr();
        try {
            RuleSetVersionFolder.refuseExisting(draft);
            RuleSetFolder folder = RuleSetFolder.read(rules);
            RuleSet ruleSet = folder.compiled();
            if (RuleSetDraft.obstacle(folder.rules()).isPresent()) {
                throw new UnusableInputException(
                        RuleSetDraft.obstacle(folder.rules()).get().render());
            }
            AdoptedTable table = new AdoptedTable(ruleSet, RulesLearnedCommand.learned(archive, ruleSet));
            table.print(out);
            out.flush();
            if (draft != null) {
                new RuleSetVersionFolder(draft, keepExamples).write(folder, table.text(), archive, out);
            }
            out.flush();
            return DONE;
        } catch (IOException | ArchiveException | UnusableInputException unusable) {
            err.println(unusable.getMessage());
            return BAD_INPUT;
        }
    }
}
