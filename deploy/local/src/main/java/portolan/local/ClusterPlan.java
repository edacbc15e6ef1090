// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * What a cluster on this machine is like, kept in its folder from its first start on: addresses stay.
 *
 * @param data its folder
 * @param kafka its brokers
 * @param taskManagers how many there are to be
 * @param rpcPort where task managers find the job manager
 * @param restPort of Flink's REST interface and web UI
 * @param flink Flink's settings in place of those in {@code deploy/flink/config.yaml}
 */
record ClusterPlan(
        Path data, EmbeddedKafka.Quorum kafka, int taskManagers, int rpcPort, int restPort, Map<String, String> flink) {
    private static final String FILE = "cluster.properties";
    private static final String FLINK = "flink.";

    /** Above those of well-known services, and below those that Linux gives away by itself. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 12_000;

    ClusterPlan {
        flink = Map.copyOf(flink);
    }

    /** A new one, on ports that nobody has now. */
    static ClusterPlan of(Path data, int brokers, int taskManagers) {
        int[] ports = new SecureRandom()
                .ints(FIRST_PORT, FIRST_PORT + PORTS)
                .distinct()
                .filter(ClusterPlan::isFree)
                .limit(2L * brokers + 2)
                .toArray();
        List<Integer> all = Arrays.stream(ports).boxed().toList();
        EmbeddedKafka.Quorum kafka = new EmbeddedKafka.Quorum(
                Uuid.randomUuid().toString(), all.subList(0, brokers), all.subList(brokers, 2 * brokers));
        return new ClusterPlan(data, kafka, taskManagers, all.get(2 * brokers), all.get(2 * brokers + 1), Map.of());
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** The one that a folder has. */
    static Optional<ClusterPlan> in(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties kept = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            kept.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what the cluster is like: file=" + file, e);
        }
        Map<String, String> flink = new TreeMap<>();
        kept.stringPropertyNames().stream()
                .filter(name -> name.startsWith(FLINK))
                .forEach(name -> flink.put(name.substring(FLINK.length()), kept.getProperty(name)));
        return Optional.of(new ClusterPlan(
                data,
                new EmbeddedKafka.Quorum(
                        kept.getProperty("kafka.id"),
                        ClusterBroker.ports(kept.getProperty("kafka.ports")),
                        ClusterBroker.ports(kept.getProperty("kafka.controller-ports"))),
                Integer.parseInt(kept.getProperty("task-managers")),
                Integer.parseInt(kept.getProperty("rpc.port")),
                Integer.parseInt(kept.getProperty("rest.port")),
                flink));
    }

    ClusterPlan withTaskManagers(int number) {
        return new ClusterPlan(data, kafka, number, rpcPort, restPort, flink);
    }

    /** @param more in addition to those that it has */
    ClusterPlan withFlink(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(flink);
        all.putAll(more);
        return new ClusterPlan(data, kafka, taskManagers, rpcPort, restPort, all);
    }

    void write() {
        Properties kept = new Properties();
        kept.setProperty("kafka.id", kafka.id());
        kept.setProperty("kafka.ports", ClusterBroker.words(kafka.clientPorts()));
        kept.setProperty("kafka.controller-ports", ClusterBroker.words(kafka.controllerPorts()));
        kept.setProperty("task-managers", Integer.toString(taskManagers));
        kept.setProperty("rpc.port", Integer.toString(rpcPort));
        kept.setProperty("rest.port", Integer.toString(restPort));
        flink.forEach((name, value) -> kept.setProperty(FLINK + name, value));
        try {
            Path next = data.resolve(FILE + ".next");
            try (Writer text = Files.newBufferedWriter(next)) {
                kept.store(text, null);
            }
            Files.move(next, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep what the cluster is like: data=" + data, e);
        }
    }

    /** The brokers' processes. */
    List<OwnProcess> brokers() {
        return numbered("broker", kafka.clientPorts().size());
    }

    OwnProcess jobManager() {
        return new OwnProcess("job-manager", processes());
    }

    /** The task managers' processes that there are to be. */
    List<OwnProcess> taskManagersWanted() {
        return numbered("task-manager", taskManagers);
    }

    /** All of them that were ever started, whoever is to end first being the first. */
    List<OwnProcess> all() {
        if (!Files.exists(processes())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(processes())) {
            return files.map(file -> file.getFileName().toString())
                    .sorted(Comparator.comparing((String name) -> name.startsWith("broker"))
                            .thenComparing(name -> name))
                    .map(name -> new OwnProcess(name, processes()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for processes: directory=" + processes(), e);
        }
    }

    private List<OwnProcess> numbered(String role, int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(i -> new OwnProcess(role + '-' + i, processes()))
                .toList();
    }

    Path processes() {
        return data.resolve("processes");
    }

    Path temporary() {
        return data.resolve("tmp");
    }

    Path logs() {
        return data.resolve("logs");
    }

    /** Where checkpoints and savepoints are. */
    Path state() {
        return state(data);
    }

    static Path state(Path data) {
        return data.resolve("state");
    }
}
