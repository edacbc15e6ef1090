// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.evaluate.InspectionReport;
import portolan.console.evaluate.InspectionRun;
import portolan.console.evaluate.Truth;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.DurationConverter;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;

/** What an office finds that inspects what the engine says, and teaches it only what it inspected. */
@Command(
        name = "simulate",
        description = {
            "Replays a feed week by week: a percentage of each week's consignments is inspected, the"
                    + " riskiest and some at random, and the engine learns from these alone.",
            "Prints precision, recall and revenue over time for each setting."
        })
final class SimulateCommand extends ConsoleCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Replay replay;

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "FILE",
            description = "what was planted, as generate wrote it")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private Path truth;

    @Option(
            names = "--inspected",
            paramLabel = "PERCENT",
            split = ",",
            defaultValue = "5,10",
            description = "percent of a week's consignments (default: ${DEFAULT-VALUE})")
    private List<Integer> inspected = List.of();

    @Option(
            names = "--at-random",
            paramLabel = "PERCENT",
            split = ",",
            defaultValue = "0,10,20",
            description = "percent of the inspected that is drawn at random (default: ${DEFAULT-VALUE})")
    private List<Integer> atRandom = List.of();

    @Option(
            names = "--delay",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "P14D",
            description = "from the end of a week to the outcomes of its inspections (default: ${DEFAULT-VALUE})")
    private Duration delay = Duration.ZERO;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "seed of what is drawn (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "write all figures, week by week")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "write a report with charts, one file for a browser")
    private @Nullable Path html;

    @Override
    public Integer call() throws Exception {
        refuseOutOfRange("--inspected", inspected, 1);
        refuseOutOfRange("--at-random", atRandom, 0);
        Truth planted = truth();
        List<InspectionRun> runs = new ArrayList<>();
        try (Progress progress = Progress.onStandardError();
                Replay.Feed feed = replay.open(List.of(), progress)) {
            for (int percent : inspected) {
                for (int explored : atRandom) {
                    progress.step(percent + " % inspected, " + explored + " % at random");
                    runs.add(run(feed, planted, percent, explored));
                }
            }
        }
        InspectionReport report = new InspectionReport(runs, TextLine.counted(delay.toDays(), "day"));
        report.lines().forEach(out()::println);
        if (json != null) {
            write(json, report.json() + "\n");
        }
        if (html != null) {
            write(html, report.html());
        }
        return 0;
    }

    private InspectionRun run(Replay.Feed feed, Truth planted, int percent, int explored) throws IOException {
        InspectionLoop loop = new InspectionLoop(replay.engine(), planted, percent, explored, delay, seed);
        feed.each(input -> {
            if (input.filing() != null) {
                loop.take(input.filing());
            }
        });
        return loop.finish();
    }

    private Truth truth() {
        try {
            Truth planted = Truth.read(truth);
            planted.warnings().forEach(err()::println);
            return planted;
        } catch (UnusableInputException e) {
            throw new BadInput(e);
        }
    }

    private static void refuseOutOfRange(String option, List<Integer> percents, int least) {
        for (int percent : percents) {
            if (percent < least || percent > 100) {
                throw new BadInput(option + " must be from " + least + " to 100: percent=" + percent);
            }
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new BadInput("cannot write: file=" + file + ", cause=" + e.getMessage(), e);
        }
    }
}
