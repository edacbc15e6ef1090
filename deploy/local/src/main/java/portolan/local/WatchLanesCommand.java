// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.DurationConverter;
import portolan.console.screen.Terminal;
import portolan.console.watch.LanesWatch;

/** {@code portolan watch lanes}: what each office's lanes came to against its budget. */
@Command(
        name = "lanes",
        description = {
            "Shows the selections of each office and day against the budgets of the rule set in" + " force, and ends.",
            "'40 of 50, 2 drawn, over': 40 selected, 2 of them drawn by exploration, a budget of 50,"
                    + " and more over the last weeks than chance explains. An open day is shown once it exceeds"
                    + " a budget. Its final counts come an hour after its end."
        },
        sortOptions = false)
final class WatchLanesCommand extends ConsoleCommand {
    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--last",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "how far back (default: 30d)")
    private Duration last = Duration.ofDays(30);

    @Override
    public Integer call() throws Exception {
        LanesWatch.show(kafka.access(), Clock.systemUTC().instant().minus(last), out(), err(), Terminal.isOutput());
        return 0;
    }
}
