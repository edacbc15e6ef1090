// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Identities that follow from content: the same bytes give the same id on every machine. */
public final class ContentId {
    private ContentId() {}

    /** A UUID of version 8 (RFC 9562), from the first half of the content's SHA-256. */
    static UUID of(byte[] content) {
        return uuid(ByteBuffer.wrap(sha256(content)), 0x8000L);
    }

    public static String sha256Hex(byte[] content) {
        return HexFormat.of().formatHex(sha256(content));
    }

    /** A UUID of version 5 (RFC 9562) of a name in a name space: for what is known by a name that is unique already. */
    public static UUID named(UUID space, String name) {
        ByteBuffer hash = ByteBuffer.wrap(sha1(
                ByteBuffer.allocate(16)
                        .putLong(space.getMostSignificantBits())
                        .putLong(space.getLeastSignificantBits())
                        .array(),
                name.getBytes(StandardCharsets.UTF_8)));
        return uuid(hash, 0x5000L);
    }

    private static UUID uuid(ByteBuffer hash, long version) {
        long high = (hash.getLong() & ~0xF000L) | version;
        long low = (hash.getLong() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha256(byte[] content) {
        return digest("SHA-256").digest(content);
    }

    private static byte[] sha1(byte[] space, byte[] name) {
        MessageDigest digest = digest("SHA-1");
        digest.update(space);
        return digest.digest(name);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
