// SPDX-License-Identifier: Apache-2.0
package portolan.console.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.TopicScan;

/** The message that a filing came in, as its sender wrote it; its SHA-256 is that of the filing, or it is not handed out. */
public final class SentMessage {
    private static final byte[] NOTHING = {};

    private final State state;
    private final RawMessageRef ref;
    private final byte[] whole;

    /** Whether it is at hand. */
    public enum State {
        /** It is what was filed. */
        AS_FILED,
        /** The filing came in no message, as lines do. */
        NO_MESSAGE,
        /** It is no longer in the topic or the store. */
        GONE,
        /** What stands there has another SHA-256. */
        CHANGED,
        /** It is in the store of the gateways, and no store was named. */
        IN_STORE
    }

    private SentMessage(State state, RawMessageRef ref, byte[] whole) {
        this.state = state;
        this.ref = ref;
        this.whole = whole;
    }

    /**
     * Looks it up.
     *
     * @param store of the gateways, where large messages are; null for none
     * @throws IOException if the store cannot be read
     */
    public static SentMessage find(TopicScan scan, RawMessageRef ref, @Nullable Path store) throws IOException {
        if (!ref.getTopic().equals(Topics.MESSAGES_RECEIVED.name())) {
            return new SentMessage(State.NO_MESSAGE, ref, NOTHING);
        }
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        scan.since(Topics.MESSAGES_RECEIVED, Instant.EPOCH).forEach((partition, range) -> {
            if (partition.partition() == ref.getPartition()
                    && range.from() <= ref.getOffset()
                    && ref.getOffset() < range.to()) {
                scan.read(Map.of(partition, new TopicScan.Range(ref.getOffset(), ref.getOffset() + 1)), found::add);
            }
        });
        if (found.isEmpty()) {
            return new SentMessage(State.GONE, ref, NOTHING);
        }
        Header blob = found.get(0).headers().lastHeader(MessageTopic.BLOB);
        if (blob == null) {
            return checked(ref, found.get(0).value());
        }
        if (store == null) {
            return new SentMessage(State.IN_STORE, ref, NOTHING);
        }
        // By its hash, and not by what the header says.
        Path file = store.resolve(MessageTopic.blob(ref.getSha256()));
        return checked(ref, Files.exists(file) ? Files.readAllBytes(file) : null);
    }

    static SentMessage checked(RawMessageRef ref, byte @Nullable [] message) {
        if (message == null) {
            return new SentMessage(State.GONE, ref, NOTHING);
        }
        return ContentId.sha256Hex(message).equals(ref.getSha256())
                ? new SentMessage(State.AS_FILED, ref, message)
                : new SentMessage(State.CHANGED, ref, NOTHING);
    }

    public State state() {
        return state;
    }

    /** All of it; empty unless it is as filed. */
    public byte[] whole() {
        return whole.clone();
    }

    /** The bill's part of it, all of it where the filing names no part; empty unless it is as filed. */
    public byte[] bill() {
        Long from = ref.getByteFrom();
        Long to = ref.getByteTo();
        return state != State.AS_FILED || from == null || to == null
                ? whole()
                : Arrays.copyOfRange(whole, Math.toIntExact(from), Math.toIntExact(to));
    }

    /** Bytes as text: UTF-8, else Latin 1. */
    public static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException otherwise) {
            return new String(bytes, ISO_8859_1);
        }
    }

    /** Where a message stands. */
    public static String place(RawMessageRef ref) {
        return ref.getTopic()
                + '/'
                + ref.getPartition()
                + '@'
                + ref.getOffset()
                + (ref.getByteFrom() == null ? "" : " bytes " + ref.getByteFrom() + " to " + ref.getByteTo());
    }
}
