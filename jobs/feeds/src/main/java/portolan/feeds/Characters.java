// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The set of characters that a message's texts are in.
 *
 * @param guessed what it was taken for, and why; null where the message or its profile says it
 */
public record Characters(Charset charset, @Nullable Finding guessed) {
    private static final int CHUNK = 4096;

    /** What is declared, unless the bytes are UTF-8: texts in a set of one byte a character hardly ever are. */
    public static Characters declared(byte[] bytes, Charset declared) {
        return declared.newEncoder().maxBytesPerChar() > 1 || isAscii(bytes) || !isUtf8(bytes)
                ? new Characters(declared, null)
                : guessed(StandardCharsets.UTF_8, declared.name(), "all of its bytes are UTF-8");
    }

    /** UTF-8 where the bytes are, else ISO 8859-1: of a message that declares a set without accents, or none. */
    public static Characters undeclared(byte[] bytes, String says) {
        if (isAscii(bytes)) {
            return new Characters(StandardCharsets.UTF_8, null);
        }
        return isUtf8(bytes)
                ? guessed(StandardCharsets.UTF_8, says, "all of its bytes are UTF-8")
                : guessed(StandardCharsets.ISO_8859_1, says, "its bytes are no UTF-8");
    }

    private static Characters guessed(Charset charset, String declared, String why) {
        return new Characters(
                charset,
                new Finding(
                        Finding.CHARSET,
                        "declared=" + declared + ", read as=" + charset + ": " + why
                                + "; where names look wrong, name the right one in a profile: charset"));
    }

    /** First byte that is neither a byte order mark of UTF-8 nor a blank. */
    public static int start(byte[] bytes) {
        int at = isMarked(bytes) ? 3 : 0;
        while (at < bytes.length && bytes[at] >= 0 && bytes[at] <= ' ') {
            at++;
        }
        return at;
    }

    /** Whether the bytes begin with a byte order mark of UTF-8. */
    public static boolean isMarked(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether all bytes are UTF-8. */
    public static boolean isUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return !result.isError();
    }
}
