// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.reading.Wording;

/** {@code portolan watchlists check FILE}: reads a list as the engine would. */
@Command(
        name = "check",
        description = {
            "Reads a watch list: CSV under id,name,country,city,street, or JSON Lines.",
            "Prints every fault with its line, or 'ok'. Changes nothing."
        },
        exitCodeList = {"0:the list would be accepted", "2:it would be refused, or cannot be read"})
final class WatchlistsCheckCommand extends ConsoleCommand {
    @Parameters(paramLabel = "FILE", description = "the list, plain or packed with gzip")
    private Path file = Path.of("");

    @Override
    public Integer call() throws Exception {
        WatchlistText list = WatchlistFile.read(file, "list", 1);
        out().println("ok: " + Wording.counted(list.list().size(), "entry", "entries"));
        return RuleErrand.OK;
    }
}
