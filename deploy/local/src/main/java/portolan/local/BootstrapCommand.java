// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.console.screen.TextLine;
import portolan.pipeline.JobMetric;
import portolan.pipeline.JobSettings;
import portolan.pipeline.files.BootstrapJob;
import portolan.pipeline.files.FeedCounts;

/** Makes the memories of years before the first day of a job on Kafka: a savepoint of files. */
@Command(
        name = "bootstrap",
        description = {
            "Makes the memories of years before the first day: learns files of filings and outcomes, and writes a"
                    + " savepoint that 'run' and a cluster start from.",
            "Give the settings and lists that the job will have. Rule sets do not matter: nothing is assessed, no alert"
                    + " is raised or remembered, no budget is counted. The next version of a bill that was learned"
                    + " opens its alert.",
            "Bills, memories, and outcomes and amendments that wait for their bill go on. Where the files were read to"
                    + " is not in the savepoint: the job reads its topics where its consumer group is, else from their"
                    + " beginning, and takes its rule sets from their topic.",
            "What is refused is in rejects.jsonl beside it."
        })
final class BootstrapCommand implements Callable<Integer> {
    /** As in {@code score}: what tasks hold on their heaps is written now and then. */
    private static final String CHECKPOINT_INTERVAL = "PT10M";

    /** All that is on the heaps is written for the savepoint. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String REJECTS = "rejects.jsonl";
    private static final String RECORDS_IN = "numRecordsIn";

    /** Flink's, of every operator that has an input. */
    private static final String WATERMARK = "currentInputWatermark";

    private static final InstantSource CLOCK = InstantSource.system();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Mixin
    private final FeedOptions feed = new FeedOptions();

    @Option(names = "--outcomes", arity = "1..*", paramLabel = "FILE", description = "files of inspection outcomes")
    private List<Path> outcomes = List.of();

