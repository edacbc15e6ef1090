// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import portolan.scoring.lifecycle.DocumentKind;

/** {@code portolan watchlists}: lists of parties and ships to look out for. */
@Command(
        name = "watchlists",
        description = "Manages lists of parties and ships to look out for.",
        mixinStandardHelpOptions = true,
        subcommands = {
            WatchlistsCheckCommand.class,
            WatchlistsPublishCommand.class,
            RulesApproveCommand.class,
            WatchlistsActivateCommand.class,
            RulesRetireCommand.class,
            RulesListCommand.class,
            RulesShowCommand.class
        })
public final class WatchlistsCommand implements DocumentCommand, Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public DocumentKind kind() {
        return DocumentKind.WATCH_LIST;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        throw new ParameterException(
                spec.commandLine(), "say what to do with them, for example: watchlists check FILE");
    }
}
