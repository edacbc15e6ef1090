// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Decoded;
import portolan.pipeline.state.StreamTypes;

/**
 * A frame file as a source: one reader from the first frame to the last, since its order is its point. After a failure
 * it goes on at the frame after the last checkpoint, without reading what lies before.
 */
final class FrameFormat implements StreamFormat<Decoded> {
    @Override
    public Reader<Decoded> createReader(Configuration config, FSDataInputStream stream, long length, long end) {
        return new Inputs(new FrameReader(stream, 0));
    }

    @Override
    public Reader<Decoded> restoreReader(
            Configuration config, FSDataInputStream stream, long restored, long length, long end) throws IOException {
        stream.seek(restored);
        return new Inputs(new FrameReader(stream, restored));
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<Decoded> getProducedType() {
        return StreamTypes.DECODED;
    }

    private record Inputs(FrameReader frames) implements Reader<Decoded> {
        @Override
        public @Nullable Decoded read() throws IOException {
            Frame frame = frames.read();
            return frame == null ? null : frame.read();
        }

        @Override
        public CheckpointedPosition getCheckpointedPosition() {
            return new CheckpointedPosition(frames.offset(), 0);
        }

        @Override
        public void close() throws IOException {
            frames.close();
        }
    }
}
