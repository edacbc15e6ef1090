// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Position;

class FrameSorterTest {
    private static final int FRAMES = 3_000;

    @TempDir
    private Path directory;

    /** In memory, on disk, and with more runs than may be open at once: each sorts as the list does. */
    @ParameterizedTest
    @ValueSource(ints = {FRAMES + 1, FRAMES, 700, 10})
    void sortsLikeAList(int framesInMemory) throws IOException {
        List<Frame> frames = frames(new Random(11));
        Path sorted = directory.resolve("sorted");

        int runs;
        try (FrameSorter sorter = new FrameSorter(directory, framesInMemory)) {
            for (Frame frame : frames) {
                sorter.add(frame);
            }
            sorter.writeTo(sorted);
            runs = sorter.runsWritten();
        }

        frames.sort(Frame.IN_ORDER);
        assertThat(hex(read(sorted))).isEqualTo(hex(frames));
        assertThat(runs > 0).isEqualTo(framesInMemory <= FRAMES);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(sorted);
        }
    }

    @Test
    void outcomesComeBeforeFilingsOfTheSameTime() throws IOException {
        Frame filing = new Frame(new Position(5, Position.Input.FILING, "a", 0, 1), new byte[] {1});
        Frame outcome = new Frame(new Position(5, Position.Input.OUTCOME, "z", 0, 9), new byte[] {2});
        Path sorted = directory.resolve("sorted");

        try (FrameSorter sorter = new FrameSorter(directory, 10)) {
            sorter.add(filing);
            sorter.add(outcome);
            sorter.writeTo(sorted);
        }

        assertThat(read(sorted))
                .extracting(frame -> frame.position().input())
                .containsExactly(Position.Input.OUTCOME, Position.Input.FILING);
    }

    private static List<Frame> frames(Random random) {
        List<Frame> frames = new ArrayList<>();
        for (int line = 1; line <= FRAMES; line++) {
            Position position = new Position(
                    random.nextInt(500),
                    random.nextBoolean() ? Position.Input.FILING : Position.Input.OUTCOME,
                    random.nextBoolean() ? "a.jsonl" : "b.jsonl",
                    0,
                    line);
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            frames.add(new Frame(position, bytes));
        }
        return frames;
    }

    private static List<String> hex(List<Frame> frames) {
        return frames.stream()
                .map(FrameSorterTest::bytes)
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    private static List<Frame> read(Path file) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (FrameReader in = new FrameReader(file)) {
            for (Frame frame = in.read(); frame != null; frame = in.read()) {
                frames.add(frame);
            }
            assertThat(in.offset()).isEqualTo(Files.size(file));
        }
        return frames;
    }

    private static byte[] bytes(Frame frame) {
        LayoutWriter out = new LayoutWriter();
        frame.write(out);
        return out.toBytes();
    }
}
