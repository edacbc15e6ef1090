// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.io.Serializable;

/**
 * How much of its sealed blocks a task caches on the heap, before it asks the backend.
 *
 * @param memoryBytes of a task of Remember: memories are asked for far more often than what the other stages keep
 */
public record CacheSizes(long memoryBytes) implements Serializable {
    /** Each task of another stage has one part in so many of that. */
    public static final int OTHERS = 8;

    public CacheSizes {
        if (memoryBytes < 0) {
            throw new IllegalArgumentException("a task caches no less than nothing: memoryBytes=" + memoryBytes);
        }
    }

    /** The same of a task of any other stage. */
    public long otherBytes() {
        return memoryBytes / OTHERS;
    }
}
