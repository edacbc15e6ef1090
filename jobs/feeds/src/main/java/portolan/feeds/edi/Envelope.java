// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import portolan.feeds.Characters;
import portolan.feeds.Codes;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.MessageReject.Reason;
import portolan.feeds.Profile;

/**
 * What a message is written in, and the envelope that it lacks: some senders leave it out, the parser needs it.
 *
 * @param x12 whether it is X12 and not EDIFACT
 * @param start first byte that is not a byte order mark or a blank
 * @param before what to put before the message; empty where it has an envelope
 * @param after what to put behind it
 * @param signs that part it
 * @param decimal the decimal sign that the message announces
 * @param characters of its texts
 */
record Envelope(boolean x12, int start, String before, String after, Signs signs, char decimal, Characters characters) {
    /**
     * The bytes that part a message.
     *
     * @param release frees the byte after it from its meaning; 0 where there is none
     */
    record Signs(byte element, byte component, byte terminator, byte release) {}

    /** Where in an ISA its component separator stands; the terminator follows, and elements are of fixed length. */
    private static final int ISA_COMPONENT = 104;

    private static final int UNA_LENGTH = 9;

    /** Where in a UNB the identifier of its syntax ends. */
    private static final int SYNTAX_END = 8;

    /** Syntaxes without accents; empty where none is stated. */
    private static final Set<String> PLAIN = Set.of("", "UNOA", "UNOB");

    /** UNA, UNB and UNH announce EDIFACT. */
    private static final String EDIFACT = "UN";

    private static final String BARE_UNB = "UNB+UNOA:1+X+X+700101:0000+0'";
    private static final String BARE_UNZ = "UNZ+1+0'";

    private static final Map<String, Charset> CHARSETS = Codes.table("charset", Charset::forName);

    /** Whether the content begins as EDIFACT or X12 does, with an envelope or without. */
    static boolean begins(byte[] bytes) {
        int at = Characters.start(bytes);
        return isX12(bytes, at) || isEdifact(bytes, at);
    }

    private static boolean isEdifact(byte[] bytes, int at) {
        if (!starts(bytes, at, EDIFACT) || at + 3 >= bytes.length) {
            return false;
        }
        char third = (char) bytes[at + 2];
        return third == 'A' || ((third == 'B' || third == 'H') && !isWord(bytes[at + 3]));
    }

    private static boolean isX12(byte[] bytes, int at) {
        return (starts(bytes, at, "ISA") && at + 3 < bytes.length && !isWord(bytes[at + 3])) || isBareX12(bytes, at);
    }

    private static boolean isBareX12(byte[] bytes, int at) {
        if (!starts(bytes, at, "ST") || at + 7 > bytes.length || isWord(bytes[at + 2])) {
            return false;
        }
        return isDigit(bytes[at + 3])
                && isDigit(bytes[at + 4])
                && isDigit(bytes[at + 5])
                && bytes[at + 6] == bytes[at + 2];
    }

    /** Finds it in the first segments. */
    static Envelope of(byte[] bytes, Profile profile) throws MessageRefusedException {
        int at = Characters.start(bytes);
        return isX12(bytes, at) ? x12(bytes, at, profile) : edifact(bytes, at, profile);
    }

    private static Envelope x12(byte[] bytes, int at, Profile profile) throws MessageRefusedException {
        Characters characters = characters(bytes, "", profile);
        if (starts(bytes, at, "ISA")) {
            if (at + ISA_COMPONENT + 1 >= bytes.length) {
                throw new MessageRefusedException(Reason.TRUNCATED, "ISA is cut off: bytes=" + (bytes.length - at));
            }
            Signs signs = new Signs(bytes[at + 3], bytes[at + ISA_COMPONENT], bytes[at + ISA_COMPONENT + 1], (byte) 0);
            return new Envelope(true, at, "", "", signs, '.', characters);
        }
        char element = (char) (bytes[at + 2] & 0xFF);
        int end = at + 7;
        while (end < bytes.length && isWord(bytes[end])) {
            end++;
        }
        if (end == bytes.length) {
            throw new MessageRefusedException(Reason.TRUNCATED, "ST is cut off: bytes=" + (bytes.length - at));
        }
        char terminator = (char) (bytes[end] & 0xFF);
        char component = element == '>' || terminator == '>' ? ':' : '>';
        String isa = ("ISA*00*          *00*          *ZZ*X              *ZZ*X              *700101*0000*U*00401"
                                + "*000000000*0*P*")
                        .replace('*', element)
                + component
                + terminator;
        String gs = "GS*SO*X*X*19700101*0000*0*X*004010".replace('*', element) + terminator;
        String after =
                "GE*1*0".replace('*', element) + terminator + "IEA*1*000000000".replace('*', element) + terminator;
        Signs signs = new Signs((byte) element, (byte) component, (byte) terminator, (byte) 0);
        return new Envelope(true, at, isa + gs, after, signs, '.', characters);
    }

