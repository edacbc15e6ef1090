// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutWriter;

/**
 * Flink's way to the bytes of a {@link StreamLayout}.
 *
 * <pre>
 *   4 length | 1 version | as the layout draws it
 * </pre>
 *
 * <p>The types are immutable: a copy is the value itself.
 */
public sealed class LayoutSerializer<T> extends TypeSerializer<T> permits InProcessSerializer {
    /** Nearly all values are smaller; a larger one has a buffer of its own. */
    private static final int LARGEST_KEPT = 1 << 16;

    private static final ThreadLocal<byte[]> READ = ThreadLocal.withInitial(() -> new byte[LARGEST_KEPT]);

    private final StreamLayout<T> layout;

    LayoutSerializer(StreamLayout<T> layout) {
        this.layout = layout;
    }

    final StreamLayout<T> layout() {
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
        LayoutWriter written = layout.written(value);
        out.writeInt(written.length());
        written.writeTo(out);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        int length = in.readInt();
        try {
            if (length < 0) {
                throw new LayoutException(layout.name() + " has a negative length: length=" + length);
            }
            if (length > LARGEST_KEPT) {
                return layout.fromBytes(large(in, length));
            }
            byte[] buffer = READ.get();
            in.readFully(buffer, 0, length);
            return read(buffer, length);
        } catch (EOFException e) {
            throw new LayoutException(layout.name() + " ends before its bytes do: length=" + length);
        }
    }

    /** Asks for room as bytes come: a length with one bit flipped asks for two gigabytes that are not there. */
    private static byte[] large(DataInputView in, int length) throws IOException {
        byte[] bytes = new byte[LARGEST_KEPT];
        in.readFully(bytes);
        while (bytes.length < length) {
            int read = bytes.length;
            bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * read));
            in.readFully(bytes, read, bytes.length - read);
        }
        return bytes;
    }

    /** Reads a value that is all there is in the first bytes of a buffer, which the next one takes. */
    T read(byte[] buffer, int length) {
        return layout.fromBytes(buffer, length);
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
