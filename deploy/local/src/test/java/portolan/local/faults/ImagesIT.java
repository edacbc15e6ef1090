// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import portolan.testing.ListeningSockets;
import portolan.testing.Patience;

/**
 * Both images, carried out on folders, do their work as {@code compose.yaml} and the Kubernetes files start them: by
 * {@code mvn verify -Pnight}. Instead of Flink's distribution they have its jars of {@code deploy/flink}, and its scripts'
 * work is done here.
 */
@Tag("night")
class ImagesIT {
    private static final Path DEPLOY = Path.of("..");
    private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";
    private static final String LIB = "/opt/flink/lib/";

    /** Of a machine that has other work. */
    private static final List<String> QUICK =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=128m");

    @TempDir
    private Path directory;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void needsWhatTheImagesCopy() throws Exception {
        assumeTrue(ImageFolder.isPossible(), "not checked: only root may mount in a namespace of its own (unshare)");
        for (String name : List.of("console.Dockerfile", "job.Dockerfile")) {
            for (Path source : ImageFolder.sources(name)) {
                assumeTrue(exists(source), "not built, say 'mvn verify -Pnight': " + source);
            }
        }
    }

    private static boolean exists(Path pattern) throws IOException {
        try (Stream<Path> files = Files.list(pattern.getParent())) {
            return files.anyMatch(FileSystems.getDefault().getPathMatcher("glob:" + pattern)::matches);
        }
    }

    @AfterEach
    void leaveNoProcess() {
        started.forEach(Process::destroyForcibly);
        started.forEach(process -> process.onExit().join());
    }

    @Test
    void theConsoleAnswersWithoutAShellAndWritesNothing() throws Exception {
        ImageFolder console = ImageFolder.of("console.Dockerfile", directory.resolve("console"));
        Map<Path, String> before = console.content();

        assertThat(said(0, console)).contains("Usage: portolan");
        assertThat(said(0, console, "--version")).contains("portolan");
        assertThat(said(0, console, "rules", "check", "/opt/portolan/rules/baseline"))
                .contains("baseline");
        // It would write to where it starts.
        assertThat(end(console.run(
                        directory.resolve("keygen.out"), Map.of(), "rules", "keygen", "me", "--roles", "author")))
                .isNotZero();
        assertThat(console.healthCheck()).as("it runs one command and ends").isEmpty();
        assertThat(console.content()).isEqualTo(before);
    }

    @Test
    void theJobRunsAsComposeStartsIt() throws Exception {
        ImageFolder image = job();
        Map<?, ?> services = map(yaml(DEPLOY.resolve("compose.yaml")).get("services"));
        int[] metrics = {freePort(), freePort()};
        try (BrokerProcess broker = BrokerProcess.start(directory.resolve("broker"), Map.of())) {
            ImageFolder console = ImageFolder.of("console.Dockerfile", directory.resolve("console"));
            List<String> topics = words(services, "topics", broker.bootstrap(), 0);
            assertThat(said(0, console, topics.toArray(String[]::new))).contains("consignments.filed");

            scores(
                    image,
                    broker.bootstrap(),
                    Map.of(),
                    words(services, "jobmanager", broker.bootstrap(), metrics[0]),
                    words(services, "taskmanager", broker.bootstrap(), metrics[1]),
                    metrics);
        }
    }

