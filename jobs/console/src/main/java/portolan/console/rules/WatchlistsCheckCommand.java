// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.reading.Wording;

/** {@code portolan watchlists check FILE}: reads a list as the engine would. */
@Command(
        name = "check",
        description = {
            "Reads a watch list: CSV under id,name,country,city,street, or JSON Lines.",
            "Prints every fault with its line, or 'ok'. Changes nothing."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the list would be accepted", "2:it would be refused, or cannot be read"})
final class WatchlistsCheckCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the list, plain or packed with gzip")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        try {
            WatchlistText list = WatchlistFile.read(file, "list", 1);
            spec.commandLine()
                    .getOut()
                    .println("ok: " + Wording.counted(list.list().size(), "entry", "entries"));
            return RuleErrand.OK;
        } catch (UnusableInputException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return RuleErrand.BAD_INPUT;
        }
    }
}
