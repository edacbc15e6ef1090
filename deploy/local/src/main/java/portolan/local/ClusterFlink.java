// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import portolan.rest.Token;

/**
 * Flink's processes of a cluster on this machine, started as the scripts of its distribution start them: from a class
 * path that has nothing of ours but the two jars that belong into {@code lib}.
 */
final class ClusterFlink {
    private static final String HOST = "127.0.0.1";
    private static final String JOB_MANAGER =
            "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String JOB = "portolan.pipeline.kafka.ScoringJob";

    private final ClusterPlan plan;
    private final Path home;

    ClusterFlink(ClusterPlan plan) {
        this(plan, Path.of(System.getProperty("portolan.home", ".")).toAbsolutePath());
    }

    /** @param home the distribution, which has the jars */
    ClusterFlink(ClusterPlan plan, Path home) {
        this.plan = plan;
        this.home = home;
    }

    /** Lays down jars, settings and a new token; no process of Flink may run. */
    void prepare() {
        try {
            Path lib = Private.directory(plan.data().resolve("lib"));
            for (Path jar : ours()) {
                copy(jar, lib.resolve(jar.getFileName()));
            }
            Private.directory(conf());
            lay("config.yaml");
            lay("log4j.properties");
            Private.directory(plan.data().resolve("plugins"));
            Private.directory(plan.temporary());
            Token.write(token());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lay down the cluster's files: data=" + plan.data(), e);
        }
    }

    /** @throws BadInput where jars were laid down that are another build than those that are there now */
    void checkJars() {
        Path lib = plan.data().resolve("lib");
        List<String> outdated = ours().stream()
                .filter(built -> !isSame(built, lib.resolve(built.getFileName())))
                .map(built -> built.getFileName().toString())
                .toList();
        if (!outdated.isEmpty()) {
            throw new BadInput("the cluster runs another build than this one, run 'portolan cluster down --data "
                    + plan.data() + "' and 'portolan cluster up --data " + plan.data() + "' first: jars="
                    + String.join(", ", outdated));
        }
    }

    private static boolean isSame(Path built, Path laidDown) {
        try {
            return Files.exists(laidDown) && Files.mismatch(built, laidDown) < 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compare jars: built=" + built + ", laid down=" + laidDown, e);
        }
    }

    /**
     * Settings by which each process answers Prometheus.
     *
     * @param ports the first and the last, as {@code 9250-9260}; each process takes the first that is free
     */
    static Map<String, String> metrics(String ports) {
        try (InputStream file = ClusterFlink.class.getResourceAsStream("/portolan/flink/metrics.yaml")) {
            Map<?, ?> loaded = (Map<?, ?>) new Load(LoadSettings.builder().build())
                    .loadFromInputStream(Objects.requireNonNull(file, "metrics.yaml"));
            Map<String, String> settings = new HashMap<>();
            loaded.forEach((name, value) -> settings.put(name.toString(), value.toString()));
            settings.put("metrics.reporter.prom.port", ports);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read metrics.yaml", e);
        }
    }

