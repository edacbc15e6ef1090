package portolan.pipeline.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts more frames than memory holds: sorted runs on disk, then one merge.
 *
 * <p>A run ends at a number of frames or of bytes, whichever comes first. No more than {@value #MOST_RUNS} runs are open
 * at once: before there would be more, they become one.
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
        pendingBytes += OVERHEAD + frame.line().length + (frame.record() == null ? 0 : frame.record().length);
        if (pending.size() >= mostFrames || pendingBytes >= MOST_BYTES) {
            spill();
        }
    }

    /** How often frames went to disk to be merged later. */
    int runsWritten() {
        return runsWritten;
    }

    /** Writes all frames in order. */
    void writeTo(Path file) throws IOException {
        if (runs.isEmpty()) {
            writePending(file);
            return;
        }
        spill();
        merge(runs, file);
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
        if (runs.size() == MOST_RUNS) {
            Path merged = newRun();
            merge(runs, merged);
            close();
            runs.clear();
            runs.add(merged);
        }
        Path run = newRun();
        runs.add(run);
        writePending(run);
        runsWritten++;
    }

    private Path newRun() throws IOException {
        return Files.createTempFile(directory, "run-", ".frames");
    }

    private void writePending(Path file) throws IOException {
        pending.sort(Frame.IN_ORDER);
        try (FrameWriter out = new FrameWriter(file)) {
            for (Frame frame : pending) {
                out.write(frame);
            }
        }
        pending = new ArrayList<>();
        pendingBytes = 0;
    }

    private static void merge(List<Path> runs, Path file) throws IOException {
        PriorityQueue<Run> heads = new PriorityQueue<>();
        List<FrameReader> open = new ArrayList<>();
        try (FrameWriter out = new FrameWriter(file)) {
            for (Path path : runs) {
                FrameReader reader = new FrameReader(path);
                open.add(reader);
                Run.next(reader, heads);
            }
            for (Run head = heads.poll(); head != null; head = heads.poll()) {
                out.write(head.frame);
                Run.next(head.reader, heads);
            }
        } finally {
            for (FrameReader reader : open) {
                reader.close();
            }
        }
    }

    /** The first unread frame of a run. */
    private record Run(Frame frame, FrameReader reader) implements Comparable<Run> {
        static void next(FrameReader reader, PriorityQueue<Run> heads) throws IOException {
            @Nullable Frame frame = reader.read();
            if (frame != null) {
                heads.add(new Run(frame, reader));
            }
        }

        @Override
        public int compareTo(Run other) {
            return Frame.IN_ORDER.compare(frame, other.frame);
        }
    }
}
