// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import org.jspecify.annotations.Nullable;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.MessageReject.Reason;

/**
 * Finds the tags of an XML document in its bytes. Goes one tag ahead of the JDK's reader, which knows neither the bytes
 * it stands at (its offsets count characters, and not reliably) nor when a text is too long before it holds it in memory.
 *
 * <p>The signs of markup are the same bytes in every character set that a message may have here, or the same pairs of
 * bytes in UTF-16; {@link XmlEncoding} sees to that.
 */
final class XmlTags {
    /** Bytes at most between two tags: text, remarks, instructions. */
    static final int MAX_TEXT = 1 << 20;

    /** Bytes of a tag at most, its attributes among them. */
    static final int MAX_TAG = 1 << 16;

    /** Elements within elements at most. */
    static final int MAX_DEPTH = 64;

    private static final int END_OF_INPUT = -1;

    private final byte[] bytes;
    private final int width;
    private final int low;
    private int at;
    private int depth;
    private boolean seen;
    private @Nullable Kind ahead;
    private int from;
    private int to;

    /** What a tag does. */
    enum Kind {
        START,
        END,
        /** Starts an element and ends it. */
        EMPTY,
        /** There is no further tag. */
        NONE
    }

    /**
     * Begins at a place.
     *
     * @param begin first byte after the byte order mark
     * @param width bytes of a sign of markup, 1 or 2
     * @param low which of two bytes is the lower one
     */
    XmlTags(byte[] bytes, int begin, int width, int low) {
        this.bytes = bytes;
        this.at = begin;
        this.width = width;
        this.low = low;
    }

    /** Looks for the next tag without passing it. */
    Kind peek() throws MessageRefusedException {
        Kind kind = ahead;
        if (kind == null) {
            kind = find();
            ahead = kind;
        }
        return kind;
    }

    /** Passes the next tag. */
    Kind take() throws MessageRefusedException {
        Kind kind = peek();
        ahead = null;
        return kind;
    }

    /** First byte of the tag that was found last. */
    int from() {
        return from;
    }

    /** The byte after the tag that was found last. */
    int to() {
        return to;
    }

    private Kind find() throws MessageRefusedException {
        int begin = at;
        while (true) {
            int tag = at;
            while (tag < bytes.length && sign(tag) != '<') {
                tag += width;
            }
            checkText(begin, Math.min(tag, bytes.length));
            if (tag >= bytes.length) {
                if (depth > 0 || !seen) {
                    throw truncated(seen ? "the last element is not closed" : "it has no element");
                }
                at = bytes.length;
                from = bytes.length;
                to = bytes.length;
                return Kind.NONE;
            }
            int next = sign(tag + width);
            if (next == '?') {
                at = after(tag, "?>", begin);
            } else if (next == '!') {
                at = afterDeclaration(tag, begin);
            } else {
                return tag(tag, next);
            }
        }
    }

    private Kind tag(int begin, int next) throws MessageRefusedException {
        int end = begin + width;
        int quote = 0;
        int before = 0;
        for (int sign = sign(end); quote != 0 || sign != '>'; sign = sign(end)) {
            if (sign == END_OF_INPUT) {
                throw truncated("a tag is not closed");
            }
            if (end - begin > MAX_TAG) {
                throw tooLarge("tag", begin, MAX_TAG);
            }
            if (quote != 0) {
                quote = sign == quote ? 0 : quote;
            } else if (sign == '"' || sign == '\'') {
                quote = sign;
            }
            before = sign;
            end += width;
        }
        seen = true;
        from = begin;
        to = end + width;
        at = to;
        if (next == '/') {
            depth--;
            return Kind.END;
        }
        if (before == '/') {
            return Kind.EMPTY;
        }
        depth++;
        if (depth > MAX_DEPTH) {
            throw new MessageRefusedException(
                    Reason.TOO_LARGE, "elements are nested too deep: at most=" + MAX_DEPTH + ", byte=" + begin);
        }
        return Kind.START;
    }

    private int afterDeclaration(int tag, int begin) throws MessageRefusedException {
        if (is(tag, "<!--")) {
            return after(tag + 4 * width, "-->", begin);
        }
        if (is(tag, "<![CDATA[")) {
            return after(tag, "]]>", begin);
        }
        if (tag + 9 * width > bytes.length) {
            throw truncated("it ends in a declaration");
        }
        if (is(tag, "<!DOCTYPE")) {
            throw new MessageRefusedException(
                    Reason.FORBIDDEN_XML,
                    "a document type declaration is not read: send the message without it, byte=" + tag);
        }
        throw new MessageRefusedException(Reason.MALFORMED_ENVELOPE, "not well-formed XML: byte=" + tag);
    }

    /** The byte after the next occurrence of these signs. */
    private int after(int start, String signs, int begin) throws MessageRefusedException {
        for (int place = start; place + signs.length() * width <= bytes.length; place += width) {
            if (is(place, signs)) {
                return place + signs.length() * width;
            }
            checkText(begin, place);
        }
        throw truncated("'" + signs + "' is missing");
    }

    private boolean is(int place, String signs) {
        for (int i = 0; i < signs.length(); i++) {
            if (sign(place + i * width) != signs.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int sign(int place) {
        if (place + width > bytes.length) {
            return END_OF_INPUT;
        }
        if (width == 1) {
            return bytes[place] & 0xFF;
        }
        return ((bytes[place + 1 - low] & 0xFF) << 8) | (bytes[place + low] & 0xFF);
    }

    private static void checkText(int begin, int end) throws MessageRefusedException {
        if (end - begin > MAX_TEXT) {
            throw tooLarge("text", begin, MAX_TEXT);
        }
    }

    private static MessageRefusedException tooLarge(String what, int begin, int most) {
        return new MessageRefusedException(
                Reason.TOO_LARGE, what + " too large: bytes at most=" + most + ", byte=" + begin);
    }

    private MessageRefusedException truncated(String what) {
        return new MessageRefusedException(
                Reason.TRUNCATED, "the message is cut off: " + what + ", bytes=" + bytes.length);
    }
}
