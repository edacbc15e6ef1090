// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.kafka.KafkaOptions;
import portolan.console.rules.SendersCommand;
import portolan.console.screen.ConsoleCommand;
import portolan.pipeline.Delivery;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.Continuity;
import portolan.pipeline.kafka.KafkaFeeds;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.wire.Principal;
import portolan.topics.KafkaAccess;
import portolan.topics.StartCheck;
import portolan.topics.TransactionCheck;

/** Runs the scoring job on this machine against a Kafka that exists, until it is told to stop. */
@Command(
        name = "run",
        description = {
            "Runs the scoring job on this machine against an existing Kafka, until Ctrl-C.",
            "Keeps its state in --data: with the same directory the job continues where it stopped."
                    + " It deletes what it started from once it has newer checkpoints."
        })
final class RunCommand extends ConsoleCommand {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "directory for checkpoints (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("portolan-data");

    @Option(
            names = "--rebuild",
            description = "where --data has no state: makes it anew from the first records that the topics keep, and"
                    + " tells how results told again differ")
    private boolean rebuild;

    @Option(
            names = "--set-back",
            description =
                    "goes on from a state that is older than what its group has read: results since are told again")
    private boolean setBack;

    @Option(names = "--take-over", description = StateDirectory.TAKE_OVER)
    private boolean takeOver;

    @Option(names = "--as-new", description = StateDirectory.AS_NEW)
    private boolean asNew;

    @Option(names = "--create-topics", description = "create missing topics")
    private boolean createTopics;

    @Option(names = "--mode", paramLabel = "MODE", description = "arrival or ordered (default: ${DEFAULT-VALUE})")
    private String mode = "arrival";

    @Option(
            names = "--delivery",
            paramLabel = "HOW",
            description = "at-least-once or exactly-once (default: ${DEFAULT-VALUE})")
    private String delivery = "at-least-once";

    @Option(
            names = "--feed-sender",
            paramLabel = "NAME",
            description = "who alone writes consignments.filed (default: the header 'sender' says who sent a filing)")
    private @Nullable String feedSender;

    @Option(
            names = "--sender-keys",
            paramLabel = "DIR",
            description = "keys (NAME.key) by which senders prove their filings, as the senders list names them")
    private @Nullable Path senderKeys;

    @Option(names = "--group-id", paramLabel = "ID", description = "Kafka consumer group (default: portolan-scoring)")
    private @Nullable String groupId;

    @Option(names = "--rules", hidden = true, description = "refused: says how a live job gets its rule sets")
    private @Nullable Path rules;

    @Option(names = "--learning", hidden = true, description = "refused: says how what is learned goes live")
    private @Nullable String learning;

    @Option(
            names = "--deployment",
            paramLabel = "ID",
            description = "name of this deployment, which the rule sets that it takes are signed for; needed with"
                    + " --rule-keys")
    private @Nullable String deployment;

    @Mixin
    private final LiveOptions live = new LiveOptions();

