// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.archive.OutcomeFile;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.console.watch.ScoreReport;
import portolan.pipeline.JobSettings;
import portolan.pipeline.PublishedText;
import portolan.pipeline.files.FeedCounts;
import portolan.pipeline.files.FileJob;
import portolan.pipeline.files.ScoreLearning;
import portolan.pipeline.files.ScoreSummary;
import portolan.pipeline.files.ScoredFiles;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.Lane;
import portolan.scoring.second.SecondOpinion;

/** Scores files with the same job that runs on Kafka, in order, and ends by itself. */
@Command(
        name = "score",
        description = {
            "Scores files of filings: JSON Lines, or CSV through a mapping; .gz too.",
            "Filings and outcomes are merged by time. Writes assessments.jsonl, alerts.jsonl, rejects.jsonl, lanes.jsonl and"
                    + " summary.json; the same input gives the same bytes at any parallelism."
        })
final class ScoreCommand extends ConsoleCommand {
    /**
     * Nobody waits for what a checkpoint makes visible, and writing all that tasks hold on their heaps stops them for
     * seconds: a restart may cost as many minutes.
     */
    private static final String CHECKPOINT_INTERVAL = "PT10M";

    /** What Flink calls the records that an operator took. */
    private static final String RECORDS_IN = "numRecordsIn";

    @Mixin
    private final FeedOptions feed = new FeedOptions();

    @Option(names = "--outcomes", arity = "1..*", paramLabel = "FILE", description = "files of inspection outcomes")
    private List<Path> outcomes = List.of();

    @Mixin
    private final RulesOption rules = new RulesOption();

    @Mixin
    private final JobOptions job = new JobOptions();

