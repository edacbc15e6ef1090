package portolan.scoring.layout;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link LayoutWriter} wrote; bytes that end too early are a {@link LayoutException}. */
public final class LayoutReader {
    private static final Map<Class<?>, Constants> CONSTANTS = new ConcurrentHashMap<>();

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
        int version = octet();
        if (version < 1 || version > newest) {
            throw new LayoutException(what + " has layout version " + version + ", this code reads 1 to " + newest
                    + ": newer code wrote it");
        }
        return version;
    }

    public int octet() {
        if (at >= end) {
            throw new LayoutException("bytes end too early: length=" + end);
        }
        return bytes[at++] & 0xFF;
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

    public long signed() {
        long raw = count();
        return (raw >>> 1) ^ -(raw & 1);
    }

    public long fixed() {
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = bits << 8 | octet();
        }
        return bits;
    }

    public double real() {
        return Double.longBitsToDouble(fixed());
    }

    public @Nullable String nullableText() {
        long lengthPlusOne = count();
        if (lengthPlusOne == 0) {
            return null;
        }
        if (lengthPlusOne < 0 || lengthPlusOne - 1 > end - at) {
            throw new LayoutException("a text beyond the end: length=" + (lengthPlusOne - 1));
        }
        int length = (int) (lengthPlusOne - 1);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    public String text() {
        String text = nullableText();
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
        E constant = nullableConstant(type);
        if (constant == null) {
            throw new LayoutException("a " + type.getSimpleName() + " is missing: at=" + at);
        }
        return constant;
    }

    public <E extends Enum<E>> @Nullable E nullableConstant(Class<E> type) {
        int start = at;
        long lengthPlusOne = count();
        if (lengthPlusOne == 0) {
            return null;
        }
        @Nullable
        Enum<?> constant =
                lengthPlusOne - 1 > end - at ? null : constants(type).named(bytes, at, (int) (lengthPlusOne - 1));
        if (constant != null) {
            at += constant.name().length();
            return type.cast(constant);
        }
        at = start;
        throw new LayoutException("unknown " + type.getSimpleName() + ": " + nullableText());
    }

    public <T> List<T> list(Function<LayoutReader, T> element) {
        int size = size();
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(element.apply(this));
        }
        return List.copyOf(values);
    }

    public byte[] raw(int length) {
        if (length > end - at) {
            throw new LayoutException("bytes end too early: length=" + end);
        }
        byte[] raw = new byte[length];
        System.arraycopy(bytes, at, raw, 0, length);
        at += length;
        return raw;
    }

    public boolean atEnd() {
        return at == end;
    }

    private static <E extends Enum<E>> Constants constants(Class<E> type) {
        Constants known = CONSTANTS.get(type);
        return known != null
                ? known
                : CONSTANTS.computeIfAbsent(type, unseen -> new Constants(type.getEnumConstants()));
    }

    /**
     * The constants of one type by the bytes of their names. A table of our own: a text for each constant that is read
     * would be made only to be thrown away, and some types have a hundred constants.
     */
    private static final class Constants {
        /** Open addressing: a constant lies at its hash or in the next places behind it. */
        private final @Nullable Enum<?>[] table;

        Constants(Enum<?>[] constants) {
            table = new Enum<?>[Integer.highestOneBit(Math.max(1, constants.length)) * 4];
            for (Enum<?> constant : constants) {
                byte[] name = constant.name().getBytes(StandardCharsets.UTF_8);
                int place = place(name, 0, name.length);
                while (table[place] != null) {
                    place = next(place);
                }
                table[place] = constant;
            }
        }

        @Nullable
        Enum<?> named(byte[] bytes, int from, int length) {
            int place = place(bytes, from, length);
            for (Enum<?> found = table[place]; found != null; found = table[place]) {
                if (isNamed(found.name(), bytes, from, length)) {
                    return found;
                }
                place = next(place);
            }
            return null;
        }

        private int place(byte[] bytes, int from, int length) {
            int hash = length;
            for (int i = from; i < from + length; i++) {
                hash = 31 * hash + bytes[i];
            }
            return (hash ^ hash >>> 15) & table.length - 1;
        }

        private int next(int place) {
            return place + 1 & table.length - 1;
        }

        private static boolean isNamed(String name, byte[] bytes, int from, int length) {
            if (name.length() != length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (bytes[from + i] != name.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
