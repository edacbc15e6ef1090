// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.rules.Senders;

/** {@code portolan senders}: which sender speaks for which tenants, filers and kinds of filings. */
@Command(
        name = "senders",
        description = {
            "Manages lists of who may file for whom. While none is in force, senders are not checked.",
            "A version that says 'unchecked: true', signed by two, ends what is in force of its name."
        },
        subcommands = {
            SendersCommand.Check.class,
            ListPublishCommand.class,
            RulesApproveCommand.class,
            ListActivateCommand.class,
            RulesRollbackCommand.class,
            RulesRetireCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class
        })
public final class SendersCommand extends DocumentCommand {
    SendersCommand() {
        super(DocumentKind.SENDERS, "say what to do with them, for example: senders check FILE");
    }

    /** Reads a list as the engine would. */
    @Command(
            name = "check",
            description = "Reads a senders list. Prints every fault with its place, or 'ok'. Changes nothing.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:the list would be accepted", "2:it would be refused, or cannot be read"})
    static final class Check extends ConsoleCommand {
        @Parameters(paramLabel = "FILE", description = "the list, for example deploy/rules/senders.yaml")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            try {
                Senders list = (Senders) ListFile.read(DocumentKind.SENDERS, file);
                out().println("ok: " + list.name() + " version " + list.version() + ", "
                        + TextLine.counted(list.size(), "sender") + ", hash " + list.hash());
                list.doubts(null).forEach(out()::println);
                return RuleErrand.OK;
            } catch (UnusableInputException e) {
                err().println(e.getMessage());
                return BAD_INPUT;
            }
        }
    }
}
