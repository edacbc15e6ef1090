// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts more frames than memory holds: sorted runs on disk, then one merge.
 *
 * <p>A run ends at a number of frames or of bytes, whichever comes first. No more than {@value #MOST_RUNS} runs are
 * open at once: before there would be more, they become one.
 */
final class FrameSorter implements Closeable {
    private static final int MOST_RUNS = 64;
    private static final long MOST_BYTES = 128L << 20;
    /** What a frame costs on the heap beside its bytes, roughly. */
    private static final int OVERHEAD = 160;

    private final Path directory;
    private final int mostFrames;
    private final List<Path> runs = new ArrayList<>();
    private List<Frame> pending = new ArrayList<>();
    private long pendingBytes;
    private int runsWritten;

    /**
     * @param directory for runs; they are deleted on {@link #close}
     * @param mostFrames in memory at a time
     */
    FrameSorter(Path directory, int mostFrames) {
        this.directory = directory;
        this.mostFrames = mostFrames;
    }

    void add(Frame frame) throws IOException {
        pending.add(frame);
        pendingBytes += OVERHEAD + frame.decoded().length;
        if (pending.size() >= mostFrames || pendingBytes >= MOST_BYTES) {
            spill();
        }
    }

    /** How often frames went to disk to be merged later. */
    int runsWritten() {
        return runsWritten;
    }

    boolean isEmpty() {
        return runs.isEmpty() && pending.isEmpty();
    }

    /** Takes a file of sorted frames over: it is merged with the others, and deleted with them. */
    void addRun(Path run) throws IOException {
        if (runs.size() == MOST_RUNS) {
            Path merged = newRun();
            write(new MergedFrames(runs), merged);
            close();
            runs.clear();
            runs.add(merged);
        }
        runs.add(run);
    }

    /** A file for {@link #addRun}. */
    Path newRun() throws IOException {
        return Files.createTempFile(directory, "run-", ".frames");
    }

    /** All frames in order; nothing can be added any more. */
    Frames sorted() throws IOException {
        if (runs.isEmpty()) {
            pending.sort(Frame.IN_ORDER);
            return Frames.of(pending);
        }
        spill();
        return new MergedFrames(runs);
    }

    /** Writes all frames in order. */
    void writeTo(Path file) throws IOException {
        write(sorted(), file);
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }

    private void spill() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        pending.sort(Frame.IN_ORDER);
        Path run = newRun();
        write(Frames.of(pending), run);
        addRun(run);
        runsWritten++;
        pending = new ArrayList<>();
        pendingBytes = 0;
    }

    private static void write(Frames frames, Path file) throws IOException {
        try (frames;
                FrameWriter out = new FrameWriter(file)) {
            for (Frame frame = frames.read(); frame != null; frame = frames.read()) {
                out.write(frame);
            }
        }
    }
}
