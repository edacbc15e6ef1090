// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Identifiers that are the same on every machine and in every replay. */
final class StableId {
    private static final int BYTES = 16;

    /** Finding one takes as long as using it; a digest is as new after each use. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(StableId::sha256);

    private StableId() {}

    /** The first 32 hexadecimal digits of SHA-256 over the parts, each ended by a zero byte. */
    static String of(String... parts) {
        MessageDigest digest = SHA_256.get();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
