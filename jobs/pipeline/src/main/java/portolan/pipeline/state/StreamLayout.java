// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * The bytes of one stream type between operators and in checkpoints. Two layouts of one name are the same.
 *
 * <p>A new field means a new version, and {@link Reader#read} goes on reading those that the last release wrote: a
 * savepoint may hold them.
 *
 * @param <T> an immutable type
 * @param name in savepoints: it never changes
 * @param oldest the version that the last release wrote: what is older is refused
 */
record StreamLayout<T>(String name, int oldest, int version, Class<T> type, Writer<T> writer, Reader<T> reader)
        implements Serializable {
    /**
     * One a task thread: a serializer is shared by several, and a buffer a value was a quarter of all that is
     * allocated.
     */
    private static final ThreadLocal<LayoutWriter> ROOM = ThreadLocal.withInitial(LayoutWriter::new);

    /** Writes what follows the version byte. */
    @FunctionalInterface
    interface Writer<T> extends Serializable {
        void write(LayoutWriter out, T value);
    }

    /** Reads what follows the version byte. */
    @FunctionalInterface
    interface Reader<T> extends Serializable {
        /** @param written the version that wrote it, from what the last release wrote to {@link #version()} */
        T read(int written, LayoutReader in);
    }

    byte[] toBytes(T value) {
        return written(value).toBytes();
    }

    /** The bytes, in a room that the next value of this thread takes. */
    LayoutWriter written(T value) {
        LayoutWriter out = ROOM.get().clear().octet(version);
        writer.write(out, value);
        return out;
    }

    T fromBytes(byte[] bytes) {
        return fromBytes(bytes, bytes.length);
    }

    /** @param length how much of the buffer is the value */
    T fromBytes(byte[] buffer, int length) {
        LayoutReader in = new LayoutReader(buffer, length);
        try {
            return reader.read(checked(in.version(name, version)), in);
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
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamLayout<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name + " v" + version;
    }
}
