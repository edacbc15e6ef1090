// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.Decoded;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.scoring.manifest.Position;

class FrameFormatTest {
    private static final int FRAMES = 50;

    @TempDir
    private Path directory;

    /** A restart after every single frame. */
    @Test
    void goesOnAtTheFrameAfterTheCheckpoint() throws IOException {
        Path file = directory.resolve("frames");
        try (FrameWriter out = new FrameWriter(file)) {
            for (int line = 1; line <= FRAMES; line++) {
                RawRecord raw = RawRecord.line("f", line, line, new byte[line]);
                out.write(Frame.of(raw.position(Position.Input.FILING), new Reject("NONE", "none", "test", raw)));
            }
        }
        FrameFormat format = new FrameFormat();
        List<Long> lines = new ArrayList<>();

        StreamFormat.Reader<Decoded> reader = format.createReader(new Configuration(), open(file), 0, 0);
        for (Decoded read = reader.read(); read != null; read = reader.read()) {
            lines.add(((Reject) read).raw().offset());
            CheckpointedPosition position = requireNonNull(reader.getCheckpointedPosition());
            reader.close();
            assertThat(position.getRecordsAfterOffset()).isZero();
            reader = format.restoreReader(new Configuration(), open(file), position.getOffset(), 0, 0);
        }
        reader.close();

        assertThat(lines).hasSize(FRAMES).isSorted().doesNotHaveDuplicates();
    }

    private static FSDataInputStream open(Path file) throws IOException {
        return LocalFileSystem.getSharedInstance().open(new org.apache.flink.core.fs.Path(file.toUri()));
    }
}
