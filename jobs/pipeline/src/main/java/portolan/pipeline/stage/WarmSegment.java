// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import portolan.pipeline.stage.WarmSlabs.Room;

/**
 * Entries of {@link WarmBytes} one behind the other, in a part of an array.
 *
 * <pre>
 *   entry   4 hash | 4 length of key | 4 length of value | 1 owner | 1 marks | key | value, up to a multiple of 8
 *   key     an octet a character, or two where one of them needs two
 * </pre>
 *
 * <p>So a key is compared with a text as it stands, without making bytes of the one or a text of the other.
 */
final class WarmSegment {
    /** The entry counts: it was neither replaced nor removed. */
    static final int LIVE = 1;

    /** The backend may have another value than this one, or none. */
    static final int CHANGED = 2;

    /** The backend has a value under the key. */
    static final int STORED = 4;

    /** Entries begin at multiples of this. */
    static final int UNIT_BITS = 3;

    private static final int WIDE_KEY = 8;

    private static final int KEY_LENGTH = 4;
    private static final int VALUE_LENGTH = 8;
    private static final int OWNER = 12;
    private static final int MARKS = 13;
    private static final int HEADER = 14;

    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Room room;
    private final byte[] bytes;
    private final int from;
    private final int number;
    private int end;

    /** {@link #CHANGED} for each entry that is. */
    private int changed;

    /**
     * @param room taken over, with whatever is in it
     * @param number by which an address names it
     */
    WarmSegment(Room room, int number) {
        this.room = room;
        this.bytes = room.slab().bytes();
        this.from = room.from();
        this.number = number;
        this.end = from;
    }

    /** How many bytes an entry takes. */
    static long size(String key, byte[] value) {
        return roundedUp(HEADER + keyLength(key) + value.length);
    }

    private static long keyLength(String key) {
        return isWide(key) ? key.length() * 2L : key.length();
    }

    private static long roundedUp(long length) {
        return (length + (1 << UNIT_BITS) - 1) >>> UNIT_BITS << UNIT_BITS;
    }

    private static boolean isWide(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) > 0xFF) {
                return true;
            }
        }
        return false;
    }

    int number() {
        return number;
    }

    Room room() {
        return room;
    }

    /** Where the first entry begins. */
    int from() {
        return from;
    }

    /** Where the next entry would begin. */
    int end() {
        return end;
    }

    boolean hasRoom(long size) {
        return size <= room.to() - end;
    }

    /** Whether any entry is {@link #CHANGED}. */
    boolean isChanged() {
        return changed > 0;
    }

    /** Adds an entry, which has room; where it begins. */
    int add(int hash, int owner, int marks, String key, byte[] value) {
        int at = end;
        boolean wide = isWide(key);
        int keyLength = (int) keyLength(key);
        BIG_ENDIAN.set(bytes, at, hash);
        BIG_ENDIAN.set(bytes, at + KEY_LENGTH, keyLength);
        BIG_ENDIAN.set(bytes, at + VALUE_LENGTH, value.length);
        bytes[at + OWNER] = (byte) owner;
        bytes[at + MARKS] = 0;
        mark(at, wide ? marks | WIDE_KEY : marks);
        int to = at + HEADER;
        for (int i = 0; i < key.length(); i++) {
            char character = key.charAt(i);
            if (wide) {
                bytes[to++] = (byte) (character >>> Byte.SIZE);
            }
            bytes[to++] = (byte) character;
        }
        System.arraycopy(value, 0, bytes, to, value.length);
        end = afterEntry(at);
        return at;
    }

    /** Where the entry behind this one begins. */
    int afterEntry(int at) {
        return at + (int) roundedUp((long) HEADER + keyLength(at) + valueLength(at));
    }

    int hash(int at) {
        return (int) BIG_ENDIAN.get(bytes, at);
    }

    int owner(int at) {
        return bytes[at + OWNER] & 0xFF;
    }

    boolean is(int mark, int at) {
        return (bytes[at + MARKS] & mark) != 0;
    }

    /** Puts other marks in place of an entry's own; none makes it one that does not count. */
    void remark(int at, int marks) {
        mark(at, marks | (bytes[at + MARKS] & WIDE_KEY));
    }

    private void mark(int at, int marks) {
        changed += (marks & CHANGED) - (bytes[at + MARKS] & CHANGED);
        bytes[at + MARKS] = (byte) marks;
    }

    /** Whether the entry is this owner's under this key. */
    boolean isOf(int at, int owner, String key) {
        int width = is(WIDE_KEY, at) ? 2 : 1;
        int length = key.length();
        if (owner(at) != owner || keyLength(at) != (long) length * width) {
            return false;
        }
        int from = at + HEADER;
        for (int i = 0; i < length; i++) {
            int character = bytes[from++] & 0xFF;
            if (width == 2) {
                character = (character << Byte.SIZE) | (bytes[from++] & 0xFF);
            }
            if (character != key.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String key(int at) {
        int from = at + HEADER;
        int length = keyLength(at);
        // Characters as they are: a decoder would replace half a surrogate pair, and the key would be another one.
        return is(WIDE_KEY, at)
                ? ByteBuffer.wrap(bytes, from, length).asCharBuffer().toString()
                : new String(bytes, from, length, ISO_8859_1);
    }

    byte[] value(int at) {
        int from = at + HEADER + keyLength(at);
        return Arrays.copyOfRange(bytes, from, from + valueLength(at));
    }

    private int keyLength(int at) {
        return (int) BIG_ENDIAN.get(bytes, at + KEY_LENGTH);
    }

    private int valueLength(int at) {
        return (int) BIG_ENDIAN.get(bytes, at + VALUE_LENGTH);
    }
}
