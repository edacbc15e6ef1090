// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutException;

/**
 * What a savepoint says about the serializer that wrote it.
 *
 * <pre>
 *   v1   UTF layout name | 4 layout version
 * </pre>
 *
 * <p>Every value carries its own version, so older bytes need no migration; bytes of a newer version are refused here,
 * at start, with both numbers, and not in the middle of the day.
 */
public final class LayoutSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private @Nullable StreamLayout<T> layout;
    private int written;

    /** Flink makes an empty one and calls {@link #readSnapshot}. */
    public LayoutSerializerSnapshot() {}

    LayoutSerializerSnapshot(StreamLayout<T> layout) {
        this.layout = layout;
        this.written = layout.version();
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(known().name());
        out.writeInt(written);
    }

    @Override
    @SuppressWarnings("unchecked") // A name belongs to one layout for ever, and with it to one type.
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        if (version > VERSION) {
            throw new IOException("serializer snapshot has version " + version + ", this code reads 1 to " + VERSION
                    + LayoutException.NEWER);
        }
        String name = in.readUTF();
        layout = (StreamLayout<T>) StreamTypes.layout(name);
        written = in.readInt();
        if (written > layout.version()) {
            throw new IOException("savepoint holds " + name + " in layout version " + written
                    + ", this code reads 1 to " + layout.version() + LayoutException.NEWER);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new LayoutSerializer<>(known());
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> older) {
        return older instanceof LayoutSerializerSnapshot<T> that
                        && that.known().equals(known())
                        && that.written <= known().version()
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    private StreamLayout<T> known() {
        return Objects.requireNonNull(layout, "a snapshot is read before it is used");
    }
}
