// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/** One broker in this process, with all our topics as brokers are to keep them, and two hands to write and read. */
public final class TestBroker implements AutoCloseable {
    private static final int FEW_PARTITIONS = 2;
    private static final Duration PATIENCE = Patience.LASTS;

    private final KafkaRaftServer server;
    private final String bootstrap;
    private final KafkaProducer<byte[], byte[]> producer;

    private TestBroker(KafkaRaftServer server, String bootstrap) {
        this.server = server;
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "max.request.size", 8 << 20, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public static TestBroker start(Path directory) throws Exception {
        int port = freePort();
        int controller = freePort();
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .run();
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        String bootstrap = "127.0.0.1:" + port;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            List<NewTopic> topics = new ArrayList<>();
            for (KafkaTopic topic : Topics.all()) {
                topics.add(new NewTopic(topic.name(), Math.min(FEW_PARTITIONS, topic.partitions()), (short) 1)
                        .configs(topic.config()));
            }
            admin.createTopics(topics).all().get();
        }
        return new TestBroker(server, bootstrap);
    }

    public String bootstrap() {
        return bootstrap;
    }

    /** Makes a topic that is kept as another is. */
    void create(String name, KafkaTopic like, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(like.config());
            admin.createTopics(List.of(topic)).all().get();
            Patience.until(
                    "the topic is known", () -> admin.listTopics().names().get().contains(name), () -> name);
        }
    }

    void delete(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.deleteTopics(List.of(topic)).all().get();
            Patience.until(
                    "the topic is gone", () -> !admin.listTopics().names().get().contains(topic), () -> topic);
        }
    }

    /** Adds partitions to a topic. */
    void grow(String topic, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        }
    }

    /** Changes a setting of a topic. */
    void configure(String topic, String setting, String value) throws Exception {
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
                    .all()
                    .get();
        }
    }

    /** Writes what is no record of ours, or to a partition of choice. */
    public KafkaProducer<byte[], byte[]> producer() {
        return producer;
    }

    /** Waits until the broker stamps records with a later time than this one. */
    void awaitAfter(Instant time) throws Exception {
        AtomicLong stamp = new AtomicLong();
        Patience.until(
                "the broker's clock shows more than " + time,
                () -> {
                    stamp.set(producer.send(new ProducerRecord<>(Topics.CLOCK_TICKED.name(), new byte[0]))
                            .get()
                            .timestamp());
                    return stamp.get() > time.toEpochMilli();
                },
                () -> Instant.ofEpochMilli(stamp.get()));
    }

    /** Where the partitions of topics end. */
    Map<TopicPartition, Long> ends(String... topics) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics) {
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
            return consumer.endOffsets(partitions);
        }
    }

    <R extends SpecificRecord> void send(Topic<R> topic, R record) throws Exception {
        send(
                topic,
                Objects.requireNonNull(topic.key(record), "what a test sends has a key"),
                topic.wire().encode(record));
    }

    void send(KafkaTopic topic, byte[] key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    }

    /** Waits for the first committed record that is as wanted, from the topic's beginning on. */
    public <R extends SpecificRecord> R await(Topic<R> topic, Predicate<R> wanted) {
        AvroWire<R> wire = topic.wire();
        List<R> seen = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                    if (wire.decode(message.value()) instanceof DecodeResult.Value<R> decoded) {
                        seen.add(decoded.value());
                        if (wanted.test(decoded.value())) {
                            return decoded.value();
                        }
                    }
                }
            }
        }
        throw new AssertionError("not on " + topic + " within " + PATIENCE + "; seen: " + seen);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                // To close one waits for a request that the broker holds.
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed", "fetch.max.wait.ms", 10),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        producer.close();
        server.shutdown();
        server.awaitShutdown();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
