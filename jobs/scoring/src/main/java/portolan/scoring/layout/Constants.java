// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Constants, of one enum or of another list, by the bytes of their names. A table of our own: a text for each
 * constant that is read
 * would be made only to be thrown away, and some types have a hundred constants.
 */
public final class Constants<T> {
    private static final ClassValue<Constants<?>> OF_TYPE = new ClassValue<>() {
        @Override
        protected Constants<?> computeValue(Class<?> type) {
            return new Constants<>(type.getSimpleName(), List.of((Enum<?>[]) type.getEnumConstants()), Enum::name);
        }
    };

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Open addressing: a constant lies at its hash or in the next places behind it. */
    private final @Nullable Named[] table;

    private final String type;

    /** @param type what a message calls them */
    public Constants(String type, List<? extends T> constants, Function<? super T, String> name) {
        this.type = type;
        table = new Named[Integer.highestOneBit(Math.max(1, constants.size())) * 4];
        for (T constant : constants) {
            Named named = new Named(constant, name.apply(constant).getBytes(StandardCharsets.UTF_8));
            int place = place(named.name, 0, named.name.length);
            while (table[place] != null) {
                place = next(place);
            }
            table[place] = named;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares it.
    private record Named(Object constant, byte[] name) {}

    @SuppressWarnings("unchecked") // The table of a type holds its constants.
    static <E extends Enum<E>> Constants<E> of(Class<E> type) {
        return (Constants<E>) OF_TYPE.get(type);
    }

    String type() {
        return type;
    }

    /** The constant whose name these bytes are, or null. */
    @SuppressWarnings("unchecked") // The table holds what it was made of.
    @Nullable
    T named(byte[] bytes, int from, int length) {
        int place = place(bytes, from, length);
        for (Named found = table[place]; found != null; found = table[place]) {
            if (Arrays.equals(found.name, 0, found.name.length, bytes, from, from + length)) {
                return (T) found.constant;
            }
            place = next(place);
        }
        return null;
    }

    /**
     * By the ends and the middle of a name: they tell nearly all apart, and a loop over it would be half of a reading.
     */
    private int place(byte[] bytes, int from, int length) {
        long hash = length;
        if (length < Long.BYTES) {
            for (int i = from; i < from + length; i++) {
                hash = 31 * hash + bytes[i];
            }
        } else {
            hash += (long) LONG.get(bytes, from)
                    ^ Long.rotateLeft((long) LONG.get(bytes, from + (length - Long.BYTES) / 2), 21)
                    ^ Long.rotateLeft((long) LONG.get(bytes, from + length - Long.BYTES), 42);
        }
        return (int) ((hash * 0x9E3779B97F4A7C15L) >>> 40) & (table.length - 1);
    }

    private int next(int place) {
        return (place + 1) & (table.length - 1);
    }
}
