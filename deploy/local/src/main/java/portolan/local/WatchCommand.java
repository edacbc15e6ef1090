// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portolan watch}: follows what a running engine says. */
@Command(
        name = "watch",
        description = "Follows a running job: its alerts, and its selections against budgets.",
        subcommands = {WatchAlertsCommand.class, WatchLanesCommand.class})
final class WatchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "say what to watch, for example: watch alerts --bootstrap localhost:9092");
    }
}
