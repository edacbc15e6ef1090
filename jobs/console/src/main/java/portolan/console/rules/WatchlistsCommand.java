// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.reading.Wording;

/** {@code portolan watchlists}: lists of parties and ships to look out for. */
@Command(
        name = "watchlists",
        description = "Manages lists of parties and ships to look out for.",
        subcommands = {
            WatchlistsCommand.Check.class,
            WatchlistsCommand.Publish.class,
            RulesApproveCommand.class,
            ListActivateCommand.class,
            RulesRetireCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class
        })
public final class WatchlistsCommand extends DocumentCommand {
    WatchlistsCommand() {
        super(DocumentKind.WATCH_LIST);
    }

    /** {@code portolan watchlists check FILE}: reads a list as the engine would. */
    @Command(
            name = "check",
            description = {
                "Reads a watch list: CSV under id,name,country,city,street, or JSON Lines.",
                "Prints every fault with its line, or 'ok'. Changes nothing."
            },
            exitCodeList = {"0:the list would be accepted", "2:it would be refused, or cannot be read"})
    static final class Check extends ConsoleCommand {
        @Parameters(paramLabel = "FILE", description = "the list, plain or packed with gzip")
        private Path file = Path.of("");

        @Override
        public Integer call() throws Exception {
            WatchlistText list = WatchlistFile.read(file, "list", 1);
            out().println("ok: " + Wording.counted(list.list().size(), "entry", "entries"));
            return RuleErrand.OK;
        }
    }

    /** {@code portolan watchlists publish FILE --name NAME}: proposes the next version to those who may approve it. */
    @Command(
            name = "publish",
            description = {
                "Proposes a file as the next version of a watch list: publishes its text, signed by its author.",
                "Puts nothing in force: another person approves it, then it is activated."
            })
    static final class Publish extends RuleErrand {
        @Parameters(paramLabel = "FILE", description = "the list, plain or packed with gzip")
        private Path file = Path.of("");

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "the list, for example sanctions")
        private String name = "";

        @Override
        RuleStep step(SignedSteps by, RuleChronicle chronicle, Instant now) throws UnusableInputException {
            int last = chronicle.entries().stream()
                    .filter(entry ->
                            entry.taken().accepted() && entry.step().name().equals(name))
                    .mapToInt(entry -> entry.step().version())
                    .max()
                    .orElse(0);
            return by.propose(WatchlistFile.read(file, name, last + 1), why(), now.toEpochMilli());
        }
    }
}
