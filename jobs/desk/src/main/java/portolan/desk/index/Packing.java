// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * How the file keeps bytes: deflated where that saves room, since assessments are four fifths words. A deflater is
 * costlier to make than to use, so one is used for all. Not for several threads.
 */
final class Packing implements AutoCloseable {
    private static final int WORTH_IT = 512;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final Inflater inflater = new Inflater();

    /**
     * Bytes as they are kept.
     *
     * @param size bytes before; null where they are kept as they were
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Packed(@Nullable Integer size, byte[] bytes) {}

    Packed pack(byte[] bytes) {
        if (bytes.length < WORTH_IT) {
            return new Packed(null, bytes);
        }
        deflater.reset();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length];
        int length = deflater.deflate(packed);
        return deflater.finished() ? new Packed(bytes.length, Arrays.copyOf(packed, length)) : new Packed(null, bytes);
    }

    byte[] unpack(@Nullable Integer size, byte[] bytes) {
        if (size == null) {
            return bytes;
        }
        try {
            inflater.reset();
            inflater.setInput(bytes);
            byte[] unpacked = new byte[size];
            int length = inflater.inflate(unpacked);
            if (length != size) {
                throw new IllegalStateException("a record of the index is cut: bytes=" + length + ", wanted=" + size);
            }
            return unpacked;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a record of the index is damaged: cause=" + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }
}
