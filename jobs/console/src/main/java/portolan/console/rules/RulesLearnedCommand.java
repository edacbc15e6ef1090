// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.archive.ArchiveException;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.RuleSet;

/** {@code portolan rules learned}: what traffic and inspections have made of a rule set's bits. */
@Command(
        name = "learned",
        description = {
            "Shows what each rule of a rule set counted for: as written, as inspections moved it, and as its"
                    + " share of filings bounds it.",
            "Reads an archive. Publishes nothing."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or a rule set or an archive that cannot be used"})
final class RulesLearnedCommand implements Callable<Integer> {
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

    @Option(names = "--rules", paramLabel = "DIR", required = true, description = "Folder of the rule set.")
    private Path rules = Path.of("");

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            RuleSet ruleSet = RuleSetFolder.read(rules).compiled();
            learned(archive, ruleSet).print(out);
            out.flush();
            return DONE;
        } catch (IOException | ArchiveException | UnusableInputException unusable) {
            err.println(unusable.getMessage());
            return BAD_INPUT;
        }
    }

    /** What an archive says of a rule set. */
    static LearnedTable learned(Path archive, RuleSet ruleSet)
            throws IOException, ArchiveException, UnusableInputException {
        Map<String, LearnedTable> tables = LearnedArchive.read(archive, ruleSet).tables();
        if (tables.isEmpty()) {
            throw new UnusableInputException("the archive has no assessment by this rule set: archive=" + archive
                    + ", name=" + ruleSet.name() + ", version=" + ruleSet.version() + ", hash=" + ruleSet.hash());
        }
        if (tables.size() > 1) {
            throw new UnusableInputException("what is learned is each tenant's own, and the archive has "
                    + tables.size() + " tenants; archive each by itself: dir=" + archive);
        }
        return tables.values().iterator().next();
    }
}
