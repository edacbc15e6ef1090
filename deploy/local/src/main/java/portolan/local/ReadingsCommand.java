// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.evaluate.Label;
import portolan.console.evaluate.Measured;
import portolan.console.evaluate.ReadingsReport;
import portolan.console.evaluate.Truth;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.UnusableInputException;
import portolan.pipeline.LedgerInput;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.replay.MemorySizes;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.score.Assessment;

/** What every indicator measured of every consignment of a feed, and what that is worth. */
@Command(
        name = "readings",
        description = {
            "Replays a feed and writes the readings of every indicator: one row a consignment, as" + " last assessed.",
            "Prints a scorecard of each indicator, how often it has a reading and how strongly it"
                    + " indicates an offence, and the bytes of the memories."
        })
final class ReadingsCommand extends ConsoleCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Replay replay;

    @Option(names = "--outcomes", arity = "1..*", paramLabel = "FILE", description = "files of inspection outcomes")
    private List<Path> outcomes = List.of();

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "what was planted, as generate wrote it; all consignments count then, not only the examined")
    private @Nullable Path truth;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the CSV file to write")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private Path out;

    @Option(
            names = "--assessments",
            paramLabel = "FILE",
            description =
                    "also write key, score and probability as assessments, for evaluate and the judges of other worlds")
    private @Nullable Path assessments;

    private final Map<String, Measured> measured = new LinkedHashMap<>();
    private final Map<String, Outcome> known = new HashMap<>();

    @Override
    public Integer call() throws Exception {
        Function<String, @Nullable Label> labels = labels();
        refuseToWriteNowhere(out);
        if (assessments != null) {
            refuseToWriteNowhere(assessments);
        }
        try (Progress progress = Progress.onStandardError()) {
            SequentialEngine engine = replay.run(outcomes, progress, this::hear);
            progress.step("writing " + out);
            ReadingsReport report = new ReadingsReport(new ArrayList<>(measured.values()), labels);
            report.writeCsv(out);
            if (assessments != null) {
                report.writeAssessments(assessments);
            }
            progress.clear();
            report.lines().forEach(out()::println);
            sizes(engine).forEach(out()::println);
        }
        return 0;
    }

    /** What the memories take in the end, as they are stored. */
    private static List<String> sizes(SequentialEngine engine) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Memories, bytes each:");
        lines.add(String.format(Locale.ROOT, "  %-12s%12s%9s%9s%9s", "", "memories", "median", "p99", "largest"));
        for (MemorySizes of : engine.memorySizes()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-12s%,12d%,9d%,9d%,9d",
                    of.kind(),
                    of.memories(),
                    of.median(),
                    of.p99(),
                    of.largest()));
        }
        return lines;
    }

    private void hear(LedgerInput input, Replayed replayed) {
        Assessment assessment = replayed.assessment();
        if (assessment != null) {
            String key = assessment.key().value();
            Measured before = measured.get(key);
            Instant filedAt = before == null ? assessment.filedAt() : before.filedAt();
            measured.put(key, Measured.of(assessment, filedAt));
        } else if (input.outcome() != null) {
            known.merge(
                    input.outcome().consignmentKey().value(),
                    input.outcome(),
                    (old, later) -> later.version() < old.version() ? old : later);
        }
    }

    private Function<String, @Nullable Label> labels() {
        if (truth == null) {
            return this::asInspected;
        }
        try {
            Truth planted = Truth.read(truth);
            planted.warnings().forEach(err()::println);
            return planted::of;
        } catch (UnusableInputException e) {
            throw new BadInput(e);
        }
    }

    private @Nullable Label asInspected(String key) {
        Outcome outcome = known.get(key);
        if (outcome == null || !outcome.teaches()) {
            return null;
        }
        OutcomeCode code = outcome.code();
        return code.isOffence() ? new Label(code.name(), null, Double.NaN) : Label.CLEAN;
    }

    /** A replay takes minutes: whether its result can be written is found out before. */
    private static void refuseToWriteNowhere(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new BadInput("cannot write there, no such folder, or a folder itself: file=" + file);
        }
    }
}
