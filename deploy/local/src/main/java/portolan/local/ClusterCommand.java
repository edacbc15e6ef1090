// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import portolan.console.rules.SendersCommand;
import portolan.console.screen.CommandGroup;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.Continuity;
import portolan.topics.KafkaAccess;

/** {@code portolan cluster}: brokers, a job manager and task managers as processes of their own on this machine. */
@Command(
        name = "cluster",
        description = {
            "A cluster on this machine without containers: Kafka brokers, Flink's job manager and task managers as separate"
                    + " processes, on loopback only, with all files in one folder.",
            "It runs the same jar as a centre's cluster."
        })
final class ClusterCommand extends CommandGroup {
    private static final int NOT_AS_ASKED = 1;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "portolan-cluster",
            scope = ScopeType.INHERIT,
            description = "the cluster's folder (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path data;

    @Command(
            name = "up",
            description = {
                "Starts brokers and task managers; of an existing cluster, those that do not run.",
                "Its folder keeps the options given here."
            })
    int up(
            @Option(
                            names = "--task-managers",
                            paramLabel = "N",
                            description = "how many task managers, each with two slots (default: 2, or as before)")
                    @Nullable
                    Integer taskManagers,
            @Option(names = "--brokers", paramLabel = "1|3", description = "how many brokers (default: 1)") @Nullable
                    Integer brokers,
            @Option(
                            names = "-D",
                            paramLabel = "NAME=VALUE",
                            description = "a Flink setting that overrides deploy/flink/config.yaml")
                    @Nullable
                    Map<String, String> given,
            @Option(
                            names = "--metrics-ports",
                            paramLabel = "FIRST-LAST",
                            description =
                                    "each Flink process serves Prometheus at one of these ports, path /metrics, on"
                                            + " all addresses of this machine (default: none)")
                    @Nullable
                    String metricsPorts)
            throws Exception {
        Map<String, String> flink = new HashMap<>(metricsPorts == null ? Map.of() : ClusterFlink.metrics(metricsPorts));
        flink.putAll(given == null ? Map.of() : given);
        Path folder = Private.directory(data.toAbsolutePath()).toRealPath();
        return alone(folder, (state, progress) -> {
            boolean isNew = ClusterPlan.in(folder).isEmpty();
            ClusterPlan plan = plan(folder, taskManagers, brokers, flink);
            ClusterProcesses cluster = new ClusterProcesses(plan);
            if (!flink.isEmpty() && cluster.isAnyOfFlink()) {
                say(progress, "running processes keep their settings until 'cluster down' and 'cluster up'");
            }
            cluster.up(progress::step);
            progress.clear();
            String kafka = plan.kafka().bootstrapServers();
            line("Kafka", kafka);
            line("task managers", plan.taskManagers());
            if (plan.jobManager().isAlive()) {
                line("job", cluster.job());
            } else if (isNew) {
                line("next", "portolan topics apply --bootstrap " + kafka + " --yes");
                line("then", "portolan cluster submit --data " + data);
            } else {
                line("next", "portolan cluster submit --data " + data);
            }
            return 0;
        });
    }

    @Command(name = "status", description = "Shows what runs and where. Exit code 1 when something does not run.")
    int status() throws Exception {
        ClusterPlan plan = known();
        ClusterProcesses cluster = new ClusterProcesses(plan);
        boolean allRun = true;
        for (Map.Entry<OwnProcess, String> each : cluster.wanted().entrySet()) {
            String pid = each.getKey()
                    .handle()
                    .map(process -> "runs, pid=" + process.pid())
                    .orElse("does not run");
            line(each.getKey().name(), pid + ", " + each.getValue());
            allRun &= each.getKey().isAlive();
        }
        line("job", cluster.job());
        return allRun ? 0 : NOT_AS_ASKED;
    }

    @Command(
            name = "submit",
            description = {
                "Starts a job manager with the job's jar, from the newest checkpoint or savepoint.",
                "Returns when all tasks run."
            })
    int submit(
            @Option(names = "--rebuild", description = "without state: makes it anew of what the topics keep")
                    boolean rebuild,
            @Option(names = "--set-back", description = "from a state that is older than what its group has read")
                    boolean setBack,
            @Option(names = "--take-over", description = StateDirectory.TAKE_OVER) boolean takeOver,
            @Parameters(
                            arity = "0..*",
                            paramLabel = "OPTION VALUE",
                            description = "after --: options of the job as in deploy/SETTINGS.md, for example -- --mode"
                                    + " ordered; --bootstrap, --parallelism and --engine-version are given unless said")
                    @Nullable
                    List<String> options)
            throws Exception {
        return alone(known().data(), (state, progress) -> {
            ClusterPlan plan = known();
            List<String> words = jobOptions(plan, options == null ? List.of() : options);
            ClusterProcesses cluster = new ClusterProcesses(plan);
            if (!cluster.isUp()) {
                throw new BadInput("not all of the cluster runs, start the rest by 'portolan cluster up --data " + data
                        + "': missing=" + String.join(", ", cluster.missing()));
            }
            if (plan.jobManager().isAlive()) {
                throw new BadInput("a job runs already, stop it by 'portolan cluster savepoint --stop --data " + data
                        + "': job=" + cluster.job());
            }
            JobSettings settings = cluster.check(words);
            new ClusterFlink(plan).checkJars();
            KafkaAccess access = settings.kafka();
            Continuity before = Continuity.ask(access, settings.groupId());
            boolean again = rebuild || settings.rebuild();
            Snapshot from = state.prepare(
                    takeOver,
                    null,
                    what -> say(progress, what),
                    (found, newerIsDamaged) ->
                            RunCommand.mustGoOn(before, access, state.path(), found, again, newerIsDamaged || setBack));
            before.goesBack(access, from == null ? null : from.offsets(), again, what -> say(progress, what));
            Private.file(before.write(state.path()));
            SendersCommand.doubts(access, settings.ruleKeys()).forEach(doubt -> say(progress, doubt));
            if (from != null) {
                state.claim(from);
            } else if (!settings.rebuild()) {
                // Looked at here, where more is known: a first start may have ended before its first checkpoint.
                words.addAll(List.of("--rebuild", "true"));
            }
            state.own(cluster.submit(from == null ? "" : from.address(), words, progress::at));
            progress.clear();
            line("job", "all tasks run, " + (from == null ? "from an empty state" : "going on from " + from.address()));
            line("web UI", "http://127.0.0.1:" + plan.restPort());
            return 0;
        });
    }

