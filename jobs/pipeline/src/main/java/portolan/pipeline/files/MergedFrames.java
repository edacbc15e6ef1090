// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Several sorted files as one. */
final class MergedFrames implements Frames {
    private final PriorityQueue<Head> heads = new PriorityQueue<>();
    private final List<FrameReader> open = new ArrayList<>();

    MergedFrames(List<Path> files) throws IOException {
        try {
            for (Path file : files) {
                FrameReader reader = new FrameReader(file);
                open.add(reader);
                advance(reader);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public @Nullable Frame read() throws IOException {
        Head first = heads.poll();
        if (first == null) {
            return null;
        }
        advance(first.reader);
        return first.frame;
    }

    private void advance(FrameReader reader) throws IOException {
        Frame frame = reader.read();
        if (frame != null) {
            heads.add(new Head(frame, reader));
        }
    }

    @Override
    public void close() throws IOException {
        for (FrameReader reader : open) {
            reader.close();
        }
    }

    /** The first unread frame of a file. */
    private record Head(Frame frame, FrameReader reader) implements Comparable<Head> {
        @Override
        public int compareTo(Head other) {
            return Frame.IN_ORDER.compare(frame, other.frame);
        }
    }
}