    @Mixin
    private final JobOptions options = new JobOptions();

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "directory, or its URI, for all assessments with their readings and all outcomes as Parquet"
                    + " (default: none)")
    private @Nullable String archive;

    @Override
    public Integer call() throws Exception {
        KafkaAccess access = kafka.access();
        JobSettings settings = settings();
        options.report(settings);
        try (StateDirectory state = StateDirectory.lock(data);
                Stop stop = Stop.onInterrupt();
                Progress progress = Progress.onStandardError()) {
            Consumer<String> say = what -> {
                progress.clear();
                err().println("portolan: " + what);
            };
            progress.step("looking for Kafka at " + access.bootstrap());
            String refusal = StartCheck.refusal(
                    access, Principal.JOB, settings.groupId(), KafkaFeeds.INPUT_TOPICS, createTopics, say);
            String noTransactions = settings.delivery() == Delivery.EXACTLY_ONCE
                    ? TransactionCheck.refusal(access, settings.transactionTimeout())
                    : null;
            if (noTransactions != null) {
                throw new BadInput(noTransactions);
            }
            if (refusal != null) {
                throw new BadInput(refusal);
            }
            List<String> unchecked = SendersCommand.doubts(access, settings.ruleKeys());
            progress.step("starting Flink");
            Continuity before = Continuity.ask(access, settings.groupId());
            AtomicBoolean isNewerDamaged = new AtomicBoolean();
            Snapshot newest = state.prepare(takeOver, asNew ? before : null, say, (found, newerIsDamaged) -> {
                isNewerDamaged.set(newerIsDamaged);
                Continuity held = asNew ? before.asOriginal(state.path()) : before;
                mustGoOn(held, access, state.path(), found, rebuild, newerIsDamaged || setBack);
            });
            // Who reads what is packed with it writes its library to the disk, and a killed process leaves it there.
            System.setProperty("org.xerial.snappy.tempdir", state.temporary().toString());
            JobMetrics metrics = JobMetrics.watched();
            try (Holder holder = Holder.of(access, settings.groupId(), state.path(), say);
                    LocalCluster cluster = metrics.of(live.plan().in(state)).start()) {
                holder.await();
                // Who had it may have gone on until just now.
                Continuity continuity = Continuity.ask(access, settings.groupId());
                mustGoOn(continuity, access, state.path(), newest, rebuild, isNewerDamaged.get() || setBack);
                progress.step("starting the scoring job");
                boolean again = continuity.goesBack(access, newest == null ? null : newest.offsets(), rebuild, say);
                Private.file(continuity.write(state.path()));
                ToldAgain told = again ? ToldAgain.from(access, say) : null;
                Beginning begun = Beginning.of(cluster, state, newest, env -> start(env, settings), stop, say);
                RunningJob job = begun.job();
                progress.clear();
                if (stop.isAsked()) {
                    job.cancel();
                    return 0;
                }
                Snapshot from = begun.from();
                PrintWriter out = out();
                WatchedJob watched = WatchedJob.start(cluster, job.id(), metrics, settings, access.reached(), say);
                try {
                    out.println("scoring " + access.bootstrap()
                            + (from == null ? ", from an empty state" : ", going on from " + from.address()));
                    out.println("Flink's web UI   " + cluster.webUrl() + job.page());
                    out.println("Ctrl-C stops it; its state stays in " + data);
                    unchecked.forEach(say);
                    awaitStop(job, stop, cluster, state, holder, say);
                } finally {
                    watched.close();
                }
                if (watched.late() > 0) {
                    out.println("came late: " + watched.late() + " records; another run over these topics may differ");
                }
                String savepoints = FlinkAddress.of(state.path().resolve("savepoints"));
                stop.waitsFor(RunningJob.STOPPING);
                out.println("stopped, state written to " + job.stop(savepoints));
                if (told != null) {
                    told.close();
                }
            }
        }
        return 0;
    }

    /** The one check of all ways to start on this machine. */
    static void mustGoOn(
            Continuity now,
            KafkaAccess access,
            Path state,
            @Nullable Snapshot found,
            boolean rebuild,
            boolean mayBeOlder)
            throws Exception {
        String refusal = now.refusal(access, state, found == null ? null : found.offsets(), rebuild, mayBeOlder);
        if (refusal != null) {
            throw new BadInput(refusal);
        }
    }

    private static RunningJob start(StreamExecutionEnvironment env, JobSettings settings) throws Exception {
        ScoringJob.build(env, settings);
        return RunningJob.start(env, "portolan-scoring");
    }

    private static void awaitStop(
            RunningJob job, Stop stop, LocalCluster cluster, StateDirectory state, Holder holder, Consumer<String> say)
            throws Exception {
        DiskRoom room = new DiskRoom(state.path(), say);
        while (!stop.await(LOOK)) {
            room.look();
            if (holder.lost() != null) {
                throw new IllegalStateException(holder.lost());
            }
            if (job.hasEnded()) {
                state.nameDamageAfter(cluster.failures(job.id()), say);
                throw job.endedByItself();
            }
        }
    }

    private JobSettings settings() {
        if (learning != null) {
            throw new BadInput(
                    "nothing moves live unsigned: 'portolan rules learn' proposes a fit as the next version of"
                            + " a rule set, two people sign it; leave --learning out");
        }
        if (rules != null) {
            throw new BadInput(
                    "a live job takes rule sets that two people signed, from its topic: leave --rules out and"
                            + " publish the text by 'portolan rules publish', approve and activate it");
        }
        Map<String, String> arguments = new HashMap<>();
        arguments.putAll(kafka.jobOptions());
        arguments.put("mode", mode);
        arguments.put("delivery", delivery);
        arguments.put("rebuild", Boolean.toString(rebuild));
        live.addTo(arguments);
        JobOptions.put(arguments, "deployment", deployment);
        JobOptions.put(arguments, "group-id", groupId);
        JobOptions.put(arguments, "feed-sender", feedSender);
        JobOptions.put(arguments, "sender-keys", JobOptions.absolute(senderKeys));
        JobOptions.put(arguments, "archive", archive);
        return options.read(arguments);
    }
}
