// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values on their way between two tasks of one process, with the bytes that were written of them: whoever reads the
 * same bytes takes the value, and need not make another one that is equal to it.
 *
 * <p>A value is taken once, since it was written for one task, and is kept here no longer. What nobody takes, as its
 * reader is in another process, makes room for the next in its place. Where more is found untaken than not, nothing is
 * given for a while: copies of the bytes would be made for nothing. Until then half of the places keep such values.
 *
 * <p>Without a lock: an entry is immutable, and one that is lost to another, or to a race, is read from its bytes.
 */
final class InProcess {
    /**
     * Of all tasks of the process. While a value waits in Flink's buffers, some two hundred others before it, four
     * times as many are given on all exchanges: with so many places about a tenth of them lose theirs.
     */
    static final InProcess TASKS = new InProcess(1 << 13);

    /** A master bill of a thousand houses is read from its bytes. */
    static final int LONGEST = 1 << 14;

    /** So many more found their places taken than free: then most readers are elsewhere. */
    static final int UNTAKEN_BEFORE_PAUSE = 64;

    /** So many values are not given then. */
    static final int PAUSE = 1 << 12;

    /** What tells values of one kind from each other stands at their beginning: keys and positions. */
    private static final int HASHED = 64;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final @Nullable Entry[] places;

    /** Counted by several tasks without a lock, so never quite right, which it need not be. */
    private int untaken;

    private int pause;

    /** @param places a power of two */
    InProcess(int places) {
        this.places = new Entry[places];
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares it.
    private record Entry(Class<?> type, byte[] bytes, Object value) {}

    /** Whether the next value is worth a copy of its bytes. Asked before each, as it counts them. */
    boolean isWanted() {
        if (pause <= 0) {
            return true;
        }
        pause--;
        return false;
    }

    /**
     * @param bytes that were written of it, {@value #LONGEST} at most: nobody changes them any more
     * @param value immutable, and equal to what would be read from the bytes
     */
    <T> void give(Class<T> type, byte[] bytes, T value) {
        int place = place(bytes, bytes.length);
        int more = places[place] == null ? Math.max(0, untaken - 1) : untaken + 1;
        if (more >= UNTAKEN_BEFORE_PAUSE) {
            pause = PAUSE;
            more = 0;
        }
        untaken = more;
        places[place] = new Entry(type, bytes, value);
    }

    /** The value that these bytes were written of, once; null if it was not given here, or is gone. */
    <T> @Nullable T take(Class<T> type, byte[] buffer, int length) {
        int place = place(buffer, length);
        Entry entry = places[place];
        if (entry == null
                || entry.type != type
                || !Arrays.equals(entry.bytes, 0, entry.bytes.length, buffer, 0, length)) {
            return null;
        }
        places[place] = null;
        return type.cast(entry.value);
    }

    private int place(byte[] bytes, int length) {
        long hash = length;
        for (int at = 0; at <= Math.min(length, HASHED) - Long.BYTES; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) (hash >>> 16) & (places.length - 1);
    }
}
