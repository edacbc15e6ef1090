// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Suppressions;

/** {@code portolan suppressions}: rules that do not count for who is known good. */
@Command(
        name = "suppressions",
        description = "Manages lists of rules that do not count for who is known good.",
        subcommands = {
            SuppressionsCommand.Check.class,
            ListPublishCommand.class,
            RulesApproveCommand.class,
            ListActivateCommand.class,
            RulesRetireCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class
        })
public final class SuppressionsCommand extends DocumentCommand {
    SuppressionsCommand() {
        super(DocumentKind.SUPPRESSIONS);
    }

    /** {@code portolan suppressions check FILE}: reads a list as the engine would. */
    @Command(
            name = "check",
            description = {
                "Reads a list of suppressions and holds it against a rule set.",
                "Prints every fault with its place, or 'ok'. Changes nothing."
            },
            exitCodeList = {"0:the list would be accepted", "2:it would be refused, or cannot be read"})
    static final class Check extends ConsoleCommand {
        @Parameters(paramLabel = "FILE", description = "the list, for example deploy/rules/suppressions.yaml")
        private Path file = Path.of("");

        @Option(
                names = "--rules",
                paramLabel = "DIR",
                description = "folder of the rule set that it is held against (default: the baseline)")
        private @Nullable Path rules;

        @Override
        public Integer call() throws Exception {
            PrintWriter out = out();
            PrintWriter err = err();
            RuleSet under = rules == null
                    ? BaselineRuleSet.compiled()
                    : RuleSetFolder.read(rules).rulesAlone().compiled();
            Suppressions list = ListFile.allowed(
                    ListFile.read(DocumentKind.SUPPRESSIONS, file).text(), under);
            List<RuleIssue> unknown = list.unknownUnder(under);
            unknown.forEach(issue -> err.println("warning: " + issue.render()));
            out.println("ok: " + list.name() + " version " + list.version() + ", "
                    + TextLine.counted(list.size(), "suppression")
                    + (unknown.isEmpty() ? "" : ", " + TextLine.counted(unknown.size(), "warning")) + ", hash "
                    + list.hash());
            return RuleErrand.OK;
        }
    }
}
