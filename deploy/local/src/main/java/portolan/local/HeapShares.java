// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import org.apache.flink.configuration.MemorySize;
import org.jspecify.annotations.Nullable;

/**
 * How much of the heap a job's tasks may fill with what they remember when all of them run in this process, and what
 * RocksDB has beside it.
 */
public final class HeapShares {
    /**
     * A third of the heap is for blocks of memories, and three eighths of that for those of the other stages: with eight
     * gibibytes of heap, of more than a million shippers. The other half is for the job itself: a collector that keeps
     * an old generation of two thirds must not be full of what we cache.
     */
    private static final int HEAP_BY_MEMORIES = 3;

    /**
     * RocksDB has as much outside the heap as memories have on it as bytes: with less, indexes and filters of gigabytes
     * of state drive each other out.
     */
    private static final int HEAP_BY_ROCKS_DB = 4;

    private HeapShares() {}

    /** All tasks run in this process: each that keeps memories may cache what its share of the heap has room for. */
    public static String cacheMib(long heapBytes, @Nullable String parallelism) {
        return String.valueOf((heapBytes / HEAP_BY_MEMORIES / tasks(parallelism)) >> 20);
    }

    /**
     * RocksDB's blocks and memtables, beside the heap, for the tasks of one task manager of the process.
     *
     * @param least what it has where the heap is small
     */
    static MemorySize rocksDb(MemorySize least, long heapBytes, int taskManagers) {
        MemorySize share = new MemorySize(heapBytes / HEAP_BY_ROCKS_DB / taskManagers);
        return share.compareTo(least) > 0 ? share : least;
    }

    private static int tasks(@Nullable String parallelism) {
        return parallelism != null && parallelism.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(parallelism) : 1;
    }
}
