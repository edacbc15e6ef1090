// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.AvroWire;

/** Splits a file into lines: blank ones are stepped over and counted, long ones are cut and said to be too large. */
final class RawLines {
    /** The longest line that is read. */
    static final int MAX_LINE_BYTES = AvroWire.MAX_RECORD_BYTES;
    /** How much of a longer one is kept, so that a reject can carry it. */
    static final int KEPT_BYTES = 2 * MAX_LINE_BYTES;

    private static final byte LINE_FEED = '\n';

    private final ByteWindow window;
    private long number;

    RawLines(ByteWindow window) {
        this.window = window;
    }

    /** The next line that is not blank, or null at the end of the file. */
    @Nullable
    RawLine next() throws IOException {
        while (window.at(0) >= 0) {
            number++;
            long at = window.position();
            int kept = window.before(LINE_FEED, KEPT_BYTES);
            byte[] raw = window.read(kept);
            long length = kept + skipToLineEnd();
            if (raw.length > 0 && raw[raw.length - 1] == '\r') {
                raw = Arrays.copyOf(raw, raw.length - 1);
                length--;
            }
            if (!isBlank(raw)) {
                return new RawLine(number, at, raw, length);
            }
        }
        return null;
    }

    private long skipToLineEnd() throws IOException {
        long skipped = 0;
        while (window.at(0) >= 0 && window.at(0) != LINE_FEED) {
            window.skip(1);
            skipped++;
        }
        if (window.at(0) == LINE_FEED) {
            window.skip(1);
        }
        return skipped;
    }

    private static boolean isBlank(byte[] raw) {
        for (byte b : raw) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    /**
     * One line as it stands in the file.
     *
     * @param at where it begins in the file, in bytes; -1 where the file is compressed
     * @param length its length in bytes, of which no more than {@link #KEPT_BYTES} are in {@code bytes}
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record RawLine(long number, long at, byte[] bytes, long length) {
        void checkSize() throws FaultException {
            if (length > MAX_LINE_BYTES) {
                throw new FaultException(
                        LineFault.Code.TOO_LARGE,
                        "",
                        "line is too large: bytes=" + length + ", limit=" + MAX_LINE_BYTES
                                + "; split the record or leave attachments out");
            }
        }
    }
}
