// SPDX-License-Identifier: Apache-2.0
package portolan.console.explain;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portolan.archive.Archive;
import portolan.console.rules.RuleSetTexts;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.Screen;
import portolan.console.screen.Terminal;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Rejudgement;

/** {@code portolan explain KEY}: why a consignment got its lane, and whether the same bits come out again. */
@Command(
        name = "explain",
        description = {
            "Shows a stored assessment with its reasons and readings, and recomputes it with the rule" + " set's text.",
            "Lists all assessments of the consignment; explains the last one, or the one of --number."
        },
        exitCodeList = {
            "0:every bit agrees, or the rule set's text is not at hand",
            "1:a bit differs",
            "2:bad usage, an archive that cannot be read, or a consignment that is not in it"
        })
public final class ExplainCommand extends ConsoleCommand {
    private static final int AGREES = 0;
    private static final int DIFFERS = 1;

    @Parameters(paramLabel = "KEY", description = "consignment key, as alerts and assessments name it")
    private String key = "";

    @Option(
            names = "--archive",
            required = true,
            paramLabel = "DIR",
            description = "directory that score, run or demo had as --archive")
    private Path archive = Path.of(".");

    @Option(
            names = "--rules",
            arity = "1..*",
            paramLabel = "FILE",
            description = "files or folders with texts of rule sets (the bundled baseline is always at hand)")
    private List<Path> rules = List.of();

    @Option(
            names = "--number",
            paramLabel = "N",
            description = "which of the listed assessments to explain (default: the last)")
    private int number;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = out();
        Archive opened = Archive.open(archive);
        ArchiveSearch search = ArchiveSearch.of(opened, key);
        ArchiveSearch.Found found = chosen(search);
        RuleSet ruleSet =
                RuleSetTexts.in(rules).find(found.assessment().ruleSet().hash());
        Screen screen = Terminal.screen(System.getenv(), false);
        ArchiveSearch.Rank rank = ArchiveSearch.rank(opened, found.assessment());
        ExplainView.lines(search.found(), search.found().indexOf(found), rank, ruleSet, screen)
                .forEach(out::println);
        return ruleSet == null
                        || found.assessment().isMoved()
                        || Rejudgement.of(ruleSet, found.assessment()).agrees()
                ? AGREES
                : DIFFERS;
    }

    private ArchiveSearch.Found chosen(ArchiveSearch search) throws UnusableInputException {
        List<ArchiveSearch.Found> found = search.found();
        if (found.isEmpty()) {
            throw new UnusableInputException("the archive has no assessment of this consignment: key="
                    + TextLine.harmless(key) + ", archive=" + archive + "; it holds "
                    + TextLine.counted(search.rows(), "assessment") + " from " + search.first() + " to "
                    + search.last() + ", for example of " + String.join(", ", search.examples())
                    + ". A running job adds a file only every --archive-every.");
        }
        if (number < 0 || number > found.size()) {
            throw new UnusableInputException("there is no such assessment of this consignment: number=" + number
                    + ", assessments=" + found.size());
        }
        return found.get(number == 0 ? found.size() - 1 : number - 1);
    }
}
