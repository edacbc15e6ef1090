// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
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
        mixinStandardHelpOptions = true,
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
public final class SendersCommand implements DocumentCommand, Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public DocumentKind kind() {
        return DocumentKind.SENDERS;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        throw new ParameterException(spec.commandLine(), "say what to do with them, for example: senders check FILE");
    }

    private static Senders read(Path file) throws UnusableInputException {
        try {
            ReadText read = Senders.read(Files.readString(file));
            if (read.document() instanceof Senders list) {
                return list;
            }
            throw new UnusableInputException(
                    read.render() + "\nrefused: " + TextLine.counted(read.issues().size(), "fault"));
        } catch (IOException e) {
            throw new UnusableInputException("no senders list: " + e, e);
        }
    }

    /** Reads a list as the engine would. */
    @Command(
            name = "check",
            description = "Reads a senders list. Prints every fault with its place, or 'ok'. Changes nothing.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:the list would be accepted", "2:it would be refused, or cannot be read"})
    static final class Check implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "the list, for example deploy/rules/senders.yaml")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            if (spec == null) {
                throw new IllegalStateException("run by picocli only");
            }
            try {
                Senders list = read(file);
                spec.commandLine()
                        .getOut()
                        .println("ok: " + list.name() + " version " + list.version() + ", "
                                + TextLine.counted(list.size(), "sender") + ", hash " + list.hash());
                return RuleErrand.OK;
            } catch (UnusableInputException e) {
                spec.commandLine().getErr().println(e.getMessage());
                return RuleErrand.BAD_INPUT;
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
