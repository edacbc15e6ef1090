// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A view on the next bytes of a file, compressed or not, as far ahead as somebody looks. */
public final class ByteWindow implements Closeable {
    /** Files are read from their first byte to their last: long reads are few. */
    private static final int FIRST_CAPACITY = 1 << 18;

    private final InputStream in;
    private final boolean compressed;
    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int start;
    private int end;
    private boolean ended;
    private long passed;

    private ByteWindow(InputStream in, boolean compressed) {
        this.in = in;
        this.compressed = compressed;
    }

    /** Opens a stream: gzip is seen by its first bytes, not by a file's name; a byte order mark is left out. */
    public static ByteWindow open(InputStream in) throws IOException {
        InputStream plain = Unpacked.of(in);
        ByteWindow window = new ByteWindow(plain, plain instanceof Unpacked);
        if (window.at(0) == 0xEF && window.at(1) == 0xBB && window.at(2) == 0xBF) {
            window.skip(3);
        }
        return window;
    }

    /** How many bytes of the file have been stepped over; -1 where the file is compressed and has other bytes. */
    long position() {
        return compressed ? -1 : passed;
    }

    /** How many bytes lie before the next one of this value, before the end of the file, or up to a limit. */
    int before(byte wanted, int limit) throws IOException {
        int ahead = 0;
        while (ahead < limit) {
            int known = Math.min(end - start, limit);
            for (; ahead < known; ahead++) {
                if (buffer[start + ahead] == wanted) {
                    return ahead;
                }
            }
            if (ahead < limit && !fill()) {
                return ahead;
            }
        }
        return limit;
    }

    /** The byte so far ahead, 0 to 255, or -1 beyond the end of the file. */
    int at(int ahead) throws IOException {
        while (end - start <= ahead) {
            if (!fill()) {
                return -1;
            }
        }
        return buffer[start + ahead] & 0xFF;
    }

    /** The next bytes, which must have been looked at, and steps over them. */
    byte[] read(int length) {
        byte[] bytes = Arrays.copyOfRange(buffer, start, start + length);
        skip(length);
        return bytes;
    }

    /** Bytes that have been looked at, without stepping over them. */
    byte[] peek(int from, int to) {
        return Arrays.copyOfRange(buffer, start + from, start + to);
    }

    void skip(int length) {
        start += length;
        passed += length;
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            ended = true;
            return false;
        }
        end += read;
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
