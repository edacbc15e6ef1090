// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.ContentId;

/**
 * A message as it came in. The bytes are never changed.
 *
 * @param sha256 of the bytes, in hexadecimal
 * @param topic topic, or the file's name
 * @param partition partition; 0 in a file
 * @param offset offset; 0 in a file
 * @param receivedAt when it was received
 * @param tenant whose data it is; null to leave it to the profile
 * @param sender who sent it, as the gateway knows it; null to leave it to the profile, then to the content
 * @param profile name of the profile to read it by; null to choose by sender
 * @param approvedBy which two approved that it withdraws the bills it leaves out; null for nobody
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record ReceivedMessage(
        byte[] bytes,
        String sha256,
        String topic,
        int partition,
        long offset,
        Instant receivedAt,
        @Nullable String tenant,
        @Nullable String sender,
        @Nullable String profile,
        @Nullable String approvedBy) {

    /** A message of which nothing but place and time is known. */
    public static ReceivedMessage of(byte[] bytes, String topic, int partition, long offset, Instant receivedAt) {
        return new ReceivedMessage(
                bytes, ContentId.sha256Hex(bytes), topic, partition, offset, receivedAt, null, null, null, null);
    }

    /** The same message from a sender that the gateway knows. */
    public ReceivedMessage from(
            @Nullable String knownTenant, @Nullable String knownSender, @Nullable String byProfile) {
        return new ReceivedMessage(
                bytes, sha256, topic, partition, offset, receivedAt, knownTenant, knownSender, byProfile, approvedBy);
    }
}
