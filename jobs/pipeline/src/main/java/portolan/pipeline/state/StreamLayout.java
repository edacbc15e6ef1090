// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * The bytes of one stream type between operators and in checkpoints. Stateless: two layouts of one name are the same.
 *
 * <p>A new field means a new version, and {@link #read} goes on reading those that the last release wrote: a savepoint
 * may hold them.
 *
 * @param <T> an immutable type
 */
abstract class StreamLayout<T> implements Serializable {
    /**
     * One a task thread: a serializer is shared by several, and a buffer a value was a quarter of all that is
     * allocated.
     */
    private static final ThreadLocal<LayoutWriter> ROOM = ThreadLocal.withInitial(LayoutWriter::new);

    private final String name;
    private final int oldest;
    private final int version;
    private final Class<T> type;

    StreamLayout(String name, int version, Class<T> type) {
        this(name, 1, version, type);
    }

    /** @param oldest the version that the last release wrote: what is older is refused */
    StreamLayout(String name, int oldest, int version, Class<T> type) {
        this.name = name;
        this.oldest = oldest;
        this.version = version;
        this.type = type;
    }

    /** The name in savepoints: it never changes. */
    final String name() {
        return name;
    }

    final int version() {
        return version;
    }

    final Class<T> type() {
        return type;
    }

    /** Writes what follows the version byte. */
    abstract void write(LayoutWriter out, T value);

    /**
     * Reads what follows the version byte.
     *
     * @param written the version that wrote it, from what the last release wrote to {@link #version()}
     */
    abstract T read(int written, LayoutReader in);

    final byte[] toBytes(T value) {
        return written(value).toBytes();
    }

    /** The bytes, in a room that the next value of this thread takes. */
    final LayoutWriter written(T value) {
        LayoutWriter out = ROOM.get().clear().octet(version);
        write(out, value);
        return out;
    }

    final T fromBytes(byte[] bytes) {
        return fromBytes(bytes, bytes.length);
    }

    /** @param length how much of the buffer is the value */
    final T fromBytes(byte[] buffer, int length) {
        LayoutReader in = new LayoutReader(buffer, length);
        try {
            return read(checked(in.version(name, version)), in);
        } catch (LayoutException e) {
            throw e;
        } catch (RuntimeException e) {
            // What a value refuses to be, and an index that is none: bits were flipped, or another class wrote them.
            throw new LayoutException(this + " cannot be read of these bytes: length=" + length + ", cause=" + e, e);
        }
    }

    private int checked(int written) {
        if (written < oldest) {
            throw new LayoutException(name + " has layout version " + written + ", this code reads " + oldest + " to "
                    + version + LayoutException.OLDER);
        }
        return written;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof StreamLayout<?> that && name.equals(that.name);
    }

    @Override
    public final int hashCode() {
        return name.hashCode();
    }

    @Override
    public final String toString() {
        return name + " v" + version;
    }
}
