package portolan.pipeline.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Flink's way to the bytes of a {@link StreamLayout}.
 *
 * <pre>
 *   4 length | 1 version | as the layout draws it
 * </pre>
 *
 * <p>The types are immutable: a copy is the value itself.
 */
public final class LayoutSerializer<T> extends TypeSerializer<T> {
    private final StreamLayout<T> layout;

    LayoutSerializer(StreamLayout<T> layout) {
        this.layout = layout;
    }

    StreamLayout<T> layout() {
        return layout;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    /** There is no empty filing to fill in; Flink asks for one only where it reuses instances, which we never do. */
    @Override
    @SuppressWarnings("NullAway") // Flink's contract allows null here.
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        byte[] bytes = layout.toBytes(value);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return layout.fromBytes(bytes);
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        int length = in.readInt();
        out.writeInt(length);
        out.write(in, length);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new LayoutSerializerSnapshot<>(layout);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LayoutSerializer<?> that && layout.equals(that.layout);
    }

    @Override
    public int hashCode() {
        return layout.hashCode();
    }

    @Override
    public String toString() {
        return "LayoutSerializer(" + layout + ')';
    }
}