    private static void copy(Path jar, Path to) throws IOException {
        if (!Files.exists(jar)) {
            throw new BadInput("the distribution is not whole, unpack it again: missing=" + jar);
        }
        Files.copy(jar, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private void lay(String name) throws IOException {
        try (InputStream file = ClusterFlink.class.getResourceAsStream("/portolan/flink/" + name)) {
            Files.copy(Objects.requireNonNull(file, name), conf().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What whoever calls Flink's REST interface has in hand. */
    Configuration client() {
        return settings();
    }

    void startTaskManager(OwnProcess process) {
        Configuration settings = settings();
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(settings);
        Map<String, String> told = told();
        told.put("taskmanager.resource-id", process.name());
        told.put("taskmanager.host", HOST);
        List<String> arguments = arguments(told);
        arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        start(process, words(ProcessMemoryUtils.generateJvmParametersStr(memory)), TASK_MANAGER, arguments);
    }

    /**
     * Starts a job manager with the job, which it runs at once and ends with.
     *
     * @param from the address of what the job goes on from, empty for nothing
     * @param options of the job, as its main class takes them
     */
    void startJobManager(String from, List<String> options) {
        Configuration settings = settings();
        JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(settings);
        List<String> arguments = arguments(told());
        arguments.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
        arguments.addAll(List.of("--job-classname", JOB));
        if (!from.isEmpty()) {
            arguments.addAll(List.of("--fromSavepoint", from));
        }
        arguments.addAll(options);
        start(
                plan.jobManager(),
                words(JobManagerProcessUtils.generateJvmParametersStr(memory, settings)),
                JOB_MANAGER,
                arguments);
    }

    private void start(OwnProcess process, List<String> flags, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(words(settings().get(CoreOptions.FLINK_JVM_OPTIONS)));
        command.addAll(List.of("-Duser.language=en", "-Duser.country=US"));
        command.add("-Djava.io.tmpdir=" + plan.temporary());
        command.add("-Dlog.file=" + plan.logs().resolve(process.name() + ".log"));
        command.add("-Dlog4j.configurationFile=" + conf().resolve("log4j.properties"));
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
        process.start(
                command,
                Map.of("FLINK_PLUGINS_DIR", plan.data().resolve("plugins").toString()),
                plan.data(),
                plan.logs().resolve(process.name() + ".out"));
    }

    /** What is in {@code lib} comes before Flink's own, as in its scripts. */
    private String classPath() {
        Path list = home.resolve("lib/flink/classpath");
        try {
            return Stream.concat(
                            ours().stream()
                                    .map(jar -> plan.data().resolve("lib").resolve(jar.getFileName())),
                            Files.readAllLines(list).stream().map(this::flinks))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Flink's class path cannot be read, unpack the distribution again: file=" + list, e);
        }
    }

    /** Most of Flink's jars are the command's as well. */
    private Path flinks(String jar) {
        Path own = home.resolve("lib/flink").resolve(jar);
        return Files.exists(own) ? own : home.resolve("lib").resolve(jar);
    }

    /** The two that belong into the directory {@code lib} of every Flink that runs the job. */
    private List<Path> ours() {
        return Stream.of("portolan-pipeline-%s-job.jar", "portolan-rest-%s.jar")
                .map(name ->
                        home.resolve("flink/lib").resolve(String.format(Locale.ROOT, name, Portolan.Version.number())))
                .toList();
    }

    private Configuration settings() {
        Configuration settings = GlobalConfiguration.loadConfiguration(conf().toString());
        told().forEach(settings::setString);
        return settings;
    }

    /** What whoever starts a cluster has to say, beside what the file says. */
    private Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("jobmanager.rpc.address", HOST);
        told.put("jobmanager.rpc.port", Integer.toString(plan.rpcPort()));
        told.put("rest.address", HOST);
        told.put("rest.port", Integer.toString(plan.restPort()));
        told.put("rest.bind-port", Integer.toString(plan.restPort()));
        told.put("portolan.rest.token-file", token().toString());
        told.put("io.tmp.dirs", plan.temporary().toString());
        told.put("web.tmpdir", plan.temporary().toString());
        // RocksDB's own logs would else be among those that people read.
        told.put("state.backend.rocksdb.log.dir", plan.temporary().toString());
        told.put("execution.checkpointing.dir", uri("checkpoints"));
        told.put("execution.checkpointing.savepoint-dir", uri("savepoints"));
        told.put("state.changelog.dstl.dfs.base-path", uri("changelog"));
        told.put("jobmanager.memory.heap.size", "512 mb");
        told.put("taskmanager.memory.task.heap.size", "1 gb");
        // One that is lost is noticed after seconds, also by task managers that wait for the next job manager.
        told.put("heartbeat.interval", "1 s");
        told.put("heartbeat.timeout", "8 s");
        told.put("taskmanager.load-balance.mode", "SLOTS");
        // Task managers wait a month for the next job, and see it at once. Flink can count 248 days.
        told.put("taskmanager.registration.timeout", "30 d");
        told.put("cluster.registration.error-delay", "1 s");
        told.putAll(plan.flink());
        return told;
    }

    private List<String> arguments(Map<String, String> told) {
        List<String> arguments = new ArrayList<>(List.of("--configDir", conf().toString()));
        told.forEach((name, value) -> arguments.addAll(List.of("-D", name + '=' + value)));
        return arguments;
    }

    private static List<String> words(String line) {
        return line.isBlank() ? List.of() : Arrays.asList(line.strip().split("\\s+", -1));
    }

    private String uri(String name) {
        return FlinkAddress.of(plan.state().resolve(name));
    }

    private Path token() {
        return plan.data().resolve("rest.token");
    }

    private Path conf() {
        return plan.data().resolve("conf");
    }
}
