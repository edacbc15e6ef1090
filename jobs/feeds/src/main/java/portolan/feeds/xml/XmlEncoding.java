// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Characters;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.MessageReject.Reason;

/**
 * Which character set a document is in: that of its byte order mark, else the profile's, else the declared one, else
 * UTF-8.
 *
 * @param characters which, and why where they are guessed
 * @param begin first byte after the byte order mark
 */
record XmlEncoding(Characters characters, int begin) {
    private static final Pattern DECLARED = Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']{1,40})[\"']");
    private static final int DECLARATION = 200;

    /** What the cursor over the bytes must be able to see. */
    private static final String MARKUP = "<>/!?-[]\"'=";

    /** Whether the first thing in the bytes, but for a mark and blanks, is the beginning of a tag. */
    static boolean isXml(byte[] bytes) {
        int at = markLength(bytes);
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
        return at < bytes.length
                && (bytes[at] == '<' || (bytes[at] == 0 && at + 1 < bytes.length && bytes[at + 1] == '<'));
    }

    static XmlEncoding of(byte[] bytes, @Nullable Charset byProfile) throws MessageRefusedException {
        int begin = markLength(bytes);
        if (begin == 3) {
            return new XmlEncoding(StandardCharsets.UTF_8, begin);
        }
        if (begin == 2) {
            return new XmlEncoding(
                    bytes[0] == (byte) 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE, begin);
        }
        if (bytes.length > 1 && bytes[0] == 0) {
            return new XmlEncoding(StandardCharsets.UTF_16BE, 0);
        }
        if (bytes.length > 1 && bytes[1] == 0) {
            return new XmlEncoding(StandardCharsets.UTF_16LE, 0);
        }
        Charset charset = byProfile != null ? byProfile : declared(bytes);
        if (!Arrays.equals(MARKUP.getBytes(charset), MARKUP.getBytes(StandardCharsets.US_ASCII))) {
            if (charset.name().startsWith("UTF-16")) {
                // Programs that write into a text first declare UTF-16, and then send the text as UTF-8.
                return new XmlEncoding(StandardCharsets.UTF_8, 0);
            }
            throw new MessageRefusedException(
                    Reason.BAD_CHARSET, "the bytes are not in the character set that is declared: charset=" + charset);
        }
        return new XmlEncoding(
                byProfile != null ? new Characters(charset, null) : Characters.declared(bytes, charset), 0);
    }

    private XmlEncoding(Charset charset, int begin) {
        this(new Characters(charset, null), begin);
    }

    private Charset charset() {
        return characters.charset();
    }

    private static int markLength(byte[] bytes) {
        if (Characters.isMarked(bytes)) {
            return 3;
        }
        boolean utf16 = bytes.length >= 2
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
        return utf16 ? 2 : 0;
    }

    private static Charset declared(byte[] bytes) throws MessageRefusedException {
        String head = new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1).strip();
        Matcher declared = DECLARED.matcher(head);
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            Charset charset = Charset.forName(declared.group(1));
            if (charset.canEncode()) {
                return charset;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the fault below, which names it.
        }
        throw new MessageRefusedException(
                Reason.BAD_CHARSET,
                "unknown character set: declared=" + declared.group(1) + "; give 'charset' in the profile");
    }

    Reader reader(byte[] bytes) {
        return new InputStreamReader(new ByteArrayInputStream(bytes, begin, bytes.length - begin), decoder());
    }

    XmlTags tags(byte[] bytes) {
        boolean wide = charset().equals(StandardCharsets.UTF_16BE) || charset().equals(StandardCharsets.UTF_16LE);
        return new XmlTags(bytes, begin, wide ? 2 : 1, charset().equals(StandardCharsets.UTF_16BE) ? 1 : 0);
    }

    private CharsetDecoder decoder() {
        return charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The first bytes that are no characters of the set. */
    MessageRefusedException badCharacters(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes, begin, bytes.length - begin);
        CharBuffer out = CharBuffer.allocate(1 << 13);
        CharsetDecoder decoder = decoder();
        CoderResult result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return new MessageRefusedException(
                Reason.BAD_CHARSET,
                "bytes that are no characters of " + charset() + ": byte=" + in.position()
                        + "; give the 'charset' that the sender uses in the profile");
    }
}
