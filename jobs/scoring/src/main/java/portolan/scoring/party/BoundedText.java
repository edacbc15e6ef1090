// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Keys are copied with every visit and stored with every memory, so that no filing may make them long. */
public final class BoundedText {
    /** The longest key in characters. */
    public static final int LONGEST = 64;

    private static final int KEPT = LONGEST - 17;

    private BoundedText() {}

    /** The text; or its beginning, which an operator can read, and a hash of the whole, which tells it from others. */
    public static String of(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return start(text, KEPT) + '~' + hash(text);
    }

    /**
     * The beginning of a longer text, without half a pair of surrogates at its end: as UTF-8 that is a question mark,
     * and a key would be another one once it was written and read.
     *
     * @param most characters, at least one and fewer than the text has
     */
    public static String start(String text, int most) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            long first = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                first = (first << Byte.SIZE) | (digest[i] & 0xFF);
            }
            return padded(Long.toHexString(first));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String padded(String digits) {
        return "0".repeat(2 * Long.BYTES - digits.length()) + digits;
    }
}
