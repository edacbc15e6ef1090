// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.manifest.Position;

class FramesInOrderTest {
    @TempDir
    private Path directory;

    @Test
    void whatComesInOrderIsWrittenOnce() throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (int line = 1; line <= 500; line++) {
            frames.add(frame(line / 3, Position.Input.FILING, line));
        }

        assertThat(written(frames, List.of())).isZero();
    }

    /** From nearly sorted to none in its place: the file is what sorting a list gives. */
    @Test
    void whatComesTooLateIsInItsPlaceAllTheSame() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<Frame> frames = new ArrayList<>();
            List<Frame> others = new ArrayList<>();
            for (int line = 1; line <= 300; line++) {
                frames.add(frame(line + random.nextInt(1 + seed * seed / 3), Position.Input.FILING, line));
                if (random.nextInt(10) == 0) {
                    others.add(frame(random.nextInt(320), Position.Input.OUTCOME, line));
                }
            }

            written(frames, others);
        }
    }

    @Test
    void othersAloneAreWrittenToo() throws IOException {
        written(List.of(), List.of(frame(5, Position.Input.OUTCOME, 1), frame(3, Position.Input.OUTCOME, 2)));
    }

    /** Writes and checks; how many runs went to disk. */
    private int written(List<Frame> frames, List<Frame> others) throws IOException {
        Path file = directory.resolve("frames");
        List<Frame> all = new ArrayList<>(frames);
        all.addAll(others);
        all.sort(Frame.IN_ORDER);
        List<Frame> sortedOthers = new ArrayList<>(others);
        sortedOthers.sort(Frame.IN_ORDER);
        int runs;
        try (FrameSorter late = new FrameSorter(directory, 20);
                FramesInOrder out = new FramesInOrder(file, Frames.of(sortedOthers), late)) {
            for (Frame frame : frames) {
                out.add(frame);
            }
            out.finish();
            runs = late.runsWritten();
        }

        List<Position> read = new ArrayList<>();
        try (FrameReader in = new FrameReader(file)) {
            for (Frame frame = in.read(); frame != null; frame = in.read()) {
                read.add(frame.position());
            }
        }
        assertThat(read).isEqualTo(all.stream().map(Frame::position).toList());
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
        return runs;
    }

    private static Frame frame(long time, Position.Input input, int line) {
        return new Frame(new Position(time, input, "f", 0, line), new byte[] {(byte) line});
    }
}
