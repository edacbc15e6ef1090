package portolan.pipeline.state;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * The bytes of one stream type between operators and in checkpoints. Stateless: two layouts of one name are the same.
 *
 * <p>A new field means a new version, and {@link #read} goes on reading the old ones: a savepoint may hold them.
 *
 * @param <T> an immutable type
 */
abstract class StreamLayout<T> implements Serializable {
    private final String name;
    private final int version;
    private final Class<T> type;

    StreamLayout(String name, int version, Class<T> type) {
        this.name = name;
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
     * @param written the version that wrote it, 1 to {@link #version()}
     */
    abstract T read(int written, LayoutReader in);

    final byte[] toBytes(T value) {
        LayoutWriter out = new LayoutWriter().octet(version);
        write(out, value);
        return out.toBytes();
    }

    final T fromBytes(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        return read(in.version(name, version), in);
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
