// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.feed.FeedVersion;
import portolan.local.BadInput;
import portolan.local.TasksAStage;

/** Options that every command has that measures; what is not given depends on whether the run is a quick one. */
final class RunOptions {
    /** The folder of quick results, within the one that is for the record. */
    static final String QUICK = "quick";

    @Mixin
    @SuppressWarnings("unused") // picocli acts on it by itself
    private final HelpOption help = new HelpOption();

    @Option(names = "--quick", description = "under five minutes; its figures must not be quoted")
    private boolean quick;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder of the results, created if missing; replaces an older result of the command (default:"
                    + " benchmarks/results; quick: its subfolder quick)")
    private @Nullable Path out;

    @Option(names = "--runs", paramLabel = "N", description = "repetitions (default: 3; quick: 1)")
    private @Nullable Integer runs;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "seconds that count in a measurement (default: 20, from a full topic 120; quick: 5)")
    private @Nullable Double seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            description = "warm-up seconds before each measurement (default: 20; quick: 8)")
    private @Nullable Double warmup;

    @Option(names = "--shippers", paramLabel = "N", description = "shippers that file (default: 1000000; quick: 20000)")
    private @Nullable Integer shippers;

    @Option(
            names = "--zipf",
            paramLabel = "S",
            defaultValue = "0.8",
            description = "Zipf exponent of how often shippers file; 0: all alike (default: ${DEFAULT-VALUE})")
    private double zipf;

    @Option(
            names = "--feed",
            paramLabel = "NAME",
            description = "v2: boxes return, bills are amended and inspected, times are those of a year; v1: each"
                    + " filing is a new bill in a new box (default: ${DEFAULT-VALUE})")
    private String feed = "v2";

    @Option(
            names = "--introduce",
            paramLabel = "N",
            description = "shippers introduced first, with one filing each (default: 1000000; quick: 20000)")
    private @Nullable Long introduce;

    @Option(
            names = "--filings",
            paramLabel = "N",
            description = "filings on a full topic, besides those of --introduce (default: 3000000; quick: 300000)")
    private @Nullable Long filings;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description =
                    "tasks per stage (default: half the cores, four at most, as portolan run; limits and streams: one"
                            + " per core)")
    private @Nullable Integer parallelism;

    @Option(
            names = "--subjects",
            paramLabel = "NAME",
            split = ",",
            completionCandidates = Subjects.Names.class,
            description = "systems under test, of ${COMPLETION-CANDIDATES} (default: the command's own)")
    private List<String> subjects = List.of();

    /**
     * Refuses numbers that nothing can be measured with, and names of subjects that there are not.
     *
     * @throws BadInput with the option and what it may be
     */
    void check() {
        OptionRange.atLeast("--runs", 1, runs());
        OptionRange.above("--seconds", 0, seconds());
        OptionRange.atLeast("--warmup", 0, warmup());
        OptionRange.atLeast("--shippers", 1, shippers());
        OptionRange.atLeast("--zipf", 0, zipf);
        OptionRange.among(
                "--feed",
                Stream.of(FeedVersion.values()).map(FeedVersion::option).toList(),
                feed);
        OptionRange.atLeast("--introduce", 0, introduced());
        OptionRange.atLeast("--filings", 1, filings());
        if (parallelism != null) {
            OptionRange.atLeast("--parallelism", 1, parallelism);
        }
        subjects.forEach(Subject::named);
    }

    /**
     * Refuses a subject that was asked for and cannot be measured so: left out, it would be missed by nobody.
     *
     * @throws BadInput with its name
     */
    void refuse(Predicate<Subject> unfit, String why) {
        for (String name : subjects) {
            if (unfit.test(Subject.named(name))) {
                throw new BadInput("--subjects must not name this one here; " + why + ": name=" + name);
            }
        }
    }

    boolean quick() {
        return quick;
    }

    /**
     * The folder that results go to, made where it is missing.
     *
     * @throws BadInput where nothing can be written
     */
    Path out() {
        Path record = Path.of(System.getProperty("portolan.home", "."), "benchmarks", "results");
        Path folder = out != null ? out : quick ? record.resolve(QUICK) : record;
        Path there = nearest(folder.toAbsolutePath().normalize());
        if (!Files.isDirectory(there)) {
            throw unusable("a file is where the folder should be; name", folder, "file=" + there);
        }
        if (!Files.isWritable(there)) {
            throw unusable("you may not write in that folder; change its rights, or name", folder, "folder=" + there);
        }
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw unusable("the folder cannot be made; name", folder, "reason=" + e);
        }
    }

    /** What there is of a path: itself, else the innermost of its parents. */
    private static Path nearest(Path path) {
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static BadInput unusable(String why, Path folder, String found) {
        return new BadInput("results cannot be written: " + why + " another folder with --out: out="
                + folder.toAbsolutePath() + ", " + found);
    }

    int runs() {
        return runs != null ? runs : quick ? 1 : 3;
    }

    double seconds() {
        return seconds != null ? seconds : quick ? 5 : 20;
    }

    /** Seconds that count of work off a full topic: shorter windows hold little merging, or much. */
    double window() {
        return seconds != null ? seconds : quick ? 5 : 120;
    }

    double warmup() {
        return warmup != null ? warmup : quick ? 8 : 20;
    }

    /** The same in whole seconds, for who has another default. */
    int secondsOr(int unlessSaid) {
        return seconds != null ? (int) Math.ceil(seconds) : unlessSaid;
    }

    int warmupOr(int unlessSaid) {
        return warmup != null ? (int) Math.ceil(warmup) : unlessSaid;
    }

    /** Who has no stages side by side gets what it can use; all others as many as {@code portolan run} has. */
    int parallelism(Subject subject) {
        if (parallelism != null) {
            return parallelism;
        }
        return subject.hasStages()
                ? TasksAStage.unlessSaid()
                : Runtime.getRuntime().availableProcessors();
    }

    FeedPlan plan() {
        return new FeedPlan(
                FeedVersion.named(feed), 1, shippers(), zipf, 0, false, Math.min(shippers(), introduced()) + filings());
    }

    private int shippers() {
        return shippers != null ? shippers : quick ? 20_000 : 1_000_000;
    }

    long introduced(FeedPlan plan) {
        return Math.min(plan.shippers(), introduced());
    }

    private long introduced() {
        return introduce != null ? introduce : quick ? 20_000 : 1_000_000;
    }

    long filings() {
        return filings != null ? filings : quick ? 300_000 : 3_000_000;
    }

    /** Those whose module is built; of the others it is said that they are left out. */
    List<Subject> built(List<Subject> chosen) {
        chosen.stream()
                .filter(subject -> !subject.isBuilt())
                .forEach(subject -> System.err.println("portolan: left out, not built: " + subject.name()));
        return chosen.stream().filter(Subject::isBuilt).toList();
    }

    /** Those that were asked for, or the command's own; those whose module is not built are left out and said. */
    List<Subject> subjects(List<Subject> own) {
        List<Subject> chosen =
                subjects.isEmpty() ? own : subjects.stream().map(Subject::named).toList();
        return built(chosen);
    }
}
