// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/** A broker in a process of its own; killed and started again it has the same address and the same data. */
final class BrokerProcess implements AutoCloseable {
    private final Path directory;
    private final List<String> settings;
    private JavaProcess process;
    private String bootstrap;
    private int starts;

    private BrokerProcess(Path directory, int port, Map<String, String> settings) throws InterruptedException {
        this.directory = directory;
        this.settings = settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        this.process = launch(port);
        this.bootstrap = process.awaitOut("^ready (.+)$").group(1);
    }

    /** A broker without topics. */
    static BrokerProcess start(Path directory, Map<String, String> settings) throws InterruptedException {
        return at(0, directory, settings);
    }

    static BrokerProcess at(int port, Path directory, Map<String, String> settings) throws InterruptedException {
        return new BrokerProcess(directory, port, settings);
    }

    /** A broker with the product's topics, the large ones in this many partitions. */
    static BrokerProcess withTopics(Path directory, int partitions) throws Exception {
        // Looked at every ten seconds otherwise: a job that is quick ends a transaction before it is given up.
        return withTopics(
                directory, partitions, Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"));
    }

    static BrokerProcess withTopics(Path directory, int partitions, Map<String, String> settings) throws Exception {
        BrokerProcess broker = start(directory, settings);
        broker.create(
                Topics.all().stream().map(topic -> topic(topic, partitions)).toList());
        return broker;
    }

    static NewTopic topic(KafkaTopic topic, int partitions) {
        return new NewTopic(topic.name(), Math.min(partitions, topic.partitions()), (short) 1).configs(topic.config());
    }

    void create(List<NewTopic> topics) throws Exception {
        try (Admin admin = admin()) {
            CreateTopicsResult created = admin.createTopics(topics);
            // Whoever writes to a partition that its broker has not opened yet may wait for ever (Kafka's client
            // 4.2.0).
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            for (NewTopic topic : topics) {
                for (int i = 0; i < created.numPartitions(topic.name()).get(); i++) {
                    partitions.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
                }
            }
            Bench.await("the broker has opened all partitions", () -> isOpen(admin, partitions));
        }
    }

    /** A topic that was just made may not be known yet. */
    private static boolean isOpen(Admin admin, Map<TopicPartition, OffsetSpec> partitions)
            throws InterruptedException, ExecutionException {
        try {
            admin.listOffsets(partitions).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw e;
        }
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    String bootstrap() {
        return bootstrap;
    }

    JavaProcess process() {
        return process;
    }

    void kill() {
        process.kill();
    }

    /** Starts it again after it was killed, and returns once it answers. */
    void startAgain() throws Exception {
        process = launch(Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1)));
        process.awaitOut("^ready (.+)$");
        try (Admin admin = admin()) {
            admin.listTopics().names().get(Patience.LASTS.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private JavaProcess launch(int port) {
        List<String> arguments =
                new ArrayList<>(List.of(directory.resolve("data").toString(), "" + port));
        arguments.addAll(settings);
        return JavaProcess.start(
                "broker-" + ++starts,
                BrokerMain.class.getName(),
                JavaProcess.testClassPath(),
                List.of("-Xmx384m"),
                arguments,
                directory);
    }

    @Override
    public void close() {
        process.close();
    }
}
