// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;

/** The processes of a cluster on this machine, and what they are asked. */
final class ClusterProcesses {
    /** What takes seconds on a quiet machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 200;
    private static final String CAUSE = "Caused by: ";
    private static final String OURS = "portolan.";
    private static final String ALL_RUN = "all tasks run";

    private final ClusterPlan plan;
    private final ClusterFlink flink;

    ClusterProcesses(ClusterPlan plan) {
        this.plan = plan;
        this.flink = new ClusterFlink(plan);
    }

    ClusterPlan plan() {
        return plan;
    }

    /** All that are to run, with what is to be known of each. */
    Map<OwnProcess, String> wanted() {
        Map<OwnProcess, String> wanted = new LinkedHashMap<>();
        List<OwnProcess> brokers = plan.brokers();
        for (int i = 0; i < brokers.size(); i++) {
            wanted.put(
                    brokers.get(i), "127.0.0.1:" + plan.kafka().clientPorts().get(i) + ", log=" + log(brokers.get(i)));
        }
        plan.taskManagersWanted().forEach(each -> wanted.put(each, "log=" + log(each)));
        wanted.put(plan.jobManager(), "http://127.0.0.1:" + plan.restPort() + ", log=" + log(plan.jobManager()));
        return wanted;
    }

    /** Whether brokers and task managers run. */
    boolean isUp() {
        return missing().isEmpty();
    }

    /** The names of brokers and task managers that do not run. */
    List<String> missing() {
        return Stream.concat(plan.brokers().stream(), plan.taskManagersWanted().stream())
                .filter(each -> !each.isAlive())
                .map(OwnProcess::name)
                .toList();
    }

    /** Whether any process of Flink runs. */
    boolean isAnyOfFlink() {
        return plan.all().stream().anyMatch(each -> !isBroker(each) && each.isAlive());
    }

    /** Starts brokers and task managers that do not run, and ends task managers that are one too many. */
    void up(Consumer<String> progress) throws Exception {
        Private.directory(plan.processes());
        Private.directory(plan.logs());
        if (!isAnyOfFlink()) {
            flink.prepare();
        }
        progress.accept("starting Kafka");
        plan.brokers().stream().filter(broker -> !broker.isAlive()).forEach(this::startBroker);
        awaitKafka();
        progress.accept("starting task managers");
        List<OwnProcess> wanted = plan.taskManagersWanted();
        wanted.stream().filter(taskManager -> !taskManager.isAlive()).forEach(flink::startTaskManager);
        Set<String> names = wanted.stream().map(OwnProcess::name).collect(Collectors.toSet());
        end(plan.all().stream()
                .filter(each -> each.name().startsWith("task-manager") && !names.contains(each.name()))
                .toList());
    }

