// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.rules.RuleSetTexts;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.DurationConverter;
import portolan.console.screen.Terminal;
import portolan.console.watch.LiveBoard;
import portolan.desk.rules.RuleDeskSettings;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.pipeline.receive.ReceiveJob;
import portolan.pipeline.receive.ReceiveSettings;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;

/** The whole product in one process: Kafka, Flink, the jobs, a feed and a live board. */
@Command(
        name = "demo",
        description = {
            "Starts Kafka, Flink and both jobs in this process, feeds them filings and messages, and shows the results live.",
            "Rule sets that it takes from its topic are signed for --deployment demo."
        })
final class DemoCommand extends ConsoleCommand {
    /** For which rule sets are signed. */
    private static final String DEPLOYMENT = "demo";

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration STILL = Duration.ofSeconds(1);

    @Option(
            names = "--feed",
            paramLabel = "FILE",
            description = "JSON Lines of filings to send (default: a generated feed)")
    private @Nullable Path feed;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "end this long after the first filing, like 60s or 5m (default: at Ctrl-C)")
    private @Nullable Duration runFor;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "filings and outcomes a second (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--history",
            paramLabel = "N",
            description =
                    "generated filings and outcomes sent at once at the start, so that shippers have a past (default: ${DEFAULT-VALUE})")
    private long history = 8_000;

    @Option(names = "--seed", paramLabel = "N", description = "seed of the generated feed (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Mixin
    private final RulesOption rules = new RulesOption();

    @Mixin
    private final LiveOptions live = new LiveOptions();

    @Mixin
    private final JobOptions options = new JobOptions();

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "directory for all assessments with their readings and all outcomes as Parquet, readable"
                    + " within some 20 s; of the last ones nothing is kept when the demo ends (default: none)")
    private @Nullable Path archive;

    @Option(
            names = "--no-desk",
            description = "without the desk in a browser (default: with it, at the address that is printed)")
    private boolean noDesk;

    @Override
    public Integer call() throws Exception {
        if (!(rate > 0)) {
            throw new BadInput("the rate must be positive: rate=" + rate);
        }
        // A fault in the settings is told before anything is started.
        options.report(settings("localhost:0", null));
        try (Stop stop = Stop.onInterrupt();
                DemoFeed records = feed == null ? DemoFeed.generated(seed) : DemoFeed.of(feed);
                Progress progress = Progress.onStandardError()) {
            progress.step("starting Kafka");
            try (WorkingDirectory directory = WorkingDirectory.temporary("portolan-desk-");
                    EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all())) {
                progress.step("starting Flink");
                JobMetrics metrics = JobMetrics.watched();
                // Messages are read by a job of its own, in a slot of its own.
                LocalCluster.Plan plan = feed == null ? live.planWith(1) : live.plan();
                try (LocalCluster cluster = metrics.of(plan).start()) {
                    progress.step("starting the scoring job");
                    RuleDeskSettings ruleDesk = noDesk
                            ? new RuleDeskSettings(live.ruleKeys(), DEPLOYMENT, false, archive)
                            : DemoDesk.rules(live.ruleKeys(), DEPLOYMENT, archive, directory.path());
                    show(
                            kafka.bootstrapServers(),
                            cluster,
                            metrics,
                            records,
                            stop,
                            progress,
                            ruleDesk,
                            directory.path());
                }
            }
        }
        return 0;
    }

    private void show(
            String kafka,
            LocalCluster cluster,
            JobMetrics metrics,
            DemoFeed records,
            Stop stop,
            Progress progress,
            RuleDeskSettings ruleDesk,
            Path directory)
            throws Exception {
        StreamExecutionEnvironment env = cluster.environment();
        JobSettings settings = settings(kafka, ruleDesk);
        ScoringJob.build(env, settings);
        RunningJob job = RunningJob.start(env, "portolan-scoring");
        WatchedJob watched = WatchedJob.start(
                cluster,
                job.id(),
                metrics,
                settings,
                Admin.create(Map.of("bootstrap.servers", kafka)),
                what -> err().println("portolan: " + what));
        List<RunningJob> jobs;
        try (DemoDesk desk =
                noDesk ? DemoDesk.NONE : DemoDesk.start(kafka, rules.places(), cluster.webUrl(), ruleDesk, directory)) {
            job.awaitRunning(stop);
            progress.clear();
            announce(out(), desk, kafka, cluster.webUrl(), job);
            jobs = feed(kafka, cluster, job, records, stop);
        } finally {
            watched.close();
        }
        for (RunningJob any : jobs) {
            any.cancel();
        }
    }

    /** The job that reads messages. */
    private static RunningJob receiving(LocalCluster cluster, String kafka) throws Exception {
        StreamExecutionEnvironment env = cluster.environment();
        ReceiveJob.build(env, ReceiveSettings.of(Map.of("bootstrap", kafka)));
        return RunningJob.start(env, RunningJob.RECEIVE);
    }

    /** Returns the jobs that run when it is over. */
    private List<RunningJob> feed(String kafka, LocalCluster cluster, RunningJob job, DemoFeed records, Stop stop)
            throws Exception {
        List<RunningJob> jobs = new ArrayList<>(List.of(job));
        PrintWriter out = out();
        try (LiveBoard board = LiveBoard.start(
                        KafkaAccess.at(kafka),
                        out,
                        Terminal.isOutput(),
                        Clock.systemUTC(),
                        RuleSetTexts.in(rules.places()).compiled());
                FeedSender sender = new FeedSender(KafkaAccess.at(kafka), "portolan-feed", 1)) {
            AtomicReference<RuntimeException> fault = new AtomicReference<>();
            Thread sending = new Thread(() -> send(sender, records, board, stop, fault), "feed");
            sending.start();
            if (feed == null) {
                // Nobody waits for it: messages lie in their topic until it reads them.
                jobs.add(receiving(cluster, kafka));
            }
            awaitEnd(jobs, sending, stop);
            stop.ask();
            sending.join();
            if (fault.get() != null) {
                throw fault.get();
            }
        }
        return jobs;
    }

    private void send(
            FeedSender sender, DemoFeed records, LiveBoard board, Stop stop, AtomicReference<RuntimeException> fault) {
        try {
            if (feed == null) {
                sendHistory(sender, records, board, stop);
            }
            sender.sendStepsPaced(records, rate, stop);
        } catch (RuntimeException e) {
            fault.set(e);
            stop.ask();
        }
    }

    /**
     * Filings first, and what inspections found of them once they are scored: sent as fast as it goes, an outcome would
     * overtake the filing that it is weeks younger than.
     */
    private void sendHistory(FeedSender sender, DemoFeed records, LiveBoard board, Stop stop) {
        List<ProducerRecord<byte[], byte[]>> filings = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> outcomes = new ArrayList<>();
        long messages = 0;
        for (long i = 0; i < history && records.hasNext(); i++) {
            for (ProducerRecord<byte[], byte[]> record : records.next()) {
                (record.topic().equals(Topics.INSPECTIONS_REPORTED.name()) ? outcomes : filings).add(record);
                messages += record.topic().equals(Topics.MESSAGES_RECEIVED.name()) ? 1 : 0;
            }
        }
        sender.sendAtOnce(filings.iterator(), stop);
        awaitScored(board, messages, stop);
        sender.sendAtOnce(outcomes.iterator(), stop);
        // A history that waited in the topic is not late; what is filed from now on may be.
        board.liveFrom(Clock.systemUTC().instant());
    }

    /**
     * Waits until all messages are read and the board stands still: duplicates, deletions and rejects are not scored, so
     * no count says when.
     */
    private static void awaitScored(LiveBoard board, long messages, Stop stop) {
        long seen = -1;
        try {
            while (board.scored() == 0 || board.scored() != seen || board.answered() < messages) {
                seen = board.scored();
                if (stop.await(STILL)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd(List<RunningJob> jobs, Thread sending, Stop stop) throws Exception {
        long began = System.nanoTime();
        boolean endsByItself = runFor == null && feed != null;
        while (!stop.await(LOOK)) {
            if (runFor != null && System.nanoTime() - began >= runFor.toNanos()) {
                return;
            }
            if (endsByItself && !sending.isAlive()) {
                return;
            }
            for (RunningJob job : jobs) {
                if (job.hasEnded()) {
                    throw job.endedByItself();
                }
            }
        }
    }

    private static void announce(PrintWriter out, DemoDesk desk, String kafka, URI webUrl, RunningJob job) {
        desk.announce(out);
        out.println("Flink's web UI   " + webUrl + job.page());
        out.println("Kafka            " + kafka
                + "   (consignments.filed and messages.received in, consignments.assessed and alerts.raised out)");
        out.println("Ctrl-C ends it and leaves nothing behind.");
        out.println();
    }

    /** @param ruleDesk null before anything is started */
    private JobSettings settings(String kafka, @Nullable RuleDeskSettings ruleDesk) {
        Map<String, String> own = new HashMap<>();
        own.put("bootstrap", kafka);
        live.addTo(own);
        if (live.takesRules()) {
            own.put("deployment", DEPLOYMENT);
        } else if (ruleDesk != null && ruleDesk.enrols()) {
            own.put("rule-keys", String.valueOf(ruleDesk.keys()));
            own.put("rule-keys-again", "true");
            own.put("deployment", DEPLOYMENT);
        }
        if (archive != null) {
            own.put("archive", archive.toString());
            // Who watches a demo asks about what was just scored.
            own.put("archive-every", "PT10S");
        }
        return options.read(rules.with(own));
    }
}