    @Test
    void theJobRunsFromTheJarThatKubernetesNames() throws Exception {
        ImageFolder image = job();
        Map<?, ?> spec = map(yaml(DEPLOY.resolve("kubernetes/base/job.yaml")).get("spec"));
        Map<?, ?> job = map(spec.get("job"));
        int[] metrics = {freePort(), freePort()};
        try (BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 4)) {
            // The operator's: settings in place of the image's. Kubernetes itself is what this machine has not.
            Map<String, Object> settings = new LinkedHashMap<>();
            map(spec.get("flinkConfiguration")).forEach((key, value) -> settings.put(key.toString(), value));
            settings.keySet().removeIf(key -> key.startsWith("high-availability") || key.startsWith("kubernetes"));
            String text = settings.entrySet().stream()
                    .map(each -> each.getKey() + ": \"" + each.getValue() + "\"\n")
                    .collect(Collectors.joining());
            Files.writeString(image.root().resolve("opt/flink/conf/config.yaml"), text);
            Path mounted = Files.createDirectories(image.root().resolve("etc/portolan/rest"));
            Files.writeString(mounted.resolve("token"), "none");
            ImageFolder console = ImageFolder.of("console.Dockerfile", directory.resolve("console"));
            said(0, console, "rules", "keygen", "me", "--roles", "author", "--keys", "/tmp/keys");
            Path keys = Files.createDirectories(mounted.resolveSibling("rule-keys"));
            Files.copy(directory.resolve("tmp/keys/me.pub"), keys.resolve("me.pub"));
            Files.setPosixFilePermissions(keys.resolve("me.pub"), PosixFilePermissions.fromString("r--r--r--"));
            Files.writeString(
                    mounted.resolveSibling("kafka.properties"), "bootstrap.servers=" + broker.bootstrap() + "\n");
            List<String> arguments = new ArrayList<>();
            arguments.addAll(List.of("--job-classname", text(job.get("entryClass"))));
            arguments.addAll(List.of("--jars", text(job.get("jarURI"))));
            arguments.add("-Djobmanager.memory.process.size=" + memory(spec, "jobManager"));
            arguments.add("-Dmetrics.reporter.prom.port=" + metrics[0]);
            list(job.get("args")).forEach(word -> arguments.add(word.toString()));

            scores(
                    image,
                    broker.bootstrap(),
                    Map.of("rule-keys", keys.toString(), "deployment", "portolan"),
                    arguments,
                    List.of(
                            "-Dtaskmanager.memory.process.size=" + memory(spec, "taskManager"),
                            "-Dmetrics.reporter.prom.port=" + metrics[1]),
                    metrics);
        }
    }

    private static String memory(Map<?, ?> spec, String process) {
        return text(map(map(spec.get(process)).get("resource")).get("memory"));
    }

    /** Whether filings are assessed as the oracle does it, by processes that are well and write nothing but volumes. */
    private void scores(
            ImageFolder image,
            String bootstrap,
            Map<String, String> settings,
            List<String> jobManager,
            List<String> taskManager,
            int[] metrics)
            throws Exception {
        String rpc = "-Djobmanager.rpc.port=" + freePort();
        // All pods are this machine, which nobody else reaches.
        List<String> address = List.of(
                rpc,
                "-Djobmanager.rpc.address=127.0.0.1",
                "-Djobmanager.bind-host=127.0.0.1",
                "-Dtaskmanager.bind-host=127.0.0.1",
                "-Drest.bind-address=127.0.0.1",
                "-Dpekko.ask.timeout=2min",
                "-Drest.port=" + freePort());
        Process manager = flink(
                image,
                "job-manager",
                "GET_JM_RESOURCE_PARAMS",
                "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint",
                with(address, with(jobManager, "--mode", "ordered")));
        Process worker = flink(
                image,
                "task-manager",
                "GET_TM_RESOURCE_PARAMS",
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                with(address, with(taskManager, "-Dtaskmanager.numberOfTaskSlots=4")));
        Map<Path, String> before = image.content();
        Path checkpoints = directory.resolve("volumes/state/checkpoints");
        Bench.await("the job has a checkpoint", () -> {
            assertThat(List.of(manager, worker))
                    .as(() -> output("job-manager.out") + output("volumes/log/job-manager.log"))
                    .allMatch(Process::isAlive);
            return Files.exists(checkpoints);
        });
        try (Sender sender = new Sender(bootstrap)) {
            sender.send(FeedScript.of(38, 40));
        }
        Expected expected = TopicOracle.expect(bootstrap, settings);
        expected.await(bootstrap);
        assertThat(expected.assessments()).isNotEmpty();
        expected.verify(Told.on(bootstrap), true);
        assertThat(List.of(well(image, metrics[0]), well(image, metrics[1])))
                .as("health checks of both")
                .containsOnly(0);
        // Flink's reporter has no setting for its address.
        assertThat(ListeningSockets.openToOthers(manager.pid()))
                .extracting(InetSocketAddress::getPort)
                .containsExactly(metrics[0]);
        assertThat(ListeningSockets.openToOthers(worker.pid()))
                .extracting(InetSocketAddress::getPort)
                .containsExactly(metrics[1]);

        manager.destroy();
        worker.destroy();
        assertThat(manager.waitFor(Patience.LASTS.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(worker.waitFor(Patience.LASTS.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(well(image, metrics[0])).isEqualTo(1);
        assertThat(image.content()).isEqualTo(before);
    }

    private int well(ImageFolder image, int port) throws Exception {
        List<String> check = new ArrayList<>(image.healthCheck());
        check.replaceAll(word -> word.replace(":9249/", ":" + port + '/'));
        assertThat(check).anyMatch(word -> word.contains(":" + port + '/'));
        return end(image.start(directory.resolve("health.out"), Map.of(), check));
    }

    /** What the image is of its own, on Flink's jars in the places of its official image. */
    private ImageFolder job() throws IOException {
        ImageFolder image = ImageFolder.of("job.Dockerfile", directory.resolve("job"));
        for (String jar : Files.readString(DEPLOY.resolve("flink/target/classpath"))
                .strip()
                .split(File.pathSeparator, -1)) {
            image.add(Path.of(jar), LIB + Path.of(jar).getFileName());
        }
        Path reporter = Arrays.stream(JavaProcess.testClassPath().split(File.pathSeparator, -1))
                .filter(each -> each.contains("flink-metrics-prometheus"))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
        image.add(reporter, "/opt/flink/plugins/metrics-prometheus/" + reporter.getFileName());
        image.add(DEPLOY.resolve("flink/log4j.properties"), "/opt/flink/conf/log4j-console.properties");
        image.set("FLINK_HOME", "/opt/flink");
        image.set("FLINK_CONF_DIR", "/opt/flink/conf");
        image.set("FLINK_PLUGINS_DIR", "/opt/flink/plugins");
        return image;
    }

    /** As {@code flink-console.sh} starts one: with the memory that Flink's own tool computes, said to the JVM and to Flink. */
    private Process flink(ImageFolder image, String name, String tool, String mainClass, List<String> arguments)
            throws Exception {
        List<String> flags = new ArrayList<>(List.of("java", "-Dlog.file=/opt/flink/log/" + name + ".log"));
        flags.add("-Dlog4j.configurationFile=file:/opt/flink/conf/log4j-console.properties");
        flags.addAll(List.of("-cp", classPath(image)));
        List<String> ask = new ArrayList<>(flags);
        ask.addAll(List.of("org.apache.flink.runtime.util.bash.BashJavaUtils", tool));
        ask.addAll(List.of("--configDir", "/opt/flink/conf"));
        ask.addAll(arguments);
        Path answer = directory.resolve(name + "-memory.out");
        assertThat(end(image.start(answer, volumes(), ask)))
                .as(() -> output(name + "-memory.out"))
                .isZero();
        List<String> computed = Files.readString(answer)
                .lines()
                .filter(line -> line.startsWith(RESULT))
                .map(line -> line.substring(RESULT.length()).strip())
                .toList();
        assertThat(computed).hasSize(2);

        List<String> command = new ArrayList<>(flags);
        command.addAll(1, QUICK);
        command.addAll(1, List.of(computed.get(0).split(" +", -1)));
        command.addAll(
                1,
                List.of(GlobalConfiguration.loadConfiguration(
                                image.root().resolve("opt/flink/conf").toString())
                        .get(CoreOptions.FLINK_JVM_OPTIONS)
                        .split(" +", -1)));
        command.addAll(List.of(mainClass, "--configDir", "/opt/flink/conf"));
        command.addAll(List.of(computed.get(1).split(" +", -1)));
        command.addAll(arguments);
        Process process = image.start(directory.resolve(name + ".out"), volumes(), command);
        started.add(process);
        return process;
    }

    /** What {@code compose.yaml} and the Kubernetes files let it write. */
    private Map<String, Path> volumes() {
        Path volumes = directory.resolve("volumes");
        return Map.of(
                "/tmp", volumes.resolve("tmp"),
                "/opt/flink/log", volumes.resolve("log"),
                "/state", volumes.resolve("state"));
    }

    /** Flink's scripts put {@code flink-dist}, which here is many, last. */
    private static String classPath(ImageFolder image) throws IOException {
        try (Stream<Path> files = Files.list(image.root().resolve(LIB.substring(1)))) {
            return files.map(file -> file.getFileName().toString())
                    .sorted((one, other) -> {
                        boolean ours = one.startsWith("portolan");
                        return ours == other.startsWith("portolan") ? one.compareTo(other) : ours ? -1 : 1;
                    })
                    .map(name -> LIB + name)
                    .collect(Collectors.joining(":"));
        }
    }

    /** What a service is started with, where all its containers are one machine. */
    private static List<String> words(Map<?, ?> services, String service, String bootstrap, int metrics) {
        return list(map(services.get(service)).get("command")).stream()
                .map(word -> word.toString()
                        .replace("kafka:9092", bootstrap)
                        .replace("=jobmanager", "=127.0.0.1")
                        .replace("=0.0.0.0", "=127.0.0.1")
                        .replace("prom.port=9249", "prom.port=" + metrics))
                .toList();
    }

    private static List<String> with(List<String> words, String... more) {
        return with(words, List.of(more));
    }

    private static List<String> with(List<String> words, List<String> more) {
        return Stream.concat(words.stream(), more.stream()).toList();
    }

    private String said(int code, ImageFolder image, String... arguments) throws Exception {
        Path out = directory.resolve("command.out");
        assertThat(end(image.run(out, Map.of("/tmp", directory.resolve("tmp")), arguments)))
                .as(() -> output("command.out"))
                .isEqualTo(code);
        return Files.readString(out);
    }

    private int end(Process process) throws InterruptedException {
        started.add(process);
        assertThat(process.waitFor(Patience.LASTS.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return process.exitValue();
    }

    private String output(String name) {
        try {
            String text = Files.readString(directory.resolve(name));
            return "\n--- " + name + '\n' + text.substring(Math.max(0, text.length() - 4_000));
        } catch (IOException e) {
            return "\n--- " + name + ": " + e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Map<?, ?> yaml(Path file) throws IOException {
        return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) requireNonNull(value);
    }

    private static String text(@Nullable Object value) {
        return requireNonNull(value).toString();
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) requireNonNull(value);
    }
}
