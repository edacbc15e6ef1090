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
public class Latest<E> {
    private final int most;
    private final List<E> entries = new ArrayList<>(2);

    public Latest(int most) {
        this.most = most;
    }

    public final int size() {
        return entries.size();
    }

    public final boolean isEmpty() {
        return entries.isEmpty();
    }

    /** All of them, the latest last. */
    public final List<E> all() {
        return Collections.unmodifiableList(entries);
    }

    public final E get(int at) {
        return entries.get(at);
    }

    public final void learn(E entry) {
        if (entries.size() == most) {
            entries.remove(0);
        }
        entries.add(entry);
    }

    public final void retract(E entry) {
        int at = entries.lastIndexOf(entry);
        if (at >= 0) {
            entries.remove(at);
        }
    }

    public final void write(LayoutWriter writer, BiConsumer<LayoutWriter, E> entry) {
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
