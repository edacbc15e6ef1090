// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import portolan.local.LocalCluster;
import portolan.rest.Token;

/**
 * What a small cluster on loopback is told: {@code deploy/flink/config.yaml} as it is, and beside it what whoever
 * starts a cluster has to say.
 *
 * @param directory where everything lies that it writes
 * @param slots of each task manager: as many as the job has tasks a stage, so that each has room for all of it
 * @param heapMib of each task manager
 */
record ClusterSettings(Path directory, int slots, long heapMib, int rpcPort, int restPort) {
    private static final String HOST = "127.0.0.1";
    private static final String FILE = "/portolan/flink/config.yaml";

    /** On ports that nobody has now. */
    static ClusterSettings onFreePorts(Path directory, int slots, long heapMib) {
        try (ServerSocket rpc = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket rest = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new ClusterSettings(directory, slots, heapMib, rpc.getLocalPort(), rest.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }

    /** Writes Flink's directory of settings, and those that the processes write to. */
    void write() {
        try (InputStream file = LocalCluster.class.getResourceAsStream(FILE)) {
            Files.createDirectories(configDirectory());
            Files.createDirectories(directory.resolve("tmp"));
            Token.write(token());
            Files.copy(
                    Objects.requireNonNull(file, FILE),
                    configDirectory().resolve("config.yaml"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the cluster's settings: directory=" + directory, e);
        }
    }

    private Path token() {
        return directory.resolve("rest.token");
    }

    URI rest() {
        return URI.create("http://" + HOST + ':' + restPort);
    }

    /** What an entry point of Flink's takes. */
    List<String> ofJobManager() {
        return words(ofAll());
    }

    /** @param id what the cluster is to know it by */
    List<String> ofTaskManager(String id) {
        Map<String, String> settings = ofAll();
        settings.put("taskmanager.resource-id", id);
        settings.put("taskmanager.host", HOST);
        settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
        List<String> words = words(settings);
        words.addAll(List.of(memory().split(" ", -1)));
        return words;
    }

    /**
     * All sizes of a task manager, none of which may be missing: what Flink's scripts have it reckon before they start
     * the process.
     */
    private String memory() {
        Configuration settings = file();
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
        MemorySize own = settings.get(TaskManagerOptions.FRAMEWORK_HEAP_MEMORY);
        settings.set(
                TaskManagerOptions.TASK_HEAP_MEMORY,
                MemorySize.ofMebiBytes(heapMib).subtract(own));
        return TaskExecutorProcessUtils.generateDynamicConfigsStr(
                        TaskExecutorProcessUtils.processSpecFromConfig(settings))
                .strip();
    }

    private Configuration file() {
        return GlobalConfiguration.loadConfiguration(configDirectory().toString());
    }

    /** What who submits a job has in hand. */
    Configuration ofClient() {
        Configuration settings = file();
        ofAll().forEach(settings::setString);
        settings.setString("execution.target", "remote");
        return settings;
    }

    private Map<String, String> ofAll() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("jobmanager.rpc.address", HOST);
        settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
        settings.put("rest.address", HOST);
        settings.put("rest.port", Integer.toString(restPort));
        settings.put("rest.bind-port", Integer.toString(restPort));
        settings.put("portolan.rest.token-file", token().toString());
        settings.put("io.tmp.dirs", directory.resolve("tmp").toString());
        settings.put("web.tmpdir", directory.resolve("tmp").toString());
        settings.put("execution.checkpointing.dir", uri("checkpoints"));
        settings.put("execution.checkpointing.savepoint-dir", uri("savepoints"));
        settings.put("state.changelog.dstl.dfs.base-path", uri("changelog"));
        // Two heartbeats that find nobody at the address are a loss, which takes twenty seconds with Flink's own
        // interval of ten; and who is there but does not answer is lost after ten seconds, not fifty.
        settings.put("heartbeat.interval", "1 s");
        settings.put("heartbeat.timeout", "10 s");
        // Of a job with two tasks a stage each has one, and room for the other's.
        settings.put("taskmanager.load-balance.mode", "SLOTS");
        return settings;
    }

    private String uri(String name) {
        return directory.resolve(name).toUri().toString();
    }

    private Path configDirectory() {
        return directory.resolve("conf");
    }

    private List<String> words(Map<String, String> settings) {
        List<String> words =
                new ArrayList<>(List.of("--configDir", configDirectory().toString()));
        settings.forEach((name, value) -> {
            words.add("-D");
            words.add(name + '=' + value);
        });
        return words;
    }
}
