// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file, in order. A bad line is a line with a fault; only a file that cannot be read throws
 * {@link UncheckedIOException}.
 *
 * @param <T> record type
 */
public final class LineReader<T> implements Iterator<Line<T>>, Closeable {
    private final Source<T> source;
    private final Closeable below;
    private final String file;
    private @Nullable Line<T> next;

    /** @param below what is closed with the reader */
    public LineReader(Closeable below, String file, Source<T> source) {
        this.below = below;
        this.file = file;
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            try {
                next = source.next();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read: file=" + file + ", cause=" + e.getMessage(), e);
            }
        }
        return next != null;
    }

    @Override
    public Line<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more lines: file=" + file);
        }
        Line<T> line = next;
        next = null;
        if (line == null) {
            throw new IllegalStateException("a line was announced and is gone: file=" + file);
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        below.close();
    }

    /** Gives the next line, or null at the end of the file. */
    public interface Source<T> {
        @Nullable
        Line<T> next() throws IOException;
    }
}
