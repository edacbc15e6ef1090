// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.PriorityQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.Paragraph;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;

/** {@code portolan rejects list}: how many were set aside, why, and which. */
@Command(
        name = "list",
        description = {
            "Counts rejects by reason, sender and time, then lists them, oldest first: reason, place, origin and message."
                    + " The sender is a filing's filer or an outcome's office. Times are event time, UTC.",
            "Changes nothing."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  portolan rejects list --bootstrap localhost:9092 --last 8h --reason TRUNCATED",
        exitCodeList = {
            "0:done, whether or not there are any",
            "2:bad usage, or no such topic",
            "3:Kafka does not answer"
        })
final class RejectsListCommand extends ConsoleCommand {
    private static final int MOST_MESSAGE = 500;

    private final Clock clock = Clock.systemUTC();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final RejectFilter filter = new RejectFilter();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "list at most N, the oldest; 0 lists none (default: ${DEFAULT-VALUE})")
    private int limit = 50;

    @Override
    public Integer call() throws Exception {
        if (limit < 0) {
            throw new ParameterException(spec().commandLine(), "--limit must not be negative: " + limit);
        }
        PrintWriter out = out();
        PrintWriter err = err();
        KafkaAccess access = kafka.access();
        filter.begin(clock);
        RejectTally tally = new RejectTally();
        // The latest on top: it is what leaves when there are too many.
        PriorityQueue<Rejected> oldest = new PriorityQueue<>(Rejected.OLDEST_FIRST.reversed());
        try (RejectTopic topic = RejectTopic.at(access, err)) {
            topic.read(topic.since(filter.since()), rejected -> {
                if (filter.takes(rejected)) {
                    tally.add(rejected);
                    oldest.add(rejected.withoutBytes());
                    if (oldest.size() > limit) {
                        oldest.remove();
                    }
                }
            });
            out.println(TextLine.counted(tally.count(), "reject") + " on " + access.name(Topics.FILINGS_REJECTED)
                    + " at " + access.bootstrap()
                    + (topic.unreadable() == 0
                            ? ""
                            : ", and " + TextLine.counted(topic.unreadable(), "record") + " that are none"));
        }
        if (tally.count() > 0) {
            out.println();
            tally.lines().forEach(out::println);
            oldest.stream().sorted(Rejected.OLDEST_FIRST).forEach(rejected -> print(rejected, out));
        }
        if (tally.count() > oldest.size() && limit > 0) {
            out.println();
            out.println("the oldest " + TextLine.number(oldest.size()) + " are listed, "
                    + TextLine.number(tally.count() - oldest.size())
                    + " are not: narrow by --reason, --sender, --from or --to, or raise --limit");
        }
        return 0;
    }

    private static void print(Rejected rejected, PrintWriter out) {
        FilingRejected record = rejected.record();
        ReplayHeader replay = rejected.replay();
        out.println(TextLine.harmless(record.getReason() + "  " + rejected.place() + "  " + seconds(rejected.at())
                + "  " + rejected.sender()));
        out.println(TextLine.harmless("    from " + ReplayHeader.place(record) + ", by " + record.getRejectedBy()
                + (replay.attempt() == 0 ? "" : ", replay " + replay.attempt() + " of " + replay.input())));
        Paragraph.wrap(TextLine.cut(TextLine.harmless(record.getMessage()), MOST_MESSAGE), Screen.USUAL_WIDTH, "    ")
                .forEach(out::println);
    }

    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
