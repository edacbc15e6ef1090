// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * The latest ones of what was learned, in that order. One too many pushes out the first.
 *
 * <p>A retraction takes out the last equal one, whichever consignment taught it. What was pushed out cannot be
 * retracted, and does not come back when another one is.
 *
 * @param <E> equal where all that is kept of two is the same
 */
public final class Latest<E> {
    private final int most;
    private final List<E> entries = new ArrayList<>(2);

    public Latest(int most) {
        this.most = most;
    }

    public int size() {
        return entries.size();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** All of them, the latest last. */
    public List<E> all() {
        return Collections.unmodifiableList(entries);
    }

    /** The last so many; all of them where they are fewer. */
    public List<E> last(int many) {
        return all().subList(Math.max(0, size() - many), size());
    }

    public void learn(E entry) {
        if (entries.size() == most) {
            entries.remove(0);
        }
        entries.add(entry);
    }

    public void retract(E entry) {
        int at = entries.lastIndexOf(entry);
        if (at >= 0) {
            entries.remove(at);
        }
    }

    public void write(LayoutWriter writer, BiConsumer<LayoutWriter, E> entry) {
        writer.list(entries, entry);
    }

    /** Reads what was written, perhaps with another bound: the latest stay. */
    public static <E> Latest<E> read(LayoutReader reader, int most, Function<LayoutReader, E> entry) {
        Latest<E> read = new Latest<>(most);
        for (int left = reader.size(); left > 0; left--) {
            read.learn(entry.apply(reader));
        }
        return read;
    }
}
