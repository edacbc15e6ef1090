// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as the file keeps them: deflated where that saves room, since assessments are four fifths words.
 *
 * @param size bytes before; null where they are kept as they were
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Packed(@Nullable Integer size, byte[] bytes) {
    private static final int WORTH_IT = 512;

    static Packed of(byte[] bytes) {
        if (bytes.length < WORTH_IT) {
            return new Packed(null, bytes);
        }
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length];
            int length = deflater.deflate(packed);
            return deflater.finished()
                    ? new Packed(bytes.length, Arrays.copyOf(packed, length))
                    : new Packed(null, bytes);
        } finally {
            deflater.end();
        }
    }

    byte[] unpacked() {
        if (size == null) {
            return bytes;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            byte[] unpacked = new byte[size];
            int length = inflater.inflate(unpacked);
            if (length != size) {
                throw new IllegalStateException("a record of the index is cut: bytes=" + length + ", wanted=" + size);
            }
            return unpacked;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a record of the index is damaged: cause=" + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
