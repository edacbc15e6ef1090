// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import portolan.console.kafka.KafkaOptions;
import portolan.console.rejects.ReplayPlan.Planned;
import portolan.console.screen.Confirmation;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.topics.KafkaAccess;

/** {@code portolan rejects replay}: sends rejected inputs again, each once. */
@Command(
        name = "replay",
        description = {
            "Sends the original bytes of rejects, with key and headers, to the topic and partition they came from, oldest"
                    + " first. Remove the cause first: start a release that can read them, for example.",
            "Sends each input once, however often it runs or is killed: the header '"
                    + ReplayHeader.HEADER
                    + "' names the input, and inputs sent before are skipped. --attempt 2 sends once more what"
                    + " was rejected again.",
            "Skips what the ledger knows: the same again is a duplicate. Reads the inputs since the oldest reject to see"
                    + " what was sent before, so name a time. Asks first at a terminal."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  portolan rejects replay --bootstrap localhost:9092 --reason UNKNOWN_SCHEMA --last 8h --dry-run",
        exitCodeList = {
            "0:sent, or nothing to send, or --dry-run",
            "1:not sent",
            "2:bad usage, or no such topic",
            "3:Kafka does not answer, or forbids it; run it again"
        })
final class RejectsReplayCommand extends ConsoleCommand {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;

    private final Clock clock;
    private final Confirmation confirmation;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final RejectFilter filter = new RejectFilter();

    @Option(
            names = "--attempt",
            paramLabel = "N",
            description = "which attempt this is: 2 sends what was replayed once and rejected again"
                    + " (default: ${DEFAULT-VALUE})")
    private int attempt = 1;

    @Option(names = "--dry-run", description = "say what would be sent, and send nothing")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    RejectsReplayCommand() {
        this(Clock.systemUTC(), Confirmation.atTerminal());
    }

    RejectsReplayCommand(Clock clock, Confirmation confirmation) {
        this.clock = clock;
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() throws Exception {
        if (attempt < 1) {
            throw new ParameterException(spec().commandLine(), "--attempt must be 1 or more: " + attempt);
        }
        PrintWriter out = out();
        PrintWriter err = err();
        KafkaAccess access = kafka.access();
        filter.begin(clock);
        try (RejectTopic rejects = RejectTopic.at(access, err)) {
            ReplayPlan plan = ReplayPlan.of(rejects, filter.since(), filter::takes, attempt, err);
            List<Planned> planned = plan.oldestFirst();
            print(plan, planned.size(), out);
            if (planned.isEmpty()) {
                return DONE;
            }
            if (dryRun) {
                err.println("nothing sent: --dry-run");
                return DONE;
            }
            String question = "Send " + TextLine.counted(planned.size(), "record") + " to " + access.bootstrap() + "?";
            if (!confirmation.isAgreed(yes, question, "nothing sent", "--yes, or look with --dry-run", err)) {
                return NOT_DONE;
            }
            Replay.send(rejects, access, planned, err)
                    .forEach(
                            (topic, sent) -> out.println("sent: " + TextLine.counted(sent, "record") + " to " + topic));
            return DONE;
        }
    }

    private static void print(ReplayPlan plan, int count, PrintWriter out) {
        out.println("to send: " + TextLine.counted(count, "record"));
        plan.counts().forEach((what, many) -> out.println("  " + right(many) + "  " + TextLine.harmless(what)));
        if (!plan.left().isEmpty()) {
            out.println("not to send:");
            plan.left().forEach((why, many) -> out.println("  " + right(many) + "  " + TextLine.harmless(why)));
        }
        out.flush();
    }

    private static String right(long many) {
        return String.format(Locale.ROOT, "%10s", TextLine.number(many));
    }
}
