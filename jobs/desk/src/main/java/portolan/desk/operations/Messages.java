// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import portolan.feeds.ReceivedMessage;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/** Messages as they were sent, from their topic or, the large ones, from the store of the gateways. */
final class Messages {
    private static final int HASH_LETTERS = 64;

    private final KafkaAccess kafka;
    private final @Nullable Path store;

    /** @param store of the gateways; null where the desk cannot see it: large messages are not read then */
    Messages(KafkaAccess kafka, @Nullable Path store) {
        this.kafka = kafka;
        this.store = store;
    }

    /** Where a message stands. */
    record Place(int partition, long offset) {}

    /**
     * A message.
     *
     * @param name as its sender called it; empty if it did not
     * @param message null where its bytes are no longer at hand
     */
    record Found(
            Place place,
            String name,
            String sender,
            @Nullable ReceivedMessage message) {}

    /**
     * Those at some places that are still there, in their order.
     *
     * @param mostBytes of all of them together: those behind are left out
     * @throws portolan.topics.KafkaFault if the brokers do not answer
     */
    List<Found> read(Collection<Place> places, long mostBytes) throws IOException {
        List<Found> found = new ArrayList<>();
        long bytes = 0;
        try (TopicScan scan = new TopicScan(kafka, "portolan-desk-messages")) {
            Map<TopicPartition, TopicScan.Range> kept = scan.since(Topics.MESSAGES_RECEIVED, Instant.EPOCH);
            for (Place place : places) {
                TopicPartition there = new TopicPartition(kafka.name(Topics.MESSAGES_RECEIVED), place.partition());
                TopicScan.Range range = kept.get(there);
                if (range == null || place.offset() < range.from() || place.offset() >= range.to()) {
                    continue;
                }
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
                scan.read(Map.of(there, new TopicScan.Range(place.offset(), place.offset() + 1)), records::add);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    Found one = found(place, record);
                    bytes += one.message() == null ? 0 : one.message().bytes().length;
                    if (bytes > mostBytes && !found.isEmpty()) {
                        return found;
                    }
                    found.add(one);
                }
            }
        }
        return found;
    }

    private Found found(Place place, ConsumerRecord<byte[], byte[]> record) throws IOException {
        String sender = text(record, MessageTopic.SENDER);
        if (sender == null && record.key() != null) {
            sender = stated(record.key());
        }
        String name = text(record, MessageTopic.NAME);
        byte[] bytes = bytes(record);
        ReceivedMessage message = bytes == null
                ? null
                : ReceivedMessage.of(
                                bytes,
                                Topics.MESSAGES_RECEIVED.name(),
                                record.partition(),
                                record.offset(),
                                receivedAt(record))
                        .from(text(record, MessageTopic.TENANT), sender, text(record, MessageTopic.PROFILE));
        return new Found(place, name == null ? "" : name, sender == null ? "" : sender, message);
    }

    private byte @Nullable [] bytes(ConsumerRecord<byte[], byte[]> record) throws IOException {
        String blob = text(record, MessageTopic.BLOB);
        if (blob == null) {
            return record.value();
        }
        String hash = blob.substring(blob.indexOf('/') + 1);
        if (store == null || hash.length() != HASH_LETTERS || !blob.equals(MessageTopic.blob(hash)) || !isHex(hash)) {
            return null;
        }
        Path file = store.resolve(blob);
        return Files.isRegularFile(file) && Files.size(file) <= MessageTopic.MOST_BYTES
                ? Files.readAllBytes(file)
                : null;
    }

    private static boolean isHex(String hash) {
        return hash.chars().allMatch(letter -> Character.digit(letter, 16) >= 0);
    }

    private static Instant receivedAt(ConsumerRecord<byte[], byte[]> record) {
        String stated = text(record, MessageTopic.RECEIVED_AT);
        Instant appended = Instant.ofEpochMilli(record.timestamp());
        try {
            return stated == null ? appended : Instant.parse(stated);
        } catch (DateTimeException noTime) {
            return appended;
        }
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : stated(header.value());
    }

    private static @Nullable String stated(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? null : text;
    }
}
