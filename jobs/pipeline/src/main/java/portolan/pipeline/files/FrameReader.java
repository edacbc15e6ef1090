// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads frames one after the other, and knows where the next one starts. */
final class FrameReader implements Frames {
    private final DataInputStream in;
    private long offset;

    FrameReader(Path file) throws IOException {
        this(Files.newInputStream(file), 0);
    }

    /** @param offset where in its file the stream stands */
    FrameReader(InputStream stream, long offset) {
        this.in = new DataInputStream(new BufferedInputStream(stream, 1 << 18));
        this.offset = offset;
    }

    @Override
    public @Nullable Frame read() throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedByte() << 8 | in.readUnsignedByte();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(
                    "frame file ends within a frame: offset=" + offset + ", bytes=" + bytes.length + ", of=" + length);
        }
        offset += Integer.BYTES + length;
        return Frame.fromBytes(bytes);
    }

    /** Where the next frame starts. */
    long offset() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