    private static Envelope edifact(byte[] bytes, int at, Profile profile) throws MessageRefusedException {
        Signs signs = new Signs((byte) '+', (byte) ':', (byte) '\'', (byte) '?');
        byte decimal = '.';
        int head = at;
        if (bytes[at + 2] == 'A') {
            if (at + UNA_LENGTH > bytes.length) {
                throw new MessageRefusedException(Reason.TRUNCATED, "UNA is cut off: bytes=" + (bytes.length - at));
            }
            byte release = bytes[at + 6] == ' ' ? 0 : bytes[at + 6];
            signs = new Signs(bytes[at + 4], bytes[at + 3], bytes[at + 8], release);
            decimal = bytes[at + 5];
            head = at + UNA_LENGTH;
            while (head < bytes.length && bytes[head] >= 0 && bytes[head] <= ' ') {
                head++;
            }
        }
        boolean bare = starts(bytes, head, "UNH");
        if (!bare && head + SYNTAX_END >= bytes.length) {
            throw new MessageRefusedException(Reason.TRUNCATED, "UNB is cut off: bytes=" + (bytes.length - at));
        }
        Characters characters = characters(bytes, bare ? "" : syntax(bytes, head, signs), profile);
        char sign = decimal == ',' ? ',' : '.';
        if (!bare) {
            return new Envelope(false, at, "", "", signs, sign, characters);
        }
        String before = written(BARE_UNB, signs);
        String after = written(BARE_UNZ, signs);
        if (head > at) {
            // The announcement of signs comes first, even before an envelope that was not there.
            before = new String(bytes, at, UNA_LENGTH, ISO_8859_1) + before;
        }
        return new Envelope(false, head, before, after, signs, sign, characters);
    }

    private static String written(String text, Signs signs) {
        StringBuilder written = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            byte own =
                    switch (sign) {
                        case ':' -> signs.component();
                        case '+' -> signs.element();
                        case '\'' -> signs.terminator();
                        default -> (byte) sign;
                    };
            written.append((char) (own & 0xFF));
        }
        return written.toString();
    }

    /** The identifier of syntax and characters in the UNB, such as UNOC. */
    private static String syntax(byte[] bytes, int unb, Signs signs) {
        int from = unb + 4;
        int to = from;
        while (to < bytes.length && to < from + 4 && bytes[to] != signs.component() && bytes[to] != signs.element()) {
            to++;
        }
        return from >= to ? "" : new String(bytes, from, to - from, ISO_8859_1);
    }

    /** Those of the profile, else those declared. UNOA and UNOB are no accents, but many write them all the same. */
    private static Characters characters(byte[] bytes, String syntax, Profile profile) throws MessageRefusedException {
        Charset charset = profile.charset();
        boolean byProfile = charset != null;
        if (charset == null && PLAIN.contains(syntax)) {
            return Characters.undeclared(bytes, syntax.isEmpty() ? "none" : syntax);
        }
        charset = charset == null ? CHARSETS.get(syntax) : charset;
        if (charset == null) {
            throw new MessageRefusedException(
                    Reason.BAD_CHARSET,
                    "unknown character set: syntax='" + syntax.replaceAll("[^ -~]", ".")
                            + "'; name the right one in a profile: charset");
        }
        if (charset.equals(StandardCharsets.UTF_8) && !Characters.isUtf8(bytes)) {
            throw new MessageRefusedException(Reason.BAD_CHARSET, "not in its character set: charset=UTF-8");
        }
        return byProfile ? new Characters(charset, null) : Characters.declared(bytes, charset);
    }

    private static boolean starts(byte[] bytes, int at, String with) {
        for (int i = 0; i < with.length(); i++) {
            if (at + i >= bytes.length || bytes[at + i] != with.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte sign) {
        return sign >= '0' && sign <= '9';
    }

    private static boolean isWord(byte sign) {
        return isDigit(sign) || (sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z') || sign < 0;
    }
}
