// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a message as the parser takes them: within an envelope, and with a blank for the terminator of an empty
 * segment, so that every other byte stays in its place.
 */
final class SegmentBytes extends InputStream {
    /** Bytes of a segment at most. */
    static final int MAX_SEGMENT = 1 << 20;

    /** Bytes of an element or component at most: the parser holds no more. The directories allow a fraction of it. */
    static final int MAX_TEXT = 4096;

    /** Why the bytes ended before the message did; the parser has an exception of its own for every case. */
    enum End {
        NONE,
        TRUNCATED,
        TOO_LARGE
    }

    private final byte[] bytes;
    private final byte[] before;
    private final byte[] after;
    private final byte element;
    private final byte component;
    private final byte terminator;
    private final byte release;
    private final byte blank;
    private final int start;
    private int at;
    private int segment;
    private int text;
    private boolean inSegment;
    private boolean released;
    private End end = End.NONE;

    SegmentBytes(byte[] bytes, Envelope envelope) {
        this.bytes = bytes;
        this.before = envelope.before().getBytes(ISO_8859_1);
        this.after = envelope.after().getBytes(ISO_8859_1);
        this.element = envelope.element();
        this.component = envelope.component();
        this.terminator = envelope.terminator();
        this.release = envelope.release();
        this.blank = (byte) (terminator == '\n' ? '\r' : '\n');
        this.start = envelope.start();
        this.at = start - before.length;
    }

    /** Why there were no more bytes. */
    End end() {
        return end;
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
                out[off + count] = next(bytes[at]);
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
        }
        return count == 0 && len > 0 ? -1 : count;
    }

    private byte next(byte sign) throws IOException {
        if (!inSegment) {
            if (sign == terminator || (sign >= 0 && sign <= ' ')) {
                return blank;
            }
            inSegment = true;
            segment = at;
            text = at;
        } else if (at - segment >= MAX_SEGMENT || at - text > MAX_TEXT) {
            end = End.TOO_LARGE;
            throw new IOException("segment too large");
        }
        if (released) {
            released = false;
        } else if (release != 0 && sign == release) {
            released = true;
        } else if (sign == terminator) {
            inSegment = false;
        } else if (sign == element || sign == component) {
            text = at + 1;
        }
        return sign;
    }
}
