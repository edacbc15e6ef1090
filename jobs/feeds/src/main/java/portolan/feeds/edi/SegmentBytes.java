// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * The bytes of a message as the parser takes them: within an envelope, and with a blank for the terminator of an empty
 * segment, so that every other byte stays in its place. Of a free text that is longer than the parser holds the rest is
 * left out; {@link #leftOut} says by how much places differ then.
 */
final class SegmentBytes extends InputStream {
    /** Bytes of a segment at most. */
    static final int MAX_SEGMENT = 1 << 20;

    /** Bytes of an element or component at most: the parser holds no more. The directories allow a fraction of it. */
    static final int MAX_TEXT = 4096;

    /** Signs before that length at which a text may be cut: not within a character. */
    private static final int LEEWAY = 8;

    /** Segments that hold words for people; whatever else is too long is no text. */
    private static final Set<String> FREE_TEXTS = Set.of("FTX", "N10", "L5", "NTE", "MSG", "K1");

    private static final int LONGEST_TAG = 3;

    /** Bytes that were left out of the text that ends there in what the parser takes. */
    private record Cut(int place, int bytes) {}

    /** Why the bytes ended before the message did; the parser has an exception of its own for every case. */
    enum End {
        NONE,
        TRUNCATED,
        TOO_LARGE
    }

    private final byte[] bytes;
    private final byte[] before;
    private final byte[] after;
    private final int start;
    private final Envelope.Signs in;
    private int at;
    private int segment;
    private int text;
    private boolean inSegment;
    private boolean released;
    private final Deque<Cut> cuts = new ArrayDeque<>();
    private int given;
    private int leftOut;
    private int texts;
    private int firstCut;
    private int cutFrom;
    private boolean cutting;
    private End end = End.NONE;

    SegmentBytes(byte[] bytes, Envelope envelope) {
        this.bytes = bytes;
        this.before = envelope.before().getBytes(ISO_8859_1);
        this.after = envelope.after().getBytes(ISO_8859_1);
        this.start = envelope.start();
        this.in = envelope.signs();
        this.at = start - before.length;
    }

    /** Why there were no more bytes. */
    End end() {
        return end;
    }

    /** How many bytes were left out before this place in what the parser takes; asked for places that grow. */
    int leftOut(int place) {
        for (Cut cut = cuts.peek(); cut != null && cut.place < place; cut = cuts.peek()) {
            leftOut += cut.bytes;
            cuts.remove();
        }
        return leftOut;
    }

    /** How many texts were cut. */
    int texts() {
        return texts;
    }

    /** Where in the message the first of them was. */
    int firstCut() {
        return firstCut;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] out, int off, int len) throws IOException {
        int count = 0;
        while (count < len) {
            if (at < start) {
                out[off + count] = before[before.length - (start - at)];
            } else if (at < bytes.length) {
                byte sign = next(bytes[at]);
                if (cutting) {
                    at++;
                    continue;
                }
                out[off + count] = sign;
            } else if (inSegment) {
                end = End.TRUNCATED;
                throw new IOException("ends within a segment");
            } else if (at < bytes.length + after.length) {
                out[off + count] = after[at - bytes.length];
            } else {
                break;
            }
            at++;
            count++;
            given++;
        }
        return count == 0 && len > 0 ? -1 : count;
    }

    private byte next(byte sign) throws IOException {
        if (!inSegment) {
            if (sign == in.terminator() || (sign >= 0 && sign <= ' ')) {
                return (byte) (in.terminator() == '\n' ? '\r' : '\n');
            }
            inSegment = true;
            segment = at;
            text = at;
        } else if (at - segment >= MAX_SEGMENT || (!cutting && at - text > MAX_TEXT)) {
            end = End.TOO_LARGE;
            throw new IOException("segment too large");
        } else if (mayCut(sign)) {
            cutting = true;
            firstCut = texts == 0 ? at : firstCut;
            texts++;
            cutFrom = at;
        }
        if (released) {
            released = false;
        } else if (in.release() != 0 && sign == in.release()) {
            released = true;
        } else if (sign == in.terminator() || sign == in.element() || sign == in.component()) {
            inSegment = sign != in.terminator();
            text = at + 1;
            if (cutting) {
                cutting = false;
                cuts.add(new Cut(given, at - cutFrom));
            }
        }
        return sign;
    }

    /** Whether a text is too long from here on; neither what was released nor a character of several bytes is parted. */
    private boolean mayCut(byte sign) {
        boolean whole = !released
                && (sign & 0xC0) != 0x80
                && sign != in.element()
                && sign != in.component()
                && sign != in.terminator();
        return whole && !cutting && at - text >= MAX_TEXT - LEEWAY && FREE_TEXTS.contains(tag());
    }

    private String tag() {
        int to = segment;
        while (to < at && to - segment <= LONGEST_TAG && bytes[to] != in.element()) {
            to++;
        }
        return new String(bytes, segment, to - segment, ISO_8859_1);
    }
}
