// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.kafka.KafkaOptions;
import portolan.console.rules.RuleSetTexts;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.DurationConverter;
import portolan.console.screen.Terminal;
import portolan.console.screen.UnusableInputException;
import portolan.console.watch.AlertWatch;

/** {@code portolan watch alerts}: tells each alert readably, as it is raised. */
@Command(
        name = "alerts",
        description = {
            "Shows each alert as it is raised: what happened, the odds, the deadline and the reasons.",
            "Joins no consumer group. Alerts go to standard output, messages to standard error."
        },
        sortOptions = false)
final class WatchAlertsCommand extends ConsoleCommand {
    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--urgent", description = "only urgent alerts")
    private boolean urgent;

    @ArgGroup
    private @Nullable From from;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "end after this long, like 60s or 5m (default: at Ctrl-C)")
    private @Nullable Duration runFor;

    @Option(
            names = "--office",
            paramLabel = "CODE",
            description = "only consignments of this deciding office, by their filings; one of unknown office is"
                    + " shown too")
    private @Nullable String office;

    @Option(names = "--threat", paramLabel = "NAME", description = "only this threat, as the rule set names it")
    private @Nullable String threat;

    @Option(
            names = "--rules",
            arity = "1..*",
            paramLabel = "FILE",
            description = "files or folders with texts of rule sets that tell what scores mean (the bundled baseline is"
                    + " always at hand)")
    private List<Path> rules = List.of();

    @Option(
            names = "--json",
            description = "one JSON object a line: the fields of alerts.jsonl, and probability, deadline, parties and"
                    + " reasons where they are at hand")
    private boolean json;

    /** Where the watch begins, when not now. */
    private static final class From {
        @Option(
                names = "--from-beginning",
                required = true,
                description = "start with all alerts that the broker retains")
        private boolean beginning;

        @Option(
                names = "--last",
                required = true,
                paramLabel = "DURATION",
                converter = DurationConverter.class,
                description = "start with past alerts this far back, like 8h")
        private @Nullable Duration last;
    }

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        try (Stop stop = Stop.onInterrupt();
                AlertWatch watch = AlertWatch.open(plan(clock), out(), err(), Terminal.isOutput(), clock)) {
            long began = System.nanoTime();
            watch.run(() -> stop.isAsked() || (runFor != null && System.nanoTime() - began >= runFor.toNanos()));
        } catch (UnusableInputException e) {
            throw new BadInput(e);
        }
        return 0;
    }

    private AlertWatch.Plan plan(Clock clock) throws UnusableInputException {
        return new AlertWatch.Plan(
                kafka.access(),
                urgent,
                since(clock),
                threat,
                office,
                json,
                RuleSetTexts.in(rules).compiled());
    }

    private @Nullable Instant since(Clock clock) {
        if (from == null) {
            return null;
        }
        if (from.beginning) {
            return Instant.EPOCH;
        }
        return from.last == null ? null : clock.instant().minus(from.last);
    }
}
