// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.apache.flink.core.fs.local.LocalDataOutputStream;
import org.jspecify.annotations.Nullable;

/** A file that is on the disk once it is closed, its name too. */
public final class DurableFile extends LocalDataOutputStream {
    private final Path file;
    private final Consumer<Path> unwritten;
    private boolean closed;

    /** What went wrong first: bytes that came after it say nothing about those before. */
    private @Nullable IOException failure;

    /**
     * @param unwritten is told of a file that could not be written, before it is closed
     */
    DurableFile(Path file, Consumer<Path> unwritten) throws IOException {
        super(file.toFile());
        this.file = file;
        this.unwritten = unwritten;
    }

    @Override
    public void write(int octet) throws IOException {
        try {
            super.write(octet);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            super.write(bytes, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (failure != null) {
            super.close();
            return;
        }
        try {
            sync();
        } catch (IOException e) {
            throw failed(e);
        } finally {
            super.close();
        }
        syncDirectory(file.toAbsolutePath().getParent());
    }

    private IOException failed(IOException e) {
        if (failure == null) {
            failure = e;
            unwritten.accept(file);
        }
        return e;
    }

    /** Writes the names in a directory to the disk; nothing where directories are no files. */
    public static void syncDirectory(@Nullable Path directory) throws IOException {
        if (directory != null
                && directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
