package portolan.scoring.layout;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
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

    public LayoutWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    /** Writes an unsigned number; a negative one takes ten bytes. */
    public LayoutWriter count(long value) {
        room(10);
        if ((value & ~0x7FL) == 0) {
            bytes[length++] = (byte) value;
            return this;
        }
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    public LayoutWriter signed(long value) {
        return count((value << 1) ^ (value >> 63));
    }

    /** Writes all 64 bits of a number that is as likely large as small, such as a hash. */
    public LayoutWriter fixed(long bits) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (bits >>> shift);
        }
        return this;
    }

    public LayoutWriter real(double value) {
        return fixed(Double.doubleToRawLongBits(value));
    }

    public LayoutWriter text(@Nullable String value) {
        if (value == null) {
            return count(0);
        }
        int characters = value.length();
        room(characters + 10);
        int start = length;
        count(characters + 1L);
        for (int i = 0; i < characters; i++) {
            char character = value.charAt(i);
            if (character >= 0x80) {
                length = start;
                byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
                return count(utf8.length + 1L).raw(utf8);
            }
            // Nearly all text of a filing is ASCII, whose bytes are its characters: no array of its own.
            bytes[length++] = (byte) character;
        }
        return this;
    }

    public LayoutWriter instant(@Nullable Instant value) {
        return value == null ? octet(0) : octet(1).signed(value.toEpochMilli());
    }

    /** Writes a constant by name, so that reordering an enum cannot change what old bytes mean. */
    public LayoutWriter constant(@Nullable Enum<?> value) {
        return text(value == null ? null : value.name());
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

    /** How many bytes are written. */
    public int length() {
        return length;
    }

    /** Hands on what is written, without a copy of it. */
    public void writeTo(DataOutput out) throws IOException {
        out.write(bytes, 0, length);
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
