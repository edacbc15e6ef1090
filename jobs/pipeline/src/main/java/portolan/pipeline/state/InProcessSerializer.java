// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataOutputView;
import portolan.scoring.layout.LayoutWriter;

/**
 * The same bytes as {@link LayoutSerializer} writes, for exchanges: a task that reads what another one of its process
 * wrote has the very value, see {@link InProcess}. State has no use for it, since nobody reads it right after it was
 * written.
 */
final class InProcessSerializer<T> extends LayoutSerializer<T> {
    InProcessSerializer(StreamLayout<T> layout) {
        super(layout);
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        LayoutWriter written = layout().written(value);
        out.writeInt(written.length());
        written.writeTo(out);
        if (written.length() <= InProcess.LONGEST && InProcess.TASKS.isWanted()) {
            byte[] bytes = written.toBytes();
            // What tests send through a graph must read as it was written: elsewhere it will be read.
            assert layout().fromBytes(bytes).equals(value) : "reads other than it was written: " + value;
            InProcess.TASKS.give(layout().type(), bytes, value);
        }
    }

    @Override
    T read(byte[] buffer, int length) {
        T given = InProcess.TASKS.take(layout().type(), buffer, length);
        return given == null ? super.read(buffer, length) : given;
    }
}
