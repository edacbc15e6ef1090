// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/**
 * Avro's binary encoding into an array that is kept from record to record.
 *
 * <p>Avro's own encoders make an array of bytes of every text before they write it, and most of an assessment is text.
 */
final class KeptEncoder extends BinaryEncoder {
    private static final int FIRST_CAPACITY = 4_096;

    /** What one huge record needed is not kept for all that come after it. */
    private static final int LARGEST_KEPT = 1 << 17;

    private static final int MOST_OF_A_NUMBER = 10;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    /** Begins a record, with these bytes before it. */
    void begin(byte[] header) {
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[FIRST_CAPACITY];
        }
        length = 0;
        writeFixed(header, 0, header.length);
    }

    /** All that was written since the beginning of the record. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    @Override
    public void writeBoolean(boolean value) {
        room(1);
        length += BinaryData.encodeBoolean(value, bytes, length);
    }

    @Override
    public void writeInt(int value) {
        room(MOST_OF_A_NUMBER);
        length += BinaryData.encodeInt(value, bytes, length);
    }

    @Override
    public void writeLong(long value) {
        room(MOST_OF_A_NUMBER);
        length += BinaryData.encodeLong(value, bytes, length);
    }

    @Override
    public void writeFloat(float value) {
        room(Float.BYTES);
        length += BinaryData.encodeFloat(value, bytes, length);
    }

    @Override
    public void writeDouble(double value) {
        room(Double.BYTES);
        length += BinaryData.encodeDouble(value, bytes, length);
    }

    @Override
    public void writeString(String value) {
        int characters = value.length();
        room(characters + MOST_OF_A_NUMBER);
        byte[] to = bytes;
        int start = length + BinaryData.encodeInt(characters, to, length);
        for (int i = 0; i < characters; i++) {
            char character = value.charAt(i);
            if (character >= 0x80) {
                byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
                writeInt(utf8.length);
                writeFixed(utf8, 0, utf8.length);
                return;
            }
            // Nearly all text is ASCII, whose bytes are its characters.
            to[start + i] = (byte) character;
        }
        length = start + characters;
    }

    @Override
    public void writeFixed(byte[] value, int start, int count) {
        room(count);
        System.arraycopy(value, start, bytes, length, count);
        length += count;
    }

    @Override
    protected void writeZero() {
        room(1);
        bytes[length++] = 0;
    }

    @Override
    public int bytesBuffered() {
        return length;
    }

    @Override
    public void flush() {}
}
