// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/** A cluster of two brokers, each a process of its own, that lead every other partition and copy those of the other. */
final class TwoBrokers implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final BrokerProcess first;
    private final BrokerProcess second;

    private TwoBrokers(BrokerProcess first, BrokerProcess second) {
        this.first = first;
        this.second = second;
    }

    static TwoBrokers withTopics(Path directory) throws Exception {
        List<Integer> ports = freePorts(3);
        String voters = "1@127.0.0.1:" + ports.get(2);
        String listener = "PLAINTEXT://127.0.0.1:";
        BrokerProcess first = BrokerProcess.at(
                ports.get(0),
                directory.resolve("first"),
                Map.of(
                        "controller.quorum.voters",
                        voters,
                        "listeners",
                        listener + ports.get(0) + ",CONTROLLER://127.0.0.1:" + ports.get(2)));
        format(
                directory.resolve("first").resolve("data"),
                directory.resolve("second").resolve("data"));
        BrokerProcess second = BrokerProcess.at(
                ports.get(1),
                directory.resolve("second"),
                Map.of(
                        "process.roles",
                        "broker",
                        "node.id",
                        "2",
                        "controller.quorum.voters",
                        voters,
                        "listeners",
                        listener + ports.get(1)));
        TwoBrokers both = new TwoBrokers(first, second);
        both.createTopics();
        return both;
    }

    /** As a member of the first one's cluster. */
    private static void format(Path first, Path second) throws Exception {
        Properties known = new Properties();
        try (Reader file = Files.newBufferedReader(first.resolve("meta.properties"))) {
            known.load(file);
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(2)
                    .setClusterId(known.getProperty("cluster.id"))
                    .addDirectory(second.toString())
                    .setMetadataLogDirectory(second.toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName("CONTROLLER")
                    .run();
        }
    }

    private void createTopics() throws Exception {
        List<NewTopic> topics = new ArrayList<>();
        int leads = 0;
        for (KafkaTopic topic : Topics.all()) {
            Map<Integer, List<Integer>> replicas = new HashMap<>();
            for (int partition = 0; partition < Math.min(PARTITIONS, topic.partitions()); partition++) {
                int leader = 1 + leads++ % 2;
                replicas.put(partition, List.of(leader, 3 - leader));
            }
            topics.add(new NewTopic(topic.name(), replicas).configs(topic.config()));
        }
        try (Admin admin = first.admin()) {
            Bench.await(
                    "both brokers are there",
                    () -> admin.describeCluster()
                                    .nodes()
                                    .get(Patience.LASTS.toSeconds(), TimeUnit.SECONDS)
                                    .size()
                            == 2);
        }
        first.create(topics);
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            while (taken.size() < count) {
                taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return taken.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        }
    }

    String bootstrap() {
        return first.bootstrap();
    }

    Admin admin() {
        return first.admin();
    }

    @Override
    public void close() {
        second.close();
        first.close();
    }
}