    @Option(names = "--parallelism", paramLabel = "N", description = "tasks a stage (default: ${DEFAULT-VALUE})")
    private int parallelism = 2;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "directory for the results")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private Path out;

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "directory, new or empty, for all assessments with their readings and all outcomes as Parquet"
                    + " (default: none)")
    private @Nullable Path archive;

    @Option(
            names = "--learning",
            paramLabel = "WHICH",
            description = "off; shadow: fit a second opinion to --outcomes every four weeks, and say what it would have"
                    + " found; adopt: put each fit in force at its order time as if signed, in memory of this feed"
                    + " (default: ${DEFAULT-VALUE})")
    private Learning learning = Learning.off;

    @Override
    public Integer call() throws Exception {
        if (learning != Learning.off && outcomes.isEmpty()) {
            throw new BadInput(
                    "--learning " + learning + " fits to what inspections found: name their files by" + " --outcomes");
        }
        FeedFiles files = feed.files(outcomes);
        JobSettings settings = settings();
        checkArchive();
        job.report(settings);
        Instant began = Instant.now();
        Files.createDirectories(out);
        ScoredFiles.clear(out);
        try (WorkingDirectory work = WorkingDirectory.temporary("portolan-score-");
                Progress progress = Progress.onStandardError()) {
            Path frames = work.path().resolve("frames");
            FeedCounts fed = order(files, settings, work.path(), frames, progress);
            FitsOfFeed fits = learning == Learning.off ? null : fits(new Replay.Feed(work, progress), settings);
            List<PublishedText> later = fits == null || learning == Learning.shadow ? List.of() : fits.texts();
            long late = run(settings, frames, fed, later, progress);
            progress.step("writing results");
            ScoreLearning learned = fits == null ? ScoreLearning.OFF : new ScoreLearning(learning.name(), fits.told());
            if (fits != null) {
                fits.write(out.resolve("fits"));
            }
            ScoreSummary counts = ScoredFiles.collect(out, fed, late, learned);
            checkArchived(counts, progress);
            progress.clear();
            out().println(lateness(late) + report(counts).text(Duration.between(began, Instant.now()))
                    + "\n\n" + learned(fits) + "  results: " + out
                    + (archive == null ? "" : "\n  archive: " + archive));
            if (counts.assessments() == 0) {
                throw new BadInput("nothing was assessed, " + nothingBecause(counts) + ": filings=" + counts.filings()
                        + ", results=" + out);
            }
        }
        return 0;
    }

    private static FitsOfFeed fits(Replay.Feed feed, JobSettings settings) throws IOException {
        try {
            return FitsOfFeed.of(feed, settings);
        } catch (IllegalArgumentException unusable) {
            throw new BadInput(unusable);
        }
    }

    private String learned(@Nullable FitsOfFeed fits) {
        if (fits == null) {
            return "";
        }
        String made = fits.fits().isEmpty()
                ? "no fit, fewer than " + SecondOpinion.LEAST_FINDS + " finds were told in time"
                : TextLine.counted(fits.fits().size(), "fit")
                        + (learning == Learning.adopt ? " put in force" : ", none put in force")
                        + ", each in summary.json and as text in fits";
        return "  learning: " + made + "\n";
    }

    private static String lateness(long late) {
        return late == 0
                ? ""
                : String.format(
                        Locale.ROOT, "CAME LATE: %,d events; another run over these files may differ%n%n", late);
    }

    private JobSettings settings() {
        return job.read(rules.with(Map.of(
                "mode",
                "ordered",
                "parallelism",
                Integer.toString(parallelism),
                "checkpoint-interval",
                CHECKPOINT_INTERVAL,
                "archive",
                archive == null ? "" : archive.toString())));
    }

    /** What lay there would be counted twice by whoever reads the archive. */
    private void checkArchive() throws ArchiveException {
        if (archive != null && !Archive.in(archive).isEmpty()) {
            throw new BadInput("there is an archive already, and every consignment would be in it twice; name another"
                    + " directory or remove it: archive=" + archive);
        }
    }

    private void checkArchived(ScoreSummary counts, Progress progress) throws ArchiveException {
        if (archive == null) {
            return;
        }
        progress.step("counting what is in the archive");
        long archived = Archive.in(archive).assessed();
        long assessed = counts.assessments() + counts.reassessments();
        if (archived != assessed) {
            throw new IllegalStateException("assessments are missing or doubled in the archive: archive=" + archive
                    + ", assessments=" + assessed + ", archived=" + archived);
        }
    }

    private FeedCounts order(FeedFiles files, JobSettings settings, Path work, Path frames, Progress progress)
            throws IOException {
        if (archive == null) {
            return feed.order(files, outcomes, settings.remembersPersons(), work, frames, progress);
        }
        try (OutcomeFile archived = new OutcomeFile(archive)) {
            FeedCounts fed = feed.order(files, outcomes, settings.remembersPersons(), work, frames, progress, archived);
            archived.finish();
            return fed;
        }
    }

    private static String nothingBecause(ScoreSummary counts) {
        if (counts.filings() == 0) {
            return "the files hold no filing; check their names and, of CSV, the mapping";
        }
        return counts.rejects().isEmpty()
                ? "every filing is a duplicate or a deletion"
                : "mend what rejects.jsonl says line by line, most often "
                        + Collections.max(counts.rejects().entrySet(), Map.Entry.comparingByValue())
                                .getKey();
    }

    private static ScoreReport report(ScoreSummary counts) {
        return new ScoreReport(
                counts.filings(),
                counts.assessments(),
                counts.reassessments(),
                new ScoreReport.Outcomes(
                        counts.outcomes(),
                        counts.rejectedOutcomes(),
                        counts.elsewhere().outcomes(),
                        counts.elsewhere().stated(),
                        counts.elsewhere().filed()),
                counts.duplicates(),
                counts.withdrawn(),
                new TreeMap<>(counts.rejects()),
                byConstant(AlertState.class, counts.alerts()),
                byConstant(Lane.class, counts.lanes()),
                budgets(counts.budgets()),
                counts.assessedInTime(),
                counts.assessedTooLate(),
                counts.silentIndicators());
    }

    private static ScoreReport.Budgets budgets(Map<String, Long> counts) {
        return new ScoreReport.Budgets(
                counts.getOrDefault("DAY", 0L),
                counts.getOrDefault("EXCEEDED", 0L),
                counts.getOrDefault("OVER", 0L) + counts.getOrDefault("UNDER", 0L));
    }

    private static <E extends Enum<E>> Map<E, Long> byConstant(Class<E> type, Map<String, Long> counts) {
        Map<E, Long> byConstant = new EnumMap<>(type);
        counts.forEach((name, count) -> byConstant.put(Enum.valueOf(type, name), count));
        return byConstant;
    }

    /** Runs the job to its end; how many events came late. */
    private long run(JobSettings settings, Path frames, FeedCounts fed, List<PublishedText> later, Progress progress)
            throws Exception {
        String scoring = "scoring " + TextLine.counted(fed.filings(), "filing") + ", "
                + TextLine.counted(fed.outcomes(), "outcome");
        progress.step(scoring);
        JobMetrics metrics = new JobMetrics(Set.of(RECORDS_IN));
        try (LocalCluster cluster = metrics.of(LocalCluster.plan().withTaskManagers(1, settings.parallelism()))
                .start()) {
            StreamExecutionEnvironment env = cluster.environment();
            FileJob.build(env, settings, frames, fed, later, out);
            Instant began = Instant.now();
            RunningJob job = RunningJob.start(env, "portolan-score");
            while (!job.awaitEnd(Duration.ofMillis(200))) {
                long assessed = metrics.countedBy(RECORDS_IN).getOrDefault(FileJob.ORDER_ASSESSMENTS, 0L);
                progress.at(scoring + ": " + TextLine.counted(assessed, "assessment")
                        + (archive == null ? ", " : " made and archived, ")
                        + Duration.between(began, Instant.now()).toSeconds() + " s");
            }
            return job.late();
        }
    }
}
