package portolan.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import portolan.benchmarks.feed.FeedPlan;
import portolan.local.TasksAStage;

/** Options that every command has that measures; what is not given depends on whether the run is a quick one. */
final class RunOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help and exit")
    @SuppressWarnings("unused") // picocli acts on it by itself
    private boolean help;

    @Option(names = "--quick", description = "under five minutes, with figures that nobody may quote")
    private boolean quick;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where results go (default: benchmarks/results, which is for the record; quick: quick in it)")
    private @Nullable Path out;

    @Option(names = "--runs", paramLabel = "N", description = "repetitions (default: 3; quick: 1)")
    private @Nullable Integer runs;

    @Option(names = "--seconds", paramLabel = "S", description = "length of a measurement (default: 20; quick: 5)")
    private @Nullable Double seconds;

    @Option(names = "--warmup", paramLabel = "S", description = "before it (default: 20; quick: 8)")
    private @Nullable Double warmup;

    @Option(names = "--shippers", paramLabel = "N", description = "how many (default: 1000000; quick: 20000)")
    private @Nullable Integer shippers;

    @Option(
            names = "--zipf",
            paramLabel = "S",
            defaultValue = "0.8",
            description = "exponent of how often each files (default: ${DEFAULT-VALUE})")
    private double zipf;

    @Option(
            names = "--introduce",
            paramLabel = "N",
            description = "shippers whose memories are filled first, one filing each (default: 1000000 at most; quick:"
                    + " 20000)")
    private @Nullable Long introduce;

    @Option(
            names = "--filings",
            paramLabel = "N",
            description = "on the topic of a catch-up run after those (default: 3000000; quick: 300000)")
    private @Nullable Long filings;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "tasks a stage (default: half as many as processors and four at most, as portolan run has;"
                    + " limits and streams, whose stages share a thread, have as many)")
    private @Nullable Integer parallelism;

    @Option(
            names = "--subjects",
            paramLabel = "NAME",
            split = ",",
            description = "systems under test, instead of the command's own choice")
    private List<String> subjects = List.of();

    boolean quick() {
        return quick;
    }

    Path out() throws IOException {
        Path record = Path.of(System.getProperty("portolan.home", "."), "benchmarks", "results");
        return Files.createDirectories(out != null ? out : quick ? record.resolve("quick") : record);
    }

    int runs() {
        return runs != null ? runs : quick ? 1 : 3;
    }

    double seconds() {
        return seconds != null ? seconds : quick ? 5 : 20;
    }

    double warmup() {
        return warmup != null ? warmup : quick ? 8 : 20;
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
        return new FeedPlan(1, shippers != null ? shippers : quick ? 20_000 : 1_000_000, zipf, 0, false);
    }

    long introduced(FeedPlan plan) {
        return Math.min(plan.shippers(), introduce != null ? introduce : quick ? 20_000 : 1_000_000);
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
