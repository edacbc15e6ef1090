// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.api.Binary;

/**
 * Values of one kind, taken from pages into an array. One instance a column, for one thread.
 *
 * @param <A> the array
 */
abstract class Values<A> {
    private final IntFunction<A> arrays;

    private Values(IntFunction<A> arrays) {
        this.arrays = arrays;
    }

    final A array(int length) {
        return arrays.apply(length);
    }

    final A cut(A all, int length) {
        A shorter = array(length);
        System.arraycopy(all, 0, shorter, 0, length);
        return shorter;
    }

    /** Puts all values of a page one behind the other. */
    final void take(Pages page, A into, int from) {
        if (page.present() == 0) {
            return;
        }
        Dictionary dictionary = page.dictionary();
        if (page.isCoded() && dictionary != null) {
            coded(page.codes(), page.present(), dictionary, into, from);
        } else if (page.isPlain()) {
            plain(page.plain(), page.present(), into, from);
        } else {
            others(page.others(), page.present(), into, from);
        }
    }

    /** Moves the values of a page, put one behind the other, to their rows, and fills the others. */
    abstract void spread(A all, int from, Pages page, int max);

    abstract void coded(int[] codes, int count, Dictionary dictionary, A into, int from);

    abstract void plain(ByteBuffer in, int count, A into, int from);

    abstract void others(ValuesReader in, int count, A into, int from);

    /** Numbers with a fraction; NaN where there is none. */
    static final class Reals extends Values<double[]> {
        private double[] known = {};

        Reals() {
            super(double[]::new);
        }

        @Override
        void spread(double[] all, int from, Pages page, int max) {
            int[] levels = page.definitions();
            int value = from + page.present();
            // From the end, so that no value is overwritten before it has moved.
            for (int i = page.size() - 1; i >= 0; i--) {
                all[from + i] = levels[i] == max ? all[--value] : Double.NaN;
            }
        }

        @Override
        void coded(int[] codes, int count, Dictionary dictionary, double[] into, int from) {
            if (known.length == 0) {
                known = new double[dictionary.getMaxId() + 1];
                Arrays.setAll(known, dictionary::decodeToDouble);
            }
            for (int i = 0; i < count; i++) {
                into[from + i] = known[codes[i]];
            }
        }

        @Override
        void plain(ByteBuffer in, int count, double[] into, int from) {
            in.asDoubleBuffer().get(into, from, count);
        }

        @Override
        void others(ValuesReader in, int count, double[] into, int from) {
            for (int i = 0; i < count; i++) {
                into[from + i] = in.readDouble();
            }
        }
    }

    /** Whole numbers and times; {@link Long#MIN_VALUE} where there is none. */
    static final class Longs extends Values<long[]> {
        private final boolean areShort;
        private long[] known = {};

        /** @param areShort whether each takes four bytes only */
        Longs(boolean areShort) {
            super(long[]::new);
            this.areShort = areShort;
        }

        @Override
        void spread(long[] all, int from, Pages page, int max) {
            int[] levels = page.definitions();
            int value = from + page.present();
            for (int i = page.size() - 1; i >= 0; i--) {
                all[from + i] = levels[i] == max ? all[--value] : Long.MIN_VALUE;
            }
        }

        @Override
        void coded(int[] codes, int count, Dictionary dictionary, long[] into, int from) {
            if (known.length == 0) {
                known = new long[dictionary.getMaxId() + 1];
                Arrays.setAll(known, id -> areShort ? dictionary.decodeToInt(id) : dictionary.decodeToLong(id));
            }
            for (int i = 0; i < count; i++) {
                into[from + i] = known[codes[i]];
            }
        }

        @Override
        void plain(ByteBuffer in, int count, long[] into, int from) {
            if (areShort) {
                for (int i = 0; i < count; i++) {
                    into[from + i] = in.getInt();
                }
            } else {
                in.asLongBuffer().get(into, from, count);
            }
        }

        @Override
        void others(ValuesReader in, int count, long[] into, int from) {
            for (int i = 0; i < count; i++) {
                into[from + i] = areShort ? in.readInteger() : in.readLong();
            }
        }
    }

    /** 1 or 0; -1 where there is none. */
    static final class Flags extends Values<byte[]> {
        Flags() {
            super(byte[]::new);
        }

