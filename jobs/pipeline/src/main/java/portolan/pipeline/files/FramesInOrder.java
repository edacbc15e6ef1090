// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Position;

/**
 * Frames that nearly always come in order, on their way to a file that is. Those in order are written straight away,
 * together with others that are sorted already; only those that come too late are sorted, and then merged in.
 */
final class FramesInOrder implements Closeable {
    private final Path file;
    private final FrameWriter out;
    private final Frames others;
    private final FrameSorter late;

    private @Nullable Frame other;
    private @Nullable Position last;

    /**
     * @param others is closed by who opened it
     * @param late sorts what comes too late
     */
    FramesInOrder(Path file, Frames others, FrameSorter late) throws IOException {
        this.file = file;
        this.out = new FrameWriter(file);
        this.others = others;
        this.late = late;
        this.other = others.read();
    }

    void add(Frame frame) throws IOException {
        if (last != null && frame.position().compareTo(last) < 0) {
            late.add(frame);
            return;
        }
        writeOthersBefore(frame.position());
        out.write(frame);
        last = frame.position();
    }

    /** Writes what is left; nothing can be added any more. */
    void finish() throws IOException {
        writeOthersBefore(null);
        out.close();
        if (!late.isEmpty()) {
            Path inOrder = late.newRun();
            Files.move(file, inOrder, StandardCopyOption.REPLACE_EXISTING);
            late.addRun(inOrder);
            late.writeTo(file);
        }
    }

    /** @param position null for all */
    private void writeOthersBefore(@Nullable Position position) throws IOException {
        while (other != null && (position == null || other.position().compareTo(position) < 0)) {
            out.write(other);
            other = others.read();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
