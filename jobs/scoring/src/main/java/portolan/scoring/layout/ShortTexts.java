// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The short texts that were read lately, by their bytes: a feed says the same countries, places, codes and units in
 * every filing, and the decoder and each stage would make them anew.
 *
 * <p>One table for all threads, without a lock: an entry is immutable, so whoever finds one that another thread put
 * there sees a whole one. A text that takes the place of another costs the other a new text at its next reading, no
 * more.
 */
public final class ShortTexts {
    /** Two longs. */
    static final int LONGEST = 2 * Long.BYTES;

    private static final int PLACES = 1 << 10;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final @Nullable Entry[] TABLE = new Entry[PLACES];

    private ShortTexts() {}

    /**
     * Without its length, a text and the same before a zero byte would be one.
     *
     * @param head its first bytes, the first one lowest
     * @param tail its last eight bytes; 0 when it has no more than those in the head
     */
    private record Entry(long head, long tail, int length, String text) {}

    /** The text of these UTF-8 bytes, at most {@value #LONGEST} of them. */
    public static String of(byte[] bytes, int from, int length) {
        long head;
        long tail = 0;
        if (length > Long.BYTES) {
            head = (long) LONG.get(bytes, from);
            tail = (long) LONG.get(bytes, from + length - Long.BYTES);
        } else if (length > 0) {
            head = bits(bytes, from, length);
        } else {
            return "";
        }
        int place = (int) (((head ^ Long.rotateLeft(tail, 31)) * 0x9E3779B97F4A7C15L) >>> 40) & (PLACES - 1);
        Entry known = TABLE[place];
        if (known != null && known.head == head && known.tail == tail && known.length == length) {
            return known.text;
        }
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        TABLE[place] = new Entry(head, tail, length, text);
        return text;
    }

    /** At most eight of them. */
    private static long bits(byte[] bytes, int from, int length) {
        if (from + Long.BYTES <= bytes.length) {
            return (long) LONG.get(bytes, from) & (-1L >>> ((Long.BYTES - length) * Byte.SIZE));
        }
        long bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= (bytes[from + i] & 0xFFL) << (i * Byte.SIZE);
        }
        return bits;
    }
}
