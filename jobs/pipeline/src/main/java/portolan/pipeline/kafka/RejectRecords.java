// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.schemas.avro.FilingRejected;

/**
 * From a reject to its record on the wire, which the topic must take: a message that was compressed on its way in may
 * be larger than any topic. What is over the limit is cut, and the message says how much and where the rest is.
 */
public final class RejectRecords {
    /** Above the two megabytes that the filed topic takes, below the four of the rejects'. */
    private static final int MOST_VALUE_BYTES = 3 << 20;

    private static final int MOST_HEADER_BYTES = 256 << 10;
    private static final int MOST_KEY_BYTES = 64 << 10;
    private static final byte[] NOTHING = {};

    private RejectRecords() {}

    public static FilingRejected of(Reject reject) {
        RawRecord raw = reject.raw();
        byte[] key = raw.key();
        Map<String, ByteBuffer> headers = headers(raw);
        StringBuilder message = new StringBuilder(Clip.text(reject.message()));
        cut(message, "value", raw.value().length, MOST_VALUE_BYTES);
        cut(message, "key", key == null ? 0 : key.length, MOST_KEY_BYTES);
        if (headers.size() < raw.headers().size()) {
            message.append("; headers left out: ").append(raw.headers().size() - headers.size());
        }
        return FilingRejected.newBuilder()
                .setReason(reject.reason())
                .setMessage(message.toString())
                .setTopic(raw.topic())
                .setPartition(raw.partition())
                .setOffset(raw.offset())
                .setTimestamp(Instant.ofEpochMilli(raw.timestamp()))
                .setRejectedBy(reject.stage())
                .setHeaders(headers)
                .setKey(key == null ? null : first(key, MOST_KEY_BYTES))
                .setValue(first(raw.value(), MOST_VALUE_BYTES))
                .setException(reject.exception())
                .build();
    }

    /** The record without anything of the input but where it stands. */
    static FilingRejected bare(Reject reject) {
        RawRecord raw = reject.raw();
        return of(reject.of(
                reject.message(),
                new RawRecord(raw.topic(), raw.partition(), raw.offset(), raw.timestamp(), Map.of(), null, NOTHING)));
    }

    private static Map<String, ByteBuffer> headers(RawRecord raw) {
        Map<String, ByteBuffer> headers = new HashMap<>();
        int room = MOST_HEADER_BYTES;
        // By name, so that the same reject leaves out the same headers.
        for (Map.Entry<String, byte[]> header : new TreeMap<>(raw.headers()).entrySet()) {
            int bytes = 3 * header.getKey().length() + header.getValue().length;
            if (bytes <= room) {
                room -= bytes;
                headers.put(header.getKey(), ByteBuffer.wrap(header.getValue()));
            }
        }
        return headers;
    }

    private static void cut(StringBuilder message, String what, int bytes, int most) {
        if (bytes > most) {
            message.append("; ")
                    .append(what)
                    .append(" cut to its first ")
                    .append(most)
                    .append(" of ");
            message.append(bytes).append(" bytes, the whole is at the input's offset");
        }
    }

    private static @Nullable ByteBuffer first(byte[] bytes, int most) {
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, most));
    }
}
