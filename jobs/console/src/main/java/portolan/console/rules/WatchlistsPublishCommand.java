// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;

/** {@code portolan watchlists publish FILE --name NAME}: proposes the next version to those who may approve it. */
@Command(
        name = "publish",
        description = {
            "Proposes a file as the next version of a watch list: publishes its text, signed by its author.",
            "Puts nothing in force: another person approves it, then it is activated."
        })
final class WatchlistsPublishCommand extends RuleErrand {
    @Parameters(paramLabel = "FILE", description = "the list, plain or packed with gzip")
    private Path file = Path.of("");

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "the list, for example sanctions")
    private String name = "";

    @Override
    RuleStep step(SignedSteps by, RuleChronicle chronicle, Instant now) throws UnusableInputException {
        int last = chronicle.entries().stream()
                .filter(entry -> entry.taken().accepted() && entry.step().name().equals(name))
                .mapToInt(entry -> entry.step().version())
                .max()
                .orElse(0);
        return by.propose(WatchlistFile.read(file, name, last + 1), why(), now.toEpochMilli());
    }
}
