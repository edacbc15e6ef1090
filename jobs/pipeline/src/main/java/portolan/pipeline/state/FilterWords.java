// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.nio.LongBuffer;
import portolan.scoring.layout.LayoutException;

/**
 * Some words of a filter that knows which keys a task has stored, as a snapshot has them.
 *
 * @param of whose they are
 * @param part of the filter's parts, from 0
 * @param size of that part, in words
 * @param first of these, in that part
 * @param words none, but in snapshots of releases before there were blocks
 */
public record FilterWords(Of of, int part, int size, int first, LongBuffer words) {
    public FilterWords {
        if (part < 0 || first < 0 || first + (long) words.remaining() > size) {
            throw new LayoutException("words of a filter lie outside of their part: keys=" + of.keys() + ", part="
                    + part + ", size=" + size + ", first=" + first + ", words=" + words.remaining());
        }
    }

    /**
     * A filter as it was when the snapshot was taken.
     *
     * @param keys name of the keys that it knows, in the task
     * @param parts of the filter
     * @param room for so many keys more in the last part
     */
    public record Of(String keys, Owner owner, int parts, int room) {
        public Of {
            if (parts < 0 || room < 0) {
                throw new LayoutException(
                        "a filter has no such size: keys=" + keys + ", parts=" + parts + ", room=" + room);
            }
        }
    }

    /**
     * Of whose keys a filter knows all that were stored: without these it would exclude what is there.
     *
     * @param checkpoint which snapshot has it; later ones may have more keys
     * @param task from 0
     * @param tasks of the operator: with more or fewer of them others have the keys
     */
    public record Owner(long checkpoint, int task, int tasks) {}
}
