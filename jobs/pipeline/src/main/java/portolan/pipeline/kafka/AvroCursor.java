// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.Believable;
import portolan.scoring.layout.ShortTexts;

/**
 * A place in a record of Avro's binary encoding, and the values that are read from there on. It holds no schema: who
 * calls knows which value comes next. Texts lose the blanks around them, as {@link FieldFaults#text} takes them away.
 *
 * <p>What a careful reader would stumble over, here or in a value that a filing may not have, is {@link OddException}:
 * a slower reader finds the words for it.
 */
final class AvroCursor {
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Exact as doubles, so that one division rounds as a decimal is rounded. */
    private static final double[] TENS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    /** Integers below it are exact as doubles. */
    private static final long EXACT = 1L << 52;

    private final byte[] bytes;
    private int at;

    AvroCursor(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    boolean isAtEnd() {
        return at == bytes.length;
    }

    long number() {
        // Most numbers are small, and this is called for every field: short enough to be compiled into each of them.
        long first = octet();
        return first >= 0 ? (first >>> 1) ^ -(first & 1) : longer(first);
    }

    private long longer(long first) {
        long raw = first & 0x7F;
        for (int shift = 7; shift < 70; shift += 7) {
            byte part = octet();
            raw |= (part & 0x7FL) << shift;
            if (part >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new OddException();
    }

    int integer() {
        long number = number();
        if ((int) number != number) {
            throw new OddException();
        }
        return (int) number;
    }

    boolean flag() {
        byte octet = octet();
        if (octet != 0 && octet != 1) {
            throw new OddException();
        }
        return octet == 1;
    }

    Instant time() {
        return Instant.ofEpochMilli(number());
    }

    /** Whether a value follows: the first of a union's two branches is null in all of our schemas. */
    boolean isPresent() {
        long branch = number();
        if (branch != 0 && branch != 1) {
            throw new OddException();
        }
        return branch == 1;
    }

    <T> T word(WireWords<T> words) {
        long place = number();
        if (place < 0 || place >= words.size()) {
            throw new OddException();
        }
        return words.at((int) place);
    }

    <T> @Nullable T nullableWord(WireWords<T> words) {
        return isPresent() ? word(words) : null;
    }

    /** A time that a record which was seen then can state. */
    @Nullable
    Instant nullableTime(long seenAt) {
        if (!isPresent()) {
            return null;
        }
        Instant time = time();
        if (!Believable.isTime(time, seenAt)) {
            throw new OddException();
        }
        return time;
    }

    /** A day on which a document can have been issued. */
    @Nullable
    LocalDate nullableDay() {
        if (!isPresent()) {
            return null;
        }
        LocalDate day = LocalDate.ofEpochDay(integer());
        if (!Believable.isDay(day)) {
            throw new OddException();
        }
        return day;
    }

    /** The text as it is, with the blanks around it. */
    String wholeText() {
        int length = length();
        return made(skip(length), length);
    }

    /** The text without blanks around it, perhaps empty. */
    String strippedText() {
        int length = length();
        int from = skip(length);
        if (length == 0) {
            return "";
        }
        String text = made(from, length);
        // Most begin and end with a letter or a digit of ASCII, so that there is nothing to look for.
        return bytes[from] > ' ' && bytes[from + length - 1] > ' ' ? text : text.strip();
    }

    /** The text without blanks around it; null where there is nothing else. */
    @Nullable
    String text() {
        String text = strippedText();
        return text.isEmpty() ? null : text;
    }

    @Nullable
    String nullableText() {
        return isPresent() ? text() : null;
    }

    /** A text that must be there and not too long. */
    String required(int longest) {
        String text = strippedText();
        if (text.isEmpty() || text.length() > longest) {
            throw new OddException();
        }
        return text;
    }

    /** A decimal as the double that is next to it, one that can be meant. */
    double decimal(int scale, Believable.Range range) {
        int length = length();
        int from = skip(length);
        if (length == 0 || length > Long.BYTES) {
            throw new OddException();
        }
        long unscaled = unscaled(from, length);
        double number = unscaled < EXACT && unscaled > -EXACT
                ? unscaled / TENS[scale]
                : BigDecimal.valueOf(unscaled, scale).doubleValue();
        if (!range.holds(number)) {
            throw new OddException();
        }
        return number;
    }

    @Nullable
    Double nullableDecimal(int scale, Believable.Range range) {
        return isPresent() ? decimal(scale, range) : null;
    }

    @Nullable
    Long nullableCount() {
        return isPresent() ? count(number()) : null;
    }

    @Nullable
    Integer nullableIntegerCount() {
        return isPresent() ? (int) count(integer()) : null;
    }

    /**
     * The elements of an array.
     *
     * @param element reads one; null where it is to be left out
     */
    <T> List<T> list(Function<AvroCursor, @Nullable T> element) {
        int block = block();
        // Most arrays of a filing are empty: no array for them.
        if (block == 0) {
            return List.of();
        }
        @Nullable Object[] read = new Object[block];
        int size = 0;
        while (block > 0) {
            if (read.length < size + block) {
                read = Arrays.copyOf(read, Math.max(size + block, 2 * size));
            }
            for (; block > 0; block--) {
                T one = element.apply(this);
                if (one != null) {
                    read[size++] = one;
                }
            }
            block = block();
        }
        return listed(read, size);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // All of the first ones were read, and nobody else sees the array.
    private static <T> List<T> listed(@Nullable Object[] read, int size) {
        return switch (size) {
            case 0 -> List.of();
            case 1 -> List.of((T) read[0]);
            case 2 -> List.of((T) read[0], (T) read[1]);
            default -> List.of((T[]) (size == read.length ? read : Arrays.copyOf(read, size)));
        };
    }

    /** How many elements or entries follow: a block of them, whatever it says of its bytes. 0 ends them all. */
    int block() {
        long count = number();
        if (count < 0) {
            count = -count;
            number();
        }
        // Every element of our schemas takes a byte at least. Negative still: 2^63 of them.
        if (count < 0 || count > bytes.length - at) {
            throw new OddException();
        }
        return (int) count;
    }

    void skipText() {
        skip(length());
    }

    void skipNullableText() {
        if (isPresent()) {
            skipText();
        }
    }

    /** Skips so many bytes. */
    int skip(int length) {
        if (length > bytes.length - at) {
            throw new OddException();
        }
        int from = at;
        at += length;
        return from;
    }

    private String made(int from, int length) {
        return length <= Long.BYTES
                ? ShortTexts.of(bytes, from, length)
                : new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    /** At most eight bytes, the highest first. A header is before them at least, so that eight can be read at once. */
    private long unscaled(int from, int length) {
        return (long) BIG_ENDIAN.get(bytes, from + length - Long.BYTES) << shift(length) >> shift(length);
    }

    private static int shift(int length) {
        return (Long.BYTES - length) * Byte.SIZE;
    }

    private int length() {
        long length = number();
        if (length < 0 || length > bytes.length - at) {
            throw new OddException();
        }
        return (int) length;
    }

    private byte octet() {
        if (at == bytes.length) {
            throw new OddException();
        }
        return bytes[at++];
    }

    private static long count(long count) {
        if (!Believable.isCount(count)) {
            throw new OddException();
        }
        return count;
    }

    /** There is something here that this reader leaves to a more careful one. */
    static final class OddException extends RuntimeException {
        private static final long serialVersionUID = 1;

        // Garbage may come by the million, and nobody reads where it was noticed.
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
