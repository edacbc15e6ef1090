// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.RawRecord;
import portolan.schemas.wire.Believable;
import portolan.schemas.wire.MessageTopic;

/**
 * What a gateway says of a message. A header that is blank or no time is as none.
 *
 * @param receivedAt the broker's time where the gateway does not say
 */
record Headers(
        @Nullable String tenant,
        @Nullable String sender,
        @Nullable String name,
        @Nullable String profile,
        @Nullable String blob,
        @Nullable String sha256,
        @Nullable String approvedBy,
        Instant receivedAt) {
    static Headers of(RawRecord raw) {
        String sender = text(raw, MessageTopic.SENDER);
        byte[] key = raw.key();
        return new Headers(
                text(raw, MessageTopic.TENANT),
                sender == null && key != null ? stated(key) : sender,
                text(raw, MessageTopic.NAME),
                text(raw, MessageTopic.PROFILE),
                text(raw, MessageTopic.BLOB),
                text(raw, MessageTopic.SHA256),
                text(raw, MessageTopic.APPROVED_BY),
                receivedAt(raw));
    }

    private static Instant receivedAt(RawRecord raw) {
        String stated = text(raw, MessageTopic.RECEIVED_AT);
        Instant appended = Instant.ofEpochMilli(raw.timestamp());
        if (stated == null) {
            return appended;
        }
        try {
            Instant at = Instant.parse(stated);
            return Believable.isTime(at, raw.timestamp()) ? at : appended;
        } catch (DateTimeException noTime) {
            return appended;
        }
    }

    private static @Nullable String text(RawRecord raw, String header) {
        byte[] value = raw.headers().get(header);
        return value == null ? null : stated(value);
    }

    private static @Nullable String stated(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? null : text;
    }
}
