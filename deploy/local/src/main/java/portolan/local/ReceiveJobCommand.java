// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.ConsoleCommand;
import portolan.pipeline.receive.ReceiveJob;
import portolan.pipeline.receive.ReceiveSettings;
import portolan.topics.KafkaAccess;

/** {@code portolan receive job}: reads messages on this machine, until it is told to stop. */
@Command(
        name = "job",
        description = {
            "Runs the job that reads messages on this machine against an existing Kafka, until Ctrl-C: messages.received"
                    + " in; consignments.filed, filings.rejected and messages.answered out.",
            "Keeps its state in --data: with the same directory the job continues where it stopped."
        })
final class ReceiveJobCommand extends ConsoleCommand {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "directory for checkpoints (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("portolan-receive-data");

    @Option(
            names = "--profiles",
            paramLabel = "DIR",
            description = "folder of profiles, NAME.yaml (default: messages are read by the standards)")
    private @Nullable Path profiles;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "directory, or its URI, where gateways keep messages of more than a MiB (default: none)")
    private @Nullable String store;

    @Option(
            names = "--sender-key",
            paramLabel = "FILE",
            description =
                    "key that proves to the job that scores who sent a message (default: none; see --sender-keys)")
    private @Nullable Path senderKey;

    @Option(
            names = "--gateway-keys",
            paramLabel = "DIR",
            description = "keys (NAME.key) of gateways; what none of them proves is refused (default: all is believed)")
    private @Nullable Path gatewayKeys;

    @Option(
            names = "--rule-keys",
            paramLabel = "DIR",
            description = "folder of public keys, NAME.pub, of those who approve withdrawals (default: nobody may)")
    private @Nullable Path ruleKeys;

    @Option(names = "--deployment", paramLabel = "ID", description = "what approvals are signed for; with --rule-keys")
    private @Nullable String deployment;

    @Option(names = "--take-over", description = StateDirectory.TAKE_OVER)
    private boolean takeOver;

    @Option(names = "--parallelism", paramLabel = "N", description = "tasks a stage (default: ${DEFAULT-VALUE})")
    private int parallelism = 1;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description = "port of Flink's web UI, 0 for a free one (default: ${DEFAULT-VALUE}, if it is free)")
    private int webPort = 8082;

    @Override
    public Integer call() throws Exception {
        KafkaAccess access = kafka.access();
        ReceiveSettings settings = settings();
        try (StateDirectory state = StateDirectory.lock(data);
                Stop stop = Stop.onInterrupt();
                Progress progress = Progress.onStandardError()) {
            Consumer<String> say = what -> {
                progress.clear();
                err().println("portolan: " + what);
            };
            progress.step("looking for Kafka at " + access.bootstrap());
            String refusal = ReceiveJob.refusal(settings);
            if (refusal != null) {
                throw new BadInput(refusal);
            }
            progress.step("starting Flink");
            Snapshot newest = state.prepare(takeOver, say);
            LocalCluster.Plan plan =
                    LocalCluster.plan().withWebPort(FreePort.orAny(webPort)).withTaskManagers(1, parallelism);
            try (LocalCluster cluster = plan.in(state).start()) {
                Beginning begun = Beginning.of(
                        cluster,
                        state,
                        newest,
                        env -> {
                            ReceiveJob.build(env, settings);
                            return RunningJob.start(env, RunningJob.RECEIVE);
                        },
                        stop,
                        say);
                progress.clear();
                out().println("reading messages at " + access.bootstrap() + "; Flink's web UI " + cluster.webUrl()
                        + begun.job().page());
                out().flush();
                while (!stop.await(LOOK)) {
                    if (begun.job().hasEnded()) {
                        throw begun.job().endedByItself();
                    }
                }
                String savepoints = FlinkAddress.of(state.path().resolve("savepoints"));
                stop.waitsFor(RunningJob.STOPPING);
                out().println("stopped, state written to " + begun.job().stop(savepoints));
            }
        }
        return 0;
    }

    private ReceiveSettings settings() {
        Map<String, String> arguments = new HashMap<>(kafka.jobOptions());
        arguments.put("parallelism", Integer.toString(parallelism));
        JobOptions.put(arguments, "profiles", profiles);
        JobOptions.put(arguments, "store", store);
        JobOptions.put(arguments, "sender-key", JobOptions.absolute(senderKey));
        JobOptions.put(arguments, "gateway-keys", JobOptions.absolute(gatewayKeys));
        JobOptions.put(arguments, "rule-keys", ruleKeys);
        JobOptions.put(arguments, "deployment", deployment);
        try {
            return ReceiveSettings.of(arguments);
        } catch (IllegalArgumentException refused) {
            throw new BadInput(String.valueOf(refused.getMessage()));
        }
    }
}
