// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link LayoutWriter} wrote; bytes that end too early are a {@link LayoutException}. */
public final class LayoutReader {
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int HASHED = 64;

    private final byte[] bytes;
    private final int end;
    private int at;

    public LayoutReader(byte[] bytes) {
        this(bytes, bytes.length);
    }

    /** Reads the first bytes of a buffer; what is read keeps nothing of it. */
    public LayoutReader(byte[] buffer, int length) {
        this.bytes = buffer;
        this.end = length;
    }

    /** Reads the version byte that leads every stored value and refuses one from the future. */
    public int version(String what, int newest) {
        return version(what, 1, newest);
    }

    /**
     * Reads the version byte where the first ones were never released.
     *
     * @param oldest that a release wrote
     */
    public int version(String what, int oldest, int newest) {
        int version = octet();
        if (version < oldest || version > newest) {
            throw new LayoutException(what + " has layout version " + version + ", this code reads " + oldest + " to "
                    + newest + (version > newest ? LayoutException.NEWER : LayoutException.OLDER));
        }
        return version;
    }

    public int octet() {
        if (at >= end) {
            throw tooShort();
        }
        return bytes[at++] & 0xFF;
    }

    /** Two octets, the higher one first. */
    public char two() {
        return (char) (octet() << 8 | octet());
    }

    public boolean flag() {
        return octet() != 0;
    }

    public long count() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if ((octet & 0x80) == 0) {
                return value;
            }
        }
        throw new LayoutException("a number of more than ten bytes: at=" + at);
    }

    /** A count that must fit what is left: no length read from stored bytes may allocate more than there is. */
    public int size() {
        long size = count();
        if (size < 0 || size > end - at) {
            throw new LayoutException("a length beyond the end: length=" + size + ", left=" + (end - at));
        }
        return (int) size;
    }

    /** The same of a value that keeps at most so many. */
    public int size(int most) {
        int size = size();
        if (size > most) {
            throw new LayoutException("more of them than are kept: length=" + size + ", most=" + most);
        }
        return size;
    }

    /** A count of 32 bits. */
    public int smallCount() {
        long count = count();
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new LayoutException("a count beyond 32 bits: " + count + ", at=" + at);
        }
        return (int) count;
    }

    /** A number of 32 bits. */
    public int whole() {
        return whole(0);
    }

    /** A number of 32 bits that was written as what it is more than another. */
    public int whole(int before) {
        long number = before + signed();
        if (number != (int) number) {
            throw new LayoutException("a number beyond 32 bits: " + number + ", at=" + at);
        }
        return (int) number;
    }

    public long signed() {
        long raw = count();
        return (raw >>> 1) ^ -(raw & 1);
    }

    public long fixed() {
        if (end - at < Long.BYTES) {
            throw tooShort();
        }
        long bits = (long) BIG_ENDIAN.get(bytes, at);
        at += Long.BYTES;
        return bits;
    }

    public double real() {
        return Double.longBitsToDouble(fixed());
    }

    public @Nullable String nullableText() {
        return nullableText(Long.BYTES);
    }

    /**
     * A text of a field that says the same again and again, whatever its length: a name of a kind, of a topic. Most
     * other texts are said once when they are longer than a code, and would only drive out the rest.
     */
    public String recurringText() {
        return present(nullableText(ShortTexts.LONGEST));
    }

    private @Nullable String nullableText(int longestShared) {
        long lengthPlusOne = count();
        if (lengthPlusOne == 0) {
            return null;
        }
        if (lengthPlusOne < 0 || lengthPlusOne - 1 > end - at) {
            throw new LayoutException("a text beyond the end: length=" + (lengthPlusOne - 1));
        }
        int length = (int) (lengthPlusOne - 1);
        String text = length <= longestShared
                ? ShortTexts.of(bytes, at, length)
                : new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    public String text() {
        return present(nullableText());
    }

    private String present(@Nullable String text) {
        if (text == null) {
            throw new LayoutException("a text is missing: at=" + at);
        }
        return text;
    }

    public @Nullable Instant nullableInstant() {
        return flag() ? Instant.ofEpochMilli(signed()) : null;
    }

    public Instant instant() {
        Instant instant = nullableInstant();
        if (instant == null) {
            throw new LayoutException("a time is missing: at=" + at);
        }
        return instant;
    }

    public <E extends Enum<E>> E constant(Class<E> type) {
        return constant(Constants.of(type));
    }

    /** One of these, by its name. */
    public <T> T constant(Constants<T> among) {
        T constant = nullableConstant(among);
        if (constant == null) {
            throw new LayoutException("a " + among.type() + " is missing: at=" + at);
        }
        return constant;
    }

    public <E extends Enum<E>> @Nullable E nullableConstant(Class<E> type) {
        return nullableConstant(Constants.of(type));
    }

    private <T> @Nullable T nullableConstant(Constants<T> among) {
        int start = at;
        long lengthPlusOne = count();
        if (lengthPlusOne == 0) {
            return null;
        }
        int length = (int) (lengthPlusOne - 1);
        T constant = lengthPlusOne < 0 || lengthPlusOne - 1 > end - at ? null : among.named(bytes, at, length);
        if (constant != null) {
            at += length;
            return constant;
        }
        at = start;
        throw new LayoutException("unknown " + among.type() + ": " + nullableText());
    }

    public <T> List<T> list(Function<LayoutReader, T> element) {
        int size = size();
        // Most lists of a filing are empty or hold one element: no array for them.
        if (size == 0) {
            return List.of();
        }
        if (size == 1) {
            return List.of(element.apply(this));
        }
        @SuppressWarnings("unchecked") // Nobody but this method sees the array.
        T[] values = (T[]) new Object[size];
        for (int i = 0; i < size; i++) {
            values[i] = element.apply(this);
        }
        return List.of(values);
    }

    /** A list that may be changed, of at most so many elements. */
    public <T> List<T> list(int most, Function<LayoutReader, T> element) {
        int size = size(most);
        List<T> values = new ArrayList<>(size + 1);
        for (int i = 0; i < size; i++) {
            values.add(element.apply(this));
        }
        return values;
    }

    public byte[] raw(int length) {
        if (length > end - at) {
            throw tooShort();
        }
        byte[] raw = new byte[length];
        System.arraycopy(bytes, at, raw, 0, length);
        at += length;
        return raw;
    }

    /**
     * A hash of the bytes that come next: of whole longs, and of the first {@value #HASHED} only where there are more.
     */
    public int hashOfNext(int length) {
        if (length > end - at) {
            throw tooShort();
        }
        long hash = length;
        for (int i = at; i <= at + Math.min(length, HASHED) - Long.BYTES; i += Long.BYTES) {
            hash = hash * 0x9E3779B97F4A7C15L + (long) BIG_ENDIAN.get(bytes, i);
        }
        return Long.hashCode(hash * 0x9E3779B97F4A7C15L);
    }

    /** Passes over these bytes if they are what comes next. */
    public boolean skipIfNext(byte[] expected) {
        if (expected.length > end - at
                || !Arrays.equals(expected, 0, expected.length, bytes, at, at + expected.length)) {
            return false;
        }
        at += expected.length;
        return true;
    }

    public boolean atEnd() {
        return at == end;
    }

    /**
     * Checks that everything was read.
     *
     * @param what the value that was read, in words
     * @throws LayoutException when bytes are left
     */
    public void requireEnd(String what) {
        if (!atEnd()) {
            throw new LayoutException(what + " has bytes after its end");
        }
    }

    private LayoutException tooShort() {
        return new LayoutException("bytes end too early: length=" + end);
    }
}
