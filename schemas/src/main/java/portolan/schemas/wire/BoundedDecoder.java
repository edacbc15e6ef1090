// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary decoding over an array, with every length held against the bytes that are left.
 *
 * <p>Avro's own decoder allocates what a length field asks for before it finds the bytes missing: one flipped bit asks
 * for two gigabytes. Here a length larger than the rest of the input is the end of the input.
 */
final class BoundedDecoder extends Decoder {
    private final byte[] bytes;
    private int position;

    BoundedDecoder(byte[] bytes, int from) {
        this.bytes = bytes;
        this.position = from;
    }

    int position() {
        return position;
    }

    int remaining() {
        return bytes.length - position;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        byte value = next();
        if (value != 0 && value != 1) {
            throw new MalformedException("a boolean must be 0 or 1: found=" + value);
        }
        return value == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = readLong();
        if ((int) value != value) {
            throw new MalformedException("an int must fit 32 bits: found=" + value);
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        long raw = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte part = next();
            raw |= (part & 0x7FL) << shift;
            if (part >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new MalformedException("a number must end within 10 bytes");
    }

    @Override
    public float readFloat() throws IOException {
        int at = advance(4);
        return ByteBuffer.wrap(bytes, at, 4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getFloat();
    }

    @Override
    public double readDouble() throws IOException {
        int at = advance(8);
        return ByteBuffer.wrap(bytes, at, 8)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getDouble();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        int length = readLength();
        int at = advance(length);
        return new Utf8(Arrays.copyOfRange(bytes, at, at + length));
    }

    @Override
    public String readString() throws IOException {
        int length = readLength();
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        skipBytes();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        int length = readLength();
        int at = advance(length);
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + length));
    }

    @Override
    public void skipBytes() throws IOException {
        advance(readLength());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, advance(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        advance(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return readBlock();
    }

    @Override
    public long arrayNext() throws IOException {
        return readBlock();
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws IOException {
        return readBlock();
    }

    @Override
    public long mapNext() throws IOException {
        return readBlock();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    /** The number of elements in the next block. Every element of our schemas takes a byte at least. */
    private long readBlock() throws IOException {
        long count = readLong();
        if (count < 0) {
            if (count == Long.MIN_VALUE) {
                throw new MalformedException("a block cannot have 2^63 elements");
            }
            count = -count;
            readLong(); // The block's size in bytes, for those who skip it.
        }
        if (count > remaining()) {
            throw new EndException();
        }
        return count;
    }

    /** Skips the blocks that know their size; a block that does not is left to the caller, element by element. */
    private long skipBlocks() throws IOException {
        long count = readLong();
        while (count < 0) {
            advance(readLength());
            count = readLong();
        }
        if (count > remaining()) {
            throw new EndException();
        }
        return count;
    }

    private int readLength() throws IOException {
        long length = readLong();
        if (length < 0) {
            throw new MalformedException("a length cannot be negative: found=" + length);
        }
        if (length > remaining()) {
            throw new EndException();
        }
        return (int) length;
    }

    private byte next() throws EndException {
        if (position == bytes.length) {
            throw new EndException();
        }
        return bytes[position++];
    }

    private int advance(int length) throws EndException {
        if (length > remaining()) {
            throw new EndException();
        }
        int at = position;
        position += length;
        return at;
    }

    /** The input ends before the value does. */
    static final class EndException extends EOFException {
        private static final long serialVersionUID = 1;

        // Garbage may come by the million, and nobody reads where in Avro's code it was noticed.
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** The input is not what an Avro writer writes. */
    static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1;

        MalformedException(String message) {
            super(message);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