    private void startBroker(OwnProcess broker) {
        int node = Integer.parseInt(broker.name().substring("broker-".length()));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + plan.temporary(),
                "-Duser.timezone=UTC",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dfile.encoding=UTF-8",
                "-Dportolan.log=" + log(broker),
                "-cp",
                System.getProperty("java.class.path"),
                ClusterBroker.class.getName(),
                plan.data().resolve(broker.name()).toString(),
                Integer.toString(node),
                plan.kafka().id(),
                ClusterBroker.words(plan.kafka().clientPorts()),
                ClusterBroker.words(plan.kafka().controllerPorts()));
        broker.start(
                command,
                Map.of(),
                // The class path may have names that are relative to where the command was said.
                Path.of("").toAbsolutePath(),
                plan.logs().resolve(broker.name() + ".out"));
    }

    private void awaitKafka() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, plan.kafka().bootstrapServers()))) {
            while (!answer(admin)) {
                for (OwnProcess broker : plan.brokers()) {
                    if (!broker.isAlive()) {
                        throw ended(broker);
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the brokers do not find one another: address="
                            + plan.kafka().bootstrapServers() + ", for=" + PATIENCE.toSeconds() + " s, logs="
                            + plan.logs());
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    /** Whether all of them do. */
    private boolean answer(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster()
                            .nodes()
                            .get(ANSWER.toSeconds(), TimeUnit.SECONDS)
                            .size()
                    == plan.brokers().size();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        }
    }

    /**
     * Looks whether the job can run, in a second: its process would take half a minute to say the same.
     *
     * @param options of the job, as its main class takes them
     * @return what it makes of them
     * @throws BadInput if it cannot, saying why
     * @throws portolan.topics.KafkaFault if Kafka does not answer
     */
    JobSettings check(List<String> options) {
        JobSettings settings;
        try {
            settings = ScoringJob.settings(options.toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            throw new BadInput(e);
        }
        int slots = plan.taskManagers() * flink.client().get(TaskManagerOptions.NUM_TASK_SLOTS);
        if (settings.parallelism() > slots) {
            throw new BadInput("too few slots, 'portolan cluster up --task-managers N' adds some: parallelism="
                    + settings.parallelism() + ", slots=" + slots);
        }
        String refusal = ScoringJob.refusal(settings);
        if (refusal != null) {
            throw new BadInput(refusal);
        }
        return settings;
    }

    /**
     * Starts the job, and returns when all its tasks run.
     *
     * @param from the address of what it goes on from, empty for nothing
     */
    JobID submit(String from, List<String> options, Consumer<String> progress) throws Exception {
        OwnProcess jobManager = plan.jobManager();
        flink.startJobManager(from, options);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (RestClusterClient<StandaloneClusterId> client = client()) {
            String state;
            do {
                Thread.sleep(LOOK_MILLIS);
                if (!jobManager.isAlive()) {
                    throw ended(jobManager);
                }
                state = job(client);
                progress.accept("starting the job: " + state);
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the job does not run yet, watch 'portolan cluster status': "
                            + state + ", waited=" + PATIENCE.toSeconds() + " s, last cause in its log="
                            + cause(jobManager) + ", log=" + log(jobManager));
                }
            } while (!state.equals(ALL_RUN));
            return id(client);
        }
    }

    private static JobID id(RestClusterClient<StandaloneClusterId> client) throws Exception {
        return client.listJobs()
                .get(ANSWER.toSeconds(), TimeUnit.SECONDS)
                .iterator()
                .next()
                .getJobId();
    }

    /** How the job stands. */
    String job() throws Exception {
        if (!plan.jobManager().isAlive()) {
            return "none";
        }
        try (RestClusterClient<StandaloneClusterId> client = client()) {
            return job(client);
        }
    }

    private static String job(RestClusterClient<StandaloneClusterId> client) throws InterruptedException {
        try {
            for (JobStatusMessage job : client.listJobs().get(ANSWER.toSeconds(), TimeUnit.SECONDS)) {
                JobDetailsInfo details = client.getJobDetails(job.getJobId()).get(ANSWER.toSeconds(), TimeUnit.SECONDS);
                Map<ExecutionState, Integer> tasks = details.getJobVerticesPerState();
                int all = tasks.values().stream().mapToInt(Integer::intValue).sum();
                int run = tasks.getOrDefault(ExecutionState.RUNNING, 0);
                return all > 0 && run == all
                        ? ALL_RUN
                        : details.getJobStatus() + ", " + run + " of " + all + " tasks run";
            }
            return "its manager is starting it";
        } catch (ExecutionException | TimeoutException e) {
            return "its manager does not answer";
        }
    }

    /** Where a savepoint was written; the processes of a job that was stopped by it have ended. */
    String savepoint(boolean stop, Consumer<String> progress) throws Exception {
        progress.accept("writing a savepoint");
        String directory = FlinkAddress.of(plan.state().resolve("savepoints"));
        String address;
        try (RestClusterClient<StandaloneClusterId> client = client()) {
            String state = job(client);
            if (!state.equals(ALL_RUN)) {
                throw new BadInput(
                        "a savepoint needs all tasks to run, wait until 'portolan cluster status' says so: job="
                                + state);
            }
            JobID job = id(client);
            address = (stop
                            ? client.stopWithSavepoint(job, false, directory, SavepointFormatType.NATIVE)
                            : client.triggerSavepoint(job, directory, SavepointFormatType.NATIVE))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "no savepoint was written, see 'portolan cluster status': " + RootCause.of(e) + ", log="
                            + log(plan.jobManager()),
                    e);
        }
        if (stop) {
            progress.accept("stopping the job");
            // It ends by itself with its job.
            plan.jobManager().awaitEnd(END);
            end(List.of(plan.jobManager()));
        }
        return address;
    }

    /** Ends all of them, Flink's first; names of those that had to be killed. */
    List<String> down(Consumer<String> progress) throws InterruptedException {
        progress.accept("ending Flink's processes");
        List<OwnProcess> all = plan.all();
        List<String> killed =
                new ArrayList<>(end(all.stream().filter(each -> !isBroker(each)).toList()));
        progress.accept("ending Kafka");
        killed.addAll(end(all.stream().filter(ClusterProcesses::isBroker).toList()));
        return killed;
    }

    private static boolean isBroker(OwnProcess process) {
        return process.name().startsWith("broker");
    }

    private static List<String> end(List<OwnProcess> processes) throws InterruptedException {
        List<String> killed = new ArrayList<>();
        processes.forEach(OwnProcess::askToEnd);
        for (OwnProcess process : processes) {
            if (!process.awaitEnd(END)) {
                process.kill();
                killed.add(process.name());
            }
            process.forget();
        }
        return killed;
    }

    private RestClusterClient<StandaloneClusterId> client() throws Exception {
        Configuration settings = flink.client();
        // Whoever waits looks again.
        settings.set(RestOptions.RETRY_MAX_ATTEMPTS, 1);
        return new RestClusterClient<>(settings, StandaloneClusterId.getInstance());
    }

    private Path log(OwnProcess process) {
        return plan.logs().resolve(process.name() + ".log");
    }

    private IllegalStateException ended(OwnProcess process) {
        return new IllegalStateException(process.name() + " ended: last cause in its log=" + cause(process) + ", log="
                + log(process) + ", output=" + plan.logs().resolve(process.name() + ".out"));
    }

    /** The last cause in its log since its start that is ours, or else the last of all. */
    private String cause(OwnProcess process) {
        String cause = "none";
        try {
            String text = Files.exists(log(process)) ? Files.readString(log(process)) : "";
            // Flink says its version at each start.
            for (String line : text.substring(Math.max(0, text.lastIndexOf("(Version: ")))
                    .lines()
                    .filter(line -> line.startsWith(CAUSE))
                    .toList()) {
                String found = line.substring(CAUSE.length());
                cause = cause.startsWith(OURS) && !found.startsWith(OURS) ? cause : found;
            }
        } catch (IOException e) {
            cause = "it cannot be read, " + e;
        }
        return cause;
    }
}
