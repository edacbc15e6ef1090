package portolan.pipeline.state;

import java.nio.LongBuffer;

/**
 * Some words of a filter that knows which keys a task has stored, as a snapshot has them.
 *
 * @param of whose they are
 * @param part of the filter's parts, from 0
 * @param size of that part, in words
 * @param first of these, in that part
 * @param words may still get bits while they are written, as the task goes on: a filter with more bits excludes less, and
 *     nothing that is stored
 */
public record FilterWords(Of of, int part, int size, int first, LongBuffer words) {
    /**
     * A filter as it was when the snapshot was taken.
     *
     * @param keys name of the keys that it knows, in the task
     * @param task the filter's, from 0
     * @param tasks of the operator: of others another task would have the keys
     * @param parts of the filter
     * @param room for so many keys more in the last part
     */
    public record Of(String keys, int task, int tasks, int parts, int room) {}
}