    @Mixin
    private final JobOptions job = new JobOptions();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "tasks a stage; best as many as the job will have (default: ${DEFAULT-VALUE})")
    private int parallelism;

    @Option(
            names = "--savepoint",
            required = true,
            paramLabel = "DIR",
            description = "directory, new or empty, for the savepoint; for 'run --data DATA' and 'cluster submit' it is"
                    + " DATA/savepoints and DATA/state/savepoints")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private Path savepoint;

    @Override
    public Integer call() throws Exception {
        FeedFiles files = feed.files(outcomes);
        JobSettings settings = job.read(Map.of(
                "mode",
                "ordered",
                "parallelism",
                Integer.toString(parallelism),
                "checkpoint-interval",
                CHECKPOINT_INTERVAL));
        Path into = made(savepoint);
        job.report(settings);
        Instant began = CLOCK.instant();
        try (WorkingDirectory work = WorkingDirectory.temporary("portolan-bootstrap-");
                Progress progress = Progress.onStandardError()) {
            Path frames = work.path().resolve("frames");
            FeedCounts fed = feed.order(files, outcomes, settings.remembersPersons(), work.path(), frames, progress);
            check(fed);
            JobMetrics metrics = new JobMetrics(Set.of(
                    RECORDS_IN,
                    WATERMARK,
                    JobMetric.BEGUN_MEMORIES.base(),
                    JobMetric.NOTED.base(),
                    JobMetric.OUTCOMES_WAITING.base()));
            try (LocalCluster cluster = metrics.of(LocalCluster.plan().withTaskManagers(1, settings.parallelism()))
                    .start()) {
                StreamExecutionEnvironment env = cluster.environment();
                BootstrapJob.build(env, settings, frames, fed, into.resolve(REJECTS));
                RunningJob running = RunningJob.start(env, "portolan-bootstrap");
                learn(cluster, running, metrics, fed, progress);
                progress.step("writing the savepoint");
                Path written = Path.of(new URI(running.stop(FlinkAddress.of(into), PATIENCE)).getPath());
                BootstrapSavepoint.keepOnly(BootstrapJob.UIDS, written);
                Private.file(into.resolve(REJECTS));
                progress.clear();
                tell(fed, metrics, running.late(), written, Duration.between(began, CLOCK.instant()));
            }
        }
        return 0;
    }

    /** A job that has state already never sees a savepoint that is older than that. */
    private static Path made(Path directory) throws IOException {
        Path path = Private.directory(directory.toAbsolutePath()).toRealPath();
        try (Stream<Path> there = Files.list(path)) {
            if (there.findAny().isPresent()) {
                throw new BadInput("the directory is not empty, name another: savepoint=" + directory);
            }
        }
        Path checkpoints = path.resolveSibling("checkpoints");
        if (Files.exists(checkpoints)) {
            throw new BadInput("a job has run with this data directory, and goes on from its own state: savepoint="
                    + directory + ", found=" + checkpoints);
        }
        return path;
    }

    private static void check(FeedCounts fed) {
        if (fed.filings() == 0) {
            throw new BadInput(
                    "there is nothing to learn, the files hold no filing; check their names and, of CSV, the mapping");
        }
        Instant now = CLOCK.instant();
        Instant end = Instant.ofEpochMilli(fed.end());
        if (end.isAfter(now)) {
            throw new BadInput("the files reach beyond this moment, and what comes now would stand before it: last="
                    + end + ", now=" + now + "; leave out what is received or reported after now");
        }
    }

    /** Waits until every stage has handled all there is. */
    private static void learn(
            LocalCluster cluster, RunningJob job, JobMetrics metrics, FeedCounts fed, Progress progress)
            throws Exception {
        String learning = "learning " + TextLine.counted(fed.filings(), "filing") + ", "
                + TextLine.counted(fed.outcomes(), "outcome");
        progress.step(learning);
        Instant began = CLOCK.instant();
        boolean all = false;
        while (!all) {
            if (job.awaitEnd(LOOK)) {
                throw job.endedByItself();
            }
            // Before all of them run not all of them are among the metrics.
            all = cluster.awaitTasks(job.id(), () -> false) && metrics.smallest(WATERMARK) >= fed.end();
            long learned = metrics.countedBy(RECORDS_IN).getOrDefault(BootstrapJob.KEEP_LEDGER, 0L);
            progress.at(learning + ": " + TextLine.counted(learned, "input") + ", "
                    + Duration.between(began, CLOCK.instant()).toSeconds() + " s");
        }
    }

    private void tell(FeedCounts fed, JobMetrics metrics, long late, Path written, Duration took) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path rejects = written.resolveSibling(REJECTS);
        long rejected = lines(rejects);
        Instant end = Instant.ofEpochMilli(fed.end());
        out.printf(
                Locale.ROOT,
                "learned %s and %s in %d s%n",
                TextLine.counted(fed.filings(), "filing"),
                TextLine.counted(fed.outcomes(), "outcome"),
                took.toSeconds());
        out.println("memories begun    " + listed(metrics.countedBy(JobMetric.BEGUN_MEMORIES.base())));
        out.println("changed nothing   " + listed(metrics.countedBy(JobMetric.NOTED.base())));
        out.printf(
                Locale.ROOT,
                "waited            %,d outcomes came before their bill%n",
                metrics.counted(JobMetric.OUTCOMES_WAITING.base()));
        out.printf(Locale.ROOT, "rejected          %,d, see %s%n", rejected, rejects);
        if (late > 0) {
            out.printf(Locale.ROOT, "CAME LATE         %,d events; another run over these files may differ%n", late);
        }
        out.println("savepoint         " + FlinkAddress.of(written));
        out.println("live begins after " + end + ", order time " + fed.end()
                + "; what the topics hold from before is scored again, unless the consumer group is set past it");
        out.println("not in it         where the files were read to, rule sets, alerts, counts against budgets");
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private static String listed(Map<String, Long> counts) {
        String all = counts.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> String.format(
                        Locale.ROOT,
                        "%s %,d",
                        one.getKey().toLowerCase(Locale.ROOT).replace('_', ' '),
                        one.getValue()))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "none" : all;
    }
}
