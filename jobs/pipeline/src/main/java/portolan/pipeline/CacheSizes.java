// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.io.Serializable;

/**
 * How much of its state a task caches on the heap, before it asks the backend.
 *
 * @param values of one state, as objects; one that is larger than is usual counts as several
 * @param bytes of all states of Keep ledger together, and as many of Assess, behind those objects; none if 0
 * @param memoryBytes the same of Remember: memories are asked for far more often than what the other stages keep
 * @param unwritten of all states of one stage together, that the backend lacks, and three times as many of keys that
 *     are used all the time: the rest is written between events, so that a snapshot need not stop them for long
 */
public record CacheSizes(int values, long bytes, long memoryBytes, int unwritten) implements Serializable {
    /** As far as an address of four octets reaches, with half of them to spare. */
    public static final long MOST_BYTES = 1L << 34;

    public CacheSizes {
        if (values < 1 || isOutside(bytes) || isOutside(memoryBytes) || unwritten < 0) {
            throw new IllegalArgumentException(
                    "a task caches one value at least, and at most " + MOST_BYTES + " bytes: values=" + values
                            + ", bytes=" + bytes + ", memoryBytes=" + memoryBytes + ", unwritten=" + unwritten);
        }
    }

    private static boolean isOutside(long bytes) {
        return bytes < 0 || bytes > MOST_BYTES;
    }

    /** The same with nothing written before a snapshot: the least work, where nobody waits meanwhile. */
    public CacheSizes untilSnapshot() {
        return new CacheSizes(values, bytes, memoryBytes, Integer.MAX_VALUE);
    }
}