    @Command(name = "savepoint", description = "Writes a savepoint of the job and prints its path.")
    int savepoint(@Option(names = "--stop", description = "stop the job and its job manager after it") boolean stop)
            throws Exception {
        return alone(known().data(), (state, progress) -> {
            ClusterProcesses cluster = new ClusterProcesses(known());
            if (!cluster.plan().jobManager().isAlive()) {
                throw new BadInput("no job runs, start one by 'portolan cluster submit --data " + data + "'");
            }
            String written = cluster.savepoint(stop, progress::step);
            progress.clear();
            line("savepoint", written);
            if (stop) {
                line("job", "stopped with it, 'portolan cluster submit --data " + data + "' goes on from it");
            }
            return 0;
        });
    }

    @Command(
            name = "down",
            description = {
                "Ends all processes of the cluster. The next 'submit' goes on from the last checkpoint or savepoint."
            })
    int down() throws Exception {
        return alone(known().data(), (state, progress) -> {
            List<String> killed = new ClusterProcesses(known()).down(progress::step);
            killed.forEach(name -> say(progress, "did not end in time and was killed: process=" + name));
            progress.clear();
            out().println("nothing runs now, all data stay in " + data);
            return killed.isEmpty() ? 0 : NOT_AS_ASKED;
        });
    }

    /** What changes a cluster, while nothing else does. */
    private interface Work {
        int with(StateDirectory state, Progress progress) throws Exception;
    }

    /**
     * Does it with the lock of the cluster's state, which every command takes that starts or ends a process.
     *
     * @throws BadInput if another process has it, naming which
     */
    private static int alone(Path folder, Work work) throws Exception {
        try (StateDirectory state = StateDirectory.lock(ClusterPlan.state(folder));
                Progress progress = Progress.onStandardError()) {
            return work.with(state, progress);
        }
    }

    private void say(Progress progress, String what) {
        progress.clear();
        err().println("portolan: " + what);
    }

    private void line(String what, Object value) {
        out().println(String.format(Locale.ROOT, "%-16s %s", what, value));
    }

    private static List<String> jobOptions(ClusterPlan plan, List<String> said) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("--bootstrap", plan.kafka().bootstrapServers());
        options.put("--parallelism", Integer.toString(plan.taskManagers()));
        options.put("--engine-version", Portolan.Version.number());
        for (int i = 0; i < said.size(); i += 2) {
            if (!said.get(i).startsWith("--") || i + 1 == said.size()) {
                throw new BadInput("options of the job are pairs like --mode ordered: found=" + said.get(i));
            }
            options.put(said.get(i), said.get(i + 1));
        }
        List<String> words = new ArrayList<>();
        options.forEach((name, value) -> words.addAll(List.of(name, value)));
        return words;
    }

    private ClusterPlan plan(
            Path folder, @Nullable Integer taskManagers, @Nullable Integer brokers, Map<String, String> flink) {
        if (brokers != null && brokers != 1 && brokers != 3) {
            throw new BadInput("a cluster has one broker or three: brokers=" + brokers);
        }
        if (taskManagers != null && taskManagers < 1) {
            throw new BadInput("a cluster needs a task manager: task-managers=" + taskManagers);
        }
        ClusterPlan plan =
                ClusterPlan.in(folder).orElseGet(() -> ClusterPlan.of(folder, brokers == null ? 1 : brokers, 2));
        int there = plan.kafka().clientPorts().size();
        if (brokers != null && brokers != there) {
            throw new BadInput("the number of brokers cannot change, take another --data: data=" + data + ", brokers="
                    + there + ", asked for=" + brokers);
        }
        ClusterPlan next = (taskManagers == null ? plan : plan.withTaskManagers(taskManagers)).withFlink(flink);
        next.write();
        return next;
    }

    private ClusterPlan known() throws IOException {
        return (Files.isDirectory(data) ? ClusterPlan.in(data.toRealPath()) : Optional.<ClusterPlan>empty())
                .orElseThrow(() ->
                        new BadInput("no cluster here, start one by 'portolan cluster up --data DIR': data=" + data));
    }
}
