// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;

/**
 * Small whole numbers as Parquet writes levels and places in a dictionary: runs of one number that is repeated, and
 * runs of numbers of a few bits each. Decoded a run at a time, where Parquet's own reader goes number by number.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">RLE and bit-packing hybrid</a>
 */
final class HybridRuns {
    /** How many places behind its numbers an array must have that is decoded into: they are unpacked 32 at a time. */
    static final int SPARE = 32;

    private static final int GROUP = 8;
    private static final int GROUPS_AT_ONCE = 4;

    private HybridRuns() {}

    /** The bits that a number up to {@code max} takes. */
    static int width(int max) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(max);
    }

    /**
     * Decodes from where a buffer stands; it is left behind the last run.
     *
     * @param width bits of a number
     * @param count how many numbers
     * @param into has {@link #SPARE} places more
     */
    static void read(ByteBuffer in, int width, int count, int[] into) {
        if (width == 0) {
            Arrays.fill(into, 0, count, 0);
            return;
        }
        BytePacker packer = Packer.LITTLE_ENDIAN.newBytePacker(width);
        int at = 0;
        while (at < count) {
            int header = varint(in);
            int length = header >>> 1;
            if ((header & 1) == 0) {
                int end = (int) Math.min(count, (long) at + length);
                Arrays.fill(into, at, end, repeated(in, width));
                at = end;
            } else {
                at = unpack(in, packer, length, count, at, into);
            }
        }
    }

    private static int unpack(ByteBuffer in, BytePacker packer, int groups, int count, int from, int[] into) {
        int width = packer.getBitWidth();
        int needed = Math.min(groups, (count - from + GROUP - 1) / GROUP);
        int at = from;
        int position = in.position();
        int left = needed;
        for (; left >= GROUPS_AT_ONCE && position + GROUPS_AT_ONCE * width <= in.limit(); left -= GROUPS_AT_ONCE) {
            packer.unpack32Values(in, position, into, at);
            position += GROUPS_AT_ONCE * width;
            at += GROUPS_AT_ONCE * GROUP;
        }
        for (; left > 0; left--) {
            if (position + width <= in.limit()) {
                packer.unpack8Values(in, position, into, at);
            } else {
                // Writers may leave the zeros behind the last number out.
                packer.unpack8Values(ByteBuffer.wrap(rest(in, position, width)), 0, into, at);
            }
            position += width;
            at += GROUP;
        }
        in.position((int) Math.min(in.limit(), in.position() + (long) groups * width));
        return Math.min(count, at);
    }

    private static byte[] rest(ByteBuffer in, int position, int length) {
        byte[] rest = new byte[length];
        int there = Math.max(0, in.limit() - position);
        in.get(in.limit() - there, rest, 0, there);
        return rest;
    }

    private static int repeated(ByteBuffer in, int width) {
        int value = 0;
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
            value |= (in.get() & 0xFF) << shift;
        }
        return value;
    }

    private static int varint(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
