// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import portolan.topics.TopicChanges;

/**
 * A Kafka broker in this process: the production classes, one node that is its own controller, on loopback only.
 *
 * <p>It takes records of up to 8 MiB; a topic may allow less. Topics are made when the broker starts, never by the
 * first who writes to one.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String MEBIBYTE = Integer.toString(1 << 20);
    private static final String LARGEST_RECORD_BYTES = Integer.toString(8 << 20);

    /** Another process may take a free port between its choice and its use. */
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final WorkingDirectory directory;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers, WorkingDirectory directory) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.directory = directory;
    }

    /** Starts a broker on a free port, whose data are gone when it is closed. */
    public static EmbeddedKafka temporary(List<NewTopic> topics) {
        return start(WorkingDirectory.temporary("portolan-kafka-"), 0, topics, Map.of());
    }

    /**
     * Starts a broker whose data stay in a directory, and goes on with what the directory holds already.
     *
     * @param port the port for clients; 0 takes a free one
     * @param topics made where they do not exist yet; one that exists keeps its settings
     */
    public static EmbeddedKafka in(Path directory, int port, List<NewTopic> topics) {
        return in(directory, port, topics, Map.of());
    }

    /**
     * Starts a broker as above, with more settings.
     *
     * @param settings of the broker, by Kafka's own names, that differ from ours
     */
    public static EmbeddedKafka in(Path directory, int port, List<NewTopic> topics, Map<String, String> settings) {
        return start(WorkingDirectory.kept(directory), port, topics, settings);
    }

    /**
     * Starts one of several brokers, each in a process of its own, and returns once they have found one another.
     *
     * @param node which, from 1
     */
    static EmbeddedKafka oneOf(Quorum quorum, int node, Path directory) {
        WorkingDirectory kept = WorkingDirectory.kept(directory);
        format(kept.path(), quorum, node);
        Map<String, String> settings = settings(kept.path(), quorum, node);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, quorum.bootstrapServers(), kept);
    }

    /**
     * Brokers that belong together; each is a controller, too.
     *
     * @param id of their cluster, as Kafka writes a {@link Uuid}
     * @param clientPorts of the brokers, in the order of their nodes
     * @param controllerPorts in the same order
     */
    record Quorum(String id, List<Integer> clientPorts, List<Integer> controllerPorts) {
        Quorum {
            clientPorts = List.copyOf(clientPorts);
            controllerPorts = List.copyOf(controllerPorts);
        }

        /** Where clients find them, as {@code host:port,host:port}. */
        String bootstrapServers() {
            return clientPorts.stream().map(port -> HOST + ":" + port).collect(Collectors.joining(","));
        }

        private String voters() {
            return IntStream.range(0, controllerPorts.size())
                    .mapToObj(i -> (i + 1) + "@" + HOST + ":" + controllerPorts.get(i))
                    .collect(Collectors.joining(","));
        }

        /** How many copies of a record there are. */
        private String copies() {
            return Integer.toString(Math.min(3, clientPorts.size()));
        }

        /** How many of them must be written: one broker may be away where there are three. */
        private String copiesInSync() {
            return Integer.toString(Math.max(1, Math.min(3, clientPorts.size()) - 1));
        }
    }

    /** Where clients find the broker, as {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Where the broker keeps its data. */
    public Path directory() {
        return directory.path();
    }

    /** Stops the broker, and deletes its data if they were temporary. */
    @Override
    public void close() {
        try {
            stop(server);
        } finally {
            directory.close();
        }
    }

    private static EmbeddedKafka start(
            WorkingDirectory directory, int port, List<NewTopic> topics, Map<String, String> more) {
        try {
            String id = Uuid.randomUuid().toString();
            for (int attempt = 1; ; attempt++) {
                int clientPort = port == 0 ? freePort() : port;
                Quorum itself = new Quorum(id, List.of(clientPort), List.of(freePortBeside(clientPort)));
                format(directory.path(), itself, 1);
                Map<String, String> settings = new HashMap<>(settings(directory.path(), itself, 1));
                settings.putAll(more);
                KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
                String bootstrapServers = itself.bootstrapServers();
                try {
                    server.startup();
                    create(topics, bootstrapServers);
                    return new EmbeddedKafka(server, bootstrapServers, directory);
                } catch (RuntimeException e) {
                    stop(server);
                    if (port != 0 || attempt == ATTEMPTS) {
                        throw new IllegalStateException(
                                "broker did not start: address=" + bootstrapServers + ", directory=" + directory.path(),
                                e);
                    }
                }
            }
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path directory, Quorum quorum, int node) {
        // The formatter would leave a directory that it knows alone, but not without a message for each one.
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(node)
                    .setClusterId(quorum.id())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format directory for a broker: path=" + directory, e);
        }
    }

    private static Map<String, String> settings(Path directory, Quorum quorum, int node) {
        String clients = "PLAINTEXT://" + HOST + ":" + quorum.clientPorts().get(node - 1);
        String controller = HOST + ":" + quorum.controllerPorts().get(node - 1);
        String copies = quorum.copies();
        String copiesInSync = quorum.copiesInSync();
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(node)),
                Map.entry("controller.quorum.voters", quorum.voters()),
                Map.entry("listeners", clients + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", clients),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", LARGEST_RECORD_BYTES),
                Map.entry("replica.fetch.max.bytes", LARGEST_RECORD_BYTES),

                // Internal topics are made for three brokers: without these, groups and transactions hang on one.
                Map.entry("default.replication.factor", copies),
                Map.entry("min.insync.replicas", copiesInSync),
                Map.entry("offsets.topic.replication.factor", copies),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", copies),
                Map.entry("transaction.state.log.min.isr", copiesInSync),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", copies),
                Map.entry("share.coordinator.state.topic.min.isr", copiesInSync),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),

                // A group of one has nobody to wait for.
                Map.entry("group.initial.rebalance.delay.ms", "0"),

                // Small: the defaults are for a machine that the broker has to itself, 128 MiB for the cleaner alone.
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20)),
                Map.entry("log.cleaner.io.buffer.size", MEBIBYTE),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "1"));
    }

    private static void create(List<NewTopic> topics, String bootstrapServers) {
        if (topics.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            for (Map.Entry<String, KafkaFuture<Void>> topic :
                    admin.createTopics(topics).values().entrySet()) {
                await(topic.getKey(), topic.getValue());
            }
            await("all", admin.listOffsets(TopicChanges.ends(topics)).all());
        }
    }

    private static void await(String topic, KafkaFuture<?> created) {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot make topic: name=" + topic, e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topic: name=" + topic, e);
        }
    }

    /** A port that was free a moment ago may be handed out a second time. */
    private static int freePortBeside(int other) {
        int port = freePort();
        while (port == other) {
            port = freePort();
        }
        return port;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST, e);
        }
    }
}
