// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.kafka.KafkaOptions;
import portolan.console.rules.RuleSetTexts;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.DurationConverter;
import portolan.console.screen.Terminal;
import portolan.console.watch.LiveBoard;

/** {@code portolan watch board}: the live board of a running job. */
@Command(
        name = "board",
        description = {
            "Shows the riskiest consignments from now on with their reasons, counts by lane, rates and latency, as demo"
                    + " does. Ctrl-C ends it.",
            "Joins no consumer group. Off a terminal it prints a picture every ten seconds."
        },
        sortOptions = false)
final class WatchBoardCommand extends ConsoleCommand {
    private static final Duration LOOK = Duration.ofMillis(100);

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "end after this long, like 60s or 5m (default: at Ctrl-C)")
    private @Nullable Duration runFor;

    @Option(
            names = "--rules",
            arity = "1..*",
            paramLabel = "FILE",
            description = "files or folders with texts of rule sets that tell what scores mean (the bundled baseline is"
                    + " always at hand)")
    private List<Path> rules = List.of();

    @Override
    public Integer call() throws Exception {
        try (Stop stop = Stop.onInterrupt();
                LiveBoard board = LiveBoard.start(
                        kafka.access(),
                        out(),
                        Terminal.isOutput(),
                        Clock.systemUTC(),
                        RuleSetTexts.in(rules).compiled())) {
            long began = System.nanoTime();
            while (board.isWatching() && !stop.await(LOOK)) {
                if (runFor != null && System.nanoTime() - began >= runFor.toNanos()) {
                    break;
                }
            }
        }
        return 0;
    }
}