        @Override
        void spread(byte[] all, int from, Pages page, int max) {
            int[] levels = page.definitions();
            int value = from + page.present();
            for (int i = page.size() - 1; i >= 0; i--) {
                all[from + i] = levels[i] == max ? all[--value] : -1;
            }
        }

        @Override
        void coded(int[] codes, int count, Dictionary dictionary, byte[] into, int from) {
            for (int i = 0; i < count; i++) {
                into[from + i] = (byte) (dictionary.decodeToBoolean(codes[i]) ? 1 : 0);
            }
        }

        @Override
        void plain(ByteBuffer in, int count, byte[] into, int from) {
            int begin = in.position();
            for (int i = 0; i < count; i++) {
                into[from + i] = (byte) (in.get(begin + i / Byte.SIZE) >> i % Byte.SIZE & 1);
            }
        }

        @Override
        void others(ValuesReader in, int count, byte[] into, int from) {
            for (int i = 0; i < count; i++) {
                into[from + i] = (byte) (in.readBoolean() ? 1 : 0);
            }
        }
    }

    /** Numbers of texts, each of which stands once in {@link #all}; -1 where there is none. */
    static final class Codes extends Values<int[]> {
        private final List<String> all = new ArrayList<>();
        private final Map<Binary, Integer> numbers = new HashMap<>();
        private int[] known = {};

        Codes() {
            super(int[]::new);
        }

        List<String> all() {
            return all;
        }

        @Override
        void spread(int[] all, int from, Pages page, int max) {
            int[] levels = page.definitions();
            int value = from + page.present();
            for (int i = page.size() - 1; i >= 0; i--) {
                all[from + i] = levels[i] == max ? all[--value] : -1;
            }
        }

        @Override
        void coded(int[] codes, int count, Dictionary dictionary, int[] into, int from) {
            if (known.length == 0) {
                known = new int[dictionary.getMaxId() + 1];
                Arrays.setAll(known, id -> number(dictionary.decodeToBinary(id)));
            }
            for (int i = 0; i < count; i++) {
                into[from + i] = known[codes[i]];
            }
        }

        @Override
        void plain(ByteBuffer in, int count, int[] into, int from) {
            for (int i = 0; i < count; i++) {
                int length = in.getInt();
                into[from + i] = number(Binary.fromConstantByteBuffer(in.slice(in.position(), length)));
                in.position(in.position() + length);
            }
        }

        @Override
        void others(ValuesReader in, int count, int[] into, int from) {
            for (int i = 0; i < count; i++) {
                into[from + i] = number(in.readBytes());
            }
        }

        private int number(Binary text) {
            Integer number = numbers.get(text);
            if (number == null) {
                number = all.size();
                numbers.put(text.copy(), number);
                all.add(text.toStringUsingUTF8());
            }
            return number;
        }
    }

    /** Texts of which hardly two are the same; null where there is none. */
    static final class Texts extends Values<String[]> {
        Texts() {
            super(String[]::new);
        }

        @Override
        @SuppressWarnings("NullAway") // an array has no word for entries that may be absent
        void spread(String[] all, int from, Pages page, int max) {
            int[] levels = page.definitions();
            int value = from + page.present();
            for (int i = page.size() - 1; i >= 0; i--) {
                all[from + i] = levels[i] == max ? all[--value] : null;
            }
        }

        @Override
        void coded(int[] codes, int count, Dictionary dictionary, String[] into, int from) {
            for (int i = 0; i < count; i++) {
                into[from + i] = dictionary.decodeToBinary(codes[i]).toStringUsingUTF8();
            }
        }

        @Override
        void plain(ByteBuffer in, int count, String[] into, int from) {
            byte[] text = {};
            for (int i = 0; i < count; i++) {
                int length = in.getInt();
                if (text.length < length) {
                    text = new byte[length];
                }
                in.get(text, 0, length);
                into[from + i] = new String(text, 0, length, StandardCharsets.UTF_8);
            }
        }

        @Override
        void others(ValuesReader in, int count, String[] into, int from) {
            for (int i = 0; i < count; i++) {
                into[from + i] = in.readBytes().toStringUsingUTF8();
            }
        }
    }
}
