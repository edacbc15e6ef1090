// SPDX-License-Identifier: Apache-2.0
package portolan.console.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** The body of a request as it comes: a small one in memory, a large one in a file that goes with it. */
final class Body implements AutoCloseable {
    private static final int BLOCK = 64 << 10;

    private final int inMemory;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream out;
    private long size;
    private boolean isClosed;

    Body(int inMemory) {
        this.inMemory = inMemory;
    }

    long size() {
        return size;
    }

    boolean isLarge() {
        return file != null;
    }

    synchronized void add(ByteBuffer bytes) throws IOException {
        if (isClosed) {
            throw new IOException("the request is over");
        }
        byte[] block = new byte[Math.min(BLOCK, bytes.remaining())];
        while (bytes.hasRemaining()) {
            int length = Math.min(block.length, bytes.remaining());
            bytes.get(block, 0, length);
            size += length;
            to().write(block, 0, length);
        }
    }

    private OutputStream to() throws IOException {
        if (out == null && size > inMemory) {
            file = Files.createTempFile("portolan-body", ".part");
            out = Files.newOutputStream(file);
            memory.writeTo(out);
            memory.reset();
        }
        return out == null ? memory : out;
    }

    /** All that came. */
    synchronized Content.Source source() throws IOException {
        if (file == null || out == null) {
            return Content.Source.from(ByteBuffer.wrap(memory.toByteArray()));
        }
        out.close();
        return Content.Source.from(file);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        try {
            if (file != null && out != null) {
                out.close();
                Files.deleteIfExists(file);
            }
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }
}
