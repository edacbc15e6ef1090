// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.layout;

import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes values in the compact alphabet that all our byte layouts share.
 *
 * <pre>
 *   count     unsigned LEB128, 1 to 10 bytes
 *   signed    zigzag, then as count
 *   fixed     8 bytes, big-endian
 *   real      as fixed: IEEE 754
 *   text      count of UTF-8 bytes + 1, then the bytes; 0 is null
 *   instant   0 is null, else 1 and signed epoch milliseconds
 *   list      count of elements, then the elements
 * </pre>
 */
public final class LayoutWriter {
    private static final int FIRST_CAPACITY = 256;

    /** A writer that once wrote a master bill of a thousand houses does not keep room for another. */
    private static final int LARGEST_KEPT = 1 << 16;

    private static final int MOST_OF_A_COUNT = 10;

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length;

    public LayoutWriter() {
        this(FIRST_CAPACITY);
    }

    /** @param capacity bytes that are likely to come: what fits is not copied while it is written */
    public LayoutWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** Begins again, in the same room. */
    public LayoutWriter clear() {
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[LARGEST_KEPT];
        }
        length = 0;
        return this;
    }

    public LayoutWriter octet(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Writes two octets, the higher one first. */
    public LayoutWriter two(char value) {
        return octet(value >>> 8).octet(value);
    }

    public LayoutWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    /** Writes an unsigned number; a negative one takes ten bytes. */
    public LayoutWriter count(long value) {
        room(MOST_OF_A_COUNT);
        length = count(bytes, length, value);
        return this;
    }

    private static int count(byte[] to, int from, long value) {
        int at = from;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        return at;
    }

    public LayoutWriter signed(long value) {
        return count((value << 1) ^ (value >> 63));
    }

    /** Writes all 64 bits of a number that is as likely large as small, such as a hash. */
    public LayoutWriter fixed(long bits) {
        room(Long.BYTES);
        BIG_ENDIAN.set(bytes, length, bits);
        length += Long.BYTES;
        return this;
    }

    public LayoutWriter real(double value) {
        return fixed(Double.doubleToRawLongBits(value));
    }

    public LayoutWriter text(@Nullable String value) {
        if (value == null) {
            return octet(0);
        }
        int characters = value.length();
        room(characters + MOST_OF_A_COUNT);
        // In locals: a field that is written with each character would be all that this loop does.
        byte[] to = bytes;
        int at = count(to, length, characters + 1L);
        for (int i = 0; i < characters; i++) {
            char character = value.charAt(i);
            if (character >= 0x80) {
                byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
                return count(utf8.length + 1L).raw(utf8);
            }
            // Nearly all text of a filing is ASCII, whose bytes are its characters: no array of its own.
            to[at + i] = (byte) character;
        }
        length = at + characters;
        return this;
    }

    public LayoutWriter instant(@Nullable Instant value) {
        return value == null ? octet(0) : octet(1).signed(EpochMillis.of(value));
    }

    /** Writes a constant by name, so that reordering an enum cannot change what old bytes mean. */
    public LayoutWriter constant(@Nullable Enum<?> value) {
        return text(value == null ? null : value.name());
    }

    public <T> LayoutWriter list(List<T> values, BiConsumer<LayoutWriter, T> element) {
        int size = values.size();
        count(size);
        // By index: an iterator for each of a filing's lists was a fortieth of all that the job allocates.
        for (int i = 0; i < size; i++) {
            element.accept(this, values.get(i));
        }
        return this;
    }

    public <T> LayoutWriter list(Collection<T> values, BiConsumer<LayoutWriter, T> element) {
        count(values.size());
        for (T value : values) {
            element.accept(this, value);
        }
        return this;
    }

    public LayoutWriter raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** Writes what another one has written. */
    public LayoutWriter append(LayoutWriter other) {
        room(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
        return this;
    }

    /** How many bytes are written. */
    public int length() {
        return length;
    }

    /** A hash of all that is written, FNV-1a: the same in every release, since it is stored. */
    public long hash() {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ (bytes[i] & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }

    /** Hands on what is written, without a copy of it. */
    public void writeTo(DataOutput out) throws IOException {
        out.write(bytes, 0, length);
    }

    /** The room in which the first {@link #length} bytes are what is written: without a copy, until more is written. */
    public byte[] shared() {
        return bytes;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
