// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.Senders;

/** {@code portolan senders}: which sender speaks for which tenants, filers and kinds of filings. */
@Command(
        name = "senders",
        description = "Manages lists of who may file for whom. While none is in force, senders are not checked.",
        subcommands = {
            SendersCommand.Check.class,
            SendersCommand.Publish.class,
            RulesApproveCommand.class,
            WatchlistsActivateCommand.class,
            RulesRollbackCommand.class,
            RulesRetireCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class
        })
public final class SendersCommand extends DocumentCommand {
    SendersCommand() {
        super(DocumentKind.SENDERS, "say what to do with them, for example: senders check FILE");
    }

    private static Senders read(Path file) throws UnusableInputException {
        try {
            ReadText read = Senders.read(Files.readString(file));
            if (read.document() instanceof Senders list) {
                return list;
            }
            throw new UnusableInputException(read.render() + "\nrefused: "
                    + TextLine.counted(read.issues().size(), "fault"));
        } catch (IOException e) {
            throw new UnusableInputException("no senders list: " + e, e);
        }
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
                Senders list = read(file);
                out().println("ok: " + list.name() + " version " + list.version() + ", "
                        + TextLine.counted(list.size(), "sender") + ", hash " + list.hash());
                return RuleErrand.OK;
            } catch (UnusableInputException e) {
                err().println(e.getMessage());
                return BAD_INPUT;
            }
        }
    }

    /** Proposes a version to those who may approve it. */
    @Command(
            name = "publish",
            description = {
                "Proposes a senders list: publishes its text, signed by its author.",
                "Puts nothing in force: another person approves it, then it is activated."
            })
    static final class Publish extends RuleErrand {
        @Parameters(paramLabel = "FILE", description = "the list, for example deploy/rules/senders.yaml")
        private Path file = Path.of("");

        @Override
        RuleStep step(SignedSteps by, RuleChronicle chronicle, Instant now) throws UnusableInputException {
            return by.propose(read(file), why(), now.toEpochMilli());
        }
    }
}
