// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Identities that follow from content: the same bytes give the same id on every machine. */
final class ContentId {
    private ContentId() {}

    /** A UUID of version 8 (RFC 9562), from the first half of the content's SHA-256. */
    static UUID of(byte[] content) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(content));
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    static String sha256Hex(byte[] content) {
        return HexFormat.of().formatHex(sha256(content));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
