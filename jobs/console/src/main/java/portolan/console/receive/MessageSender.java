// SPDX-License-Identifier: Apache-2.0
package portolan.console.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.SenderKeys;
import portolan.topics.KafkaAccess;
import portolan.topics.RecordSender;

/** Puts messages on their topic, those that are too large for it into a store. Several threads may send. */
public final class MessageSender implements AutoCloseable {
    /** A larger one goes to the store. */
    static final int MOST_ON_TOPIC = 1 << 20;

    private static final int FRAME = 64 << 10;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final byte[] NOTHING = {};

    private final KafkaAccess access;
    private final RecordSender records;
    private final Settings settings;
    private final InstantSource clock;

    /**
     * What is said of every message.
     *
     * @param tenant null to leave it to the profile
     * @param profile null for that of the sender
     * @param store directory that gateways and job share; null where larger messages are refused
     * @param key by which the job knows that a gateway says so; null for none
     */
    public record Settings(
            @Nullable String tenant,
            @Nullable String profile,
            @Nullable Path store,
            @Nullable SenderKeys key) {}

    /**
     * A message is there.
     *
     * @param sha256 in hexadecimal, by which its receipt is found
     */
    public record Sent(String sha256, int bytes) {}

    /**
     * A sender to one Kafka.
     *
     * @throws portolan.topics.KafkaFault if the settings cannot be used
     */
    public MessageSender(KafkaAccess access, Settings settings, InstantSource clock) {
        this.access = access;
        this.settings = settings;
        this.clock = clock;
        this.records = new RecordSender(
                access,
                "portolan-gateway",
                MOST_ON_TOPIC + FRAME,
                // Whoever sends waits for the answer.
                Map.of(
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        3 * PATIENCE_MILLIS));
    }

    /**
     * Sends one and waits until the brokers have it.
     *
     * @param sender who sent it: its messages keep their order
     * @param name what the sender called it; null where it has none
     * @throws MessageRefusedException if it is empty, or too large
     * @throws IOException if the store cannot be written
     * @throws portolan.topics.KafkaFault if Kafka does not take it
     */
    public Sent send(String sender, @Nullable String name, byte[] message) throws IOException, MessageRefusedException {
        if (message.length == 0) {
            throw new MessageRefusedException("the message is empty");
        }
        if (message.length > MessageTopic.MOST_BYTES) {
            throw new MessageRefusedException(
                    "the message is too large: bytes=" + message.length + ", at most=" + MessageTopic.MOST_BYTES);
        }
        String sha256 = ContentId.sha256Hex(message);
        boolean large = message.length > MOST_ON_TOPIC;
        if (large) {
            store(sha256, message);
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                access.name(Topics.MESSAGES_RECEIVED), sender.getBytes(UTF_8), large ? NOTHING : message);
        header(record, MessageTopic.SENDER, sender);
        header(record, MessageTopic.TENANT, settings.tenant());
        header(record, MessageTopic.PROFILE, settings.profile());
        header(record, MessageTopic.NAME, name);
        header(
                record,
                MessageTopic.RECEIVED_AT,
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        header(record, MessageTopic.SHA256, sha256);
        header(record, MessageTopic.BLOB, large ? MessageTopic.blob(sha256) : null);
        SenderKeys key = settings.key();
        synchronized (records) {
            if (key != null) {
                record.headers().add(SenderKeys.HEADER, proof(key, record, sha256));
            }
            records.send(record);
            records.flush();
        }
        return new Sent(sha256, message.length);
    }

    private static byte[] proof(SenderKeys key, ProducerRecord<byte[], byte[]> record, String sha256) {
        return key.prove(record.key(), null, MessageTopic.statement(sha256, name -> {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : header.value();
        }));
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, @Nullable String value) {
        if (value != null) {
            record.headers().add(name, value.getBytes(UTF_8));
        }
    }

    /** Whole or not at all: a reader never finds half of one. */
    private void store(String sha256, byte[] message) throws IOException, MessageRefusedException {
        Path store = settings.store();
        if (store == null) {
            throw new MessageRefusedException("the message is too large for the topic: bytes=" + message.length
                    + ", at most=" + MOST_ON_TOPIC + "; start gateway and job with --store");
        }
        Path file = store.resolve(MessageTopic.blob(sha256));
        Path folder = Files.createDirectories(Objects.requireNonNull(file.getParent(), "in a folder of the store"));
        if (Files.exists(file)) {
            return;
        }
        Path part = Files.createTempFile(folder, sha256, ".part");
        try {
            Files.write(part, message);
            sync(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Before a record names the file: a machine that loses its power must not lose a message that was taken. */
    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A message that no topic and no store takes. */
    public static final class MessageRefusedException extends Exception {
        private static final long serialVersionUID = 1;

        MessageRefusedException(String why) {
            super(why);
        }
    }

    @Override
    public void close() {
        records.close();
    }
}
