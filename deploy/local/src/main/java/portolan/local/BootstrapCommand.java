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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.pipeline.JobMetric;
import portolan.pipeline.JobSettings;
import portolan.pipeline.files.BootstrapJob;
import portolan.pipeline.files.FeedCounts;
import portolan.pipeline.state.SnapshotMetadata;

/** Makes the memories of years before the first day of a job on Kafka: a savepoint of files. */
@Command(
        name = "bootstrap",
        description = {
            "Learns years of filings and outcomes from files before going live, and writes a savepoint that 'run' and a"
                    + " cluster start from.",
            "Give the settings and lists that the job will have. Nothing is assessed: rule sets do not matter, no alert is"
                    + " raised, no budget counted. The next version of a learned bill opens its alert.",
            "The savepoint has bills, memories, and outcomes and amendments that wait for their bill. It has no read"
                    + " positions: the job reads its topics from its consumer group's offsets, else from their"
                    + " beginning, and takes its rule sets from their topic.",
            "Rejected records are in rejects.jsonl beside the savepoint."
        })
final class BootstrapCommand extends ConsoleCommand {
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

    @Mixin
    private final FeedOptions feed = new FeedOptions();

    @Option(names = "--outcomes", arity = "1..*", paramLabel = "FILE", description = "files of inspection outcomes")
    private List<Path> outcomes = List.of();

    @Mixin
    private final JobOptions job = new JobOptions();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "tasks of each stage; best the same as the job's (default: ${DEFAULT-VALUE})")
    private int parallelism = 2;

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
                keepOnly(BootstrapJob.UIDS, written);
                Private.file(into.resolve(REJECTS));
                progress.clear();
                tell(fed, metrics, running.late(), written, Duration.between(began, CLOCK.instant()));
            }
        }
        return 0;
    }

    /**
     * Leaves out of a savepoint what is of no use to another job: Flink refuses state that nobody takes unless it is told
     * to leave out any such state, and whoever tells it that once goes on to lose a memory in silence some day.
     *
     * @param directory its own
     * @param uids of the operators that stay
     * @throws IllegalStateException if one of them is not in it
     */
    private static void keepOnly(Set<String> uids, Path directory) throws IOException {
        SnapshotMetadata metadata = SnapshotMetadata.in(directory);
        Set<String> found = new TreeSet<>();
        metadata.load()
                .getOperatorStates()
                .forEach(state -> state.getOperatorUid().ifPresent(found::add));
        if (!found.containsAll(uids)) {
            throw new IllegalStateException("state is missing in the savepoint: savepoint=" + directory + ", expected="
                    + uids + ", found=" + found);
        }
        metadata.keepOnly(state -> state.getOperatorUid().filter(uids::contains).isPresent());
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
            throw new BadInput("a job has run with this data directory and has its own state, name another: savepoint="
                    + directory + ", found=" + checkpoints);
        }
        return path;
    }

    private static void check(FeedCounts fed) {
        if (fed.filings() == 0) {
            throw new BadInput(
                    "nothing to learn: the files hold no filing; check their names and, for CSV, the mapping");
        }
        Instant now = CLOCK.instant();
        Instant end = Instant.ofEpochMilli(fed.end());
        if (end.isAfter(now)) {
            throw new BadInput("the files reach into the future, so live records would come late: last=" + end
                    + ", now=" + now + "; leave out what is received or reported later");
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
        PrintWriter out = out();
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
                + "; older records of the topics are scored again unless the consumer group is set past them");
        out.println("not in it         read positions, rule sets, alerts, budget counts");
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
