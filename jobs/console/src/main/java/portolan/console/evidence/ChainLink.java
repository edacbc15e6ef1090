// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lifecycle.SigningKey;

/**
 * A record's place in the chain of its writer, as the header {@code portolan-chain} of the record. A chain is what one
 * writer wrote to one partition.
 *
 * <pre>
 *   0 layout 1 | 1 session 8 | 9 number 8 | 17 at 8 | 25 hash before 32 | 57 length of writer 1 | 58 writer | signature 64
 * </pre>
 *
 * <p>The hash of a record is SHA-256 over all before the signature, the partition, and the record's key and value. The
 * signature is Ed25519 over that hash. A session is one run of a writer; it begins behind the last record that the brokers
 * confirmed to the writer, so that what was never confirmed may be missing.
 */
final class ChainLink {
    static final String HEADER = "portolan-chain";
    static final int HASH_BYTES = 32;

    private static final byte LAYOUT = 1;
    private static final int SESSION = 1;
    private static final int NUMBER = 9;
    private static final int AT = 17;
    private static final int BEFORE = 25;
    private static final int WRITER_LENGTH = 57;
    private static final int WRITER = 58;
    private static final byte[] PURPOSE = "portolan-chain 1\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    private ChainLink(byte[] bytes) {
        this.bytes = bytes;
    }

    /** One that is not signed yet. */
    static ChainLink unsigned(String writer, long session, long number, long at, byte[] before) {
        byte[] name = writer.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(WRITER + name.length + SigningKey.SIGNATURE_BYTES);
        buffer.put(LAYOUT).putLong(session).putLong(number).putLong(at).put(before);
        buffer.put((byte) name.length).put(name);
        return new ChainLink(buffer.array());
    }

    /** The link of a record; null where it has none. One that cannot be read {@link #isSound is not sound}. */
    static @Nullable ChainLink of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null ? null : new ChainLink(header.value());
    }

    static ChainLink of(byte[] bytes) {
        return new ChainLink(bytes);
    }

    /** Whether it can be read. */
    boolean isSound() {
        return bytes.length > WRITER + SigningKey.SIGNATURE_BYTES
                && bytes[0] == LAYOUT
                && bytes.length == WRITER + Byte.toUnsignedInt(bytes[WRITER_LENGTH]) + SigningKey.SIGNATURE_BYTES;
    }

    /** Epoch milliseconds at which the run of the writer began; one that begins later has a greater one. */
    long session() {
        return ByteBuffer.wrap(bytes).getLong(SESSION);
    }

    /** From 1 on, in each chain. */
    long number() {
        return ByteBuffer.wrap(bytes).getLong(NUMBER);
    }

    /** Epoch milliseconds by the writer's clock. */
    long at() {
        return ByteBuffer.wrap(bytes).getLong(AT);
    }

    String writer() {
        return new String(bytes, WRITER, bytes[WRITER_LENGTH] & 0xff, StandardCharsets.UTF_8);
    }

    /** Whether this is the hash of the record before. */
    boolean follows(byte[] hash) {
        return Arrays.equals(bytes, BEFORE, BEFORE + HASH_BYTES, hash, 0, HASH_BYTES);
    }

    byte[] signature() {
        return Arrays.copyOfRange(bytes, signedLength(), bytes.length);
    }

    ChainLink signed(byte[] signature) {
        System.arraycopy(signature, 0, bytes, signedLength(), SigningKey.SIGNATURE_BYTES);
        return this;
    }

    /** As a header has it. */
    byte[] bytes() {
        return bytes;
    }

    private int signedLength() {
        return bytes.length - SigningKey.SIGNATURE_BYTES;
    }

    /** What a writer signs. */
    static byte[] statement(byte[] hash) {
        byte[] statement = Arrays.copyOf(PURPOSE, PURPOSE.length + HASH_BYTES);
        System.arraycopy(hash, 0, statement, PURPOSE.length, HASH_BYTES);
        return statement;
    }

    /** Hashes the records of one partition. Not for several threads. */
    static final class Hasher {
        private static final byte[] NULL = {-1, -1, -1, -1};

        private final MessageDigest sha256 = sha256();
        private final byte[] partition;
        private final byte[] length = new byte[Integer.BYTES];

        /** @param topic as the brokers call it */
        Hasher(String topic, int partition) {
            this.partition = (topic + '\n' + partition + '\n').getBytes(StandardCharsets.UTF_8);
        }

        byte[] hash(ChainLink link, byte @Nullable [] key, byte @Nullable [] value) {
            sha256.update(link.bytes, 0, link.signedLength());
            sha256.update(partition);
            update(key);
            update(value);
            return sha256.digest();
        }

        private void update(byte @Nullable [] part) {
            if (part == null) {
                sha256.update(NULL);
                return;
            }
            ByteBuffer.wrap(length).putInt(part.length);
            sha256.update(length);
            sha256.update(part);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
