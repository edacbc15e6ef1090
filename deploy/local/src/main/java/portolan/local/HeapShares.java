// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import org.apache.flink.configuration.MemorySize;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.CacheSizes;

/**
 * How much of the heap a job's tasks may fill with what they remember when all of them run in this process, and what
 * RocksDB has beside it.
 */
public final class HeapShares {
    /**
     * Heap for each cached memory of every kind, with the ledger's entry: what all of them take together is a
     * fifth of it. With the bytes below it is half, and the other half is for the job itself: a collector that keeps an
     * old generation of two thirds must not be full of what we hold.
     */
    private static final long HEAP_BYTES_AN_OBJECT = 50_000;

    /**
     * A quarter of the heap is for memories that are cached as bytes: with eight gibibytes of heap, those of a million
     * shippers.
     */
    private static final int HEAP_BY_WARM_MEMORIES = 4;

    /** A thirty-second part each for what the ledger and Assess hold so, of which little is asked for again. */
    private static final int HEAP_BY_WARM_BYTES_OF_OTHERS = 32;

    /**
     * RocksDB has as much outside the heap as memories have on it as bytes: with less, indexes and filters of gigabytes
     * of state drive each other out.
     */
    private static final int HEAP_BY_ROCKS_DB = 4;

    private static final long FEWEST_OBJECTS = 1_000;
    private static final long MOST_OBJECTS = 200_000;

    private HeapShares() {}

    /** All tasks run in this process: each may hold what its share of the heap has room for. */
    public static String cachedObjects(long heapBytes, @Nullable String parallelism) {
        long share = heapBytes / tasks(parallelism) / HEAP_BYTES_AN_OBJECT;
        return String.valueOf(Math.max(FEWEST_OBJECTS, Math.min(MOST_OBJECTS, share)));
    }

    /** The same of bytes, for a task of the ledger and for one of Assess. */
    public static String warmMib(long heapBytes, @Nullable String parallelism) {
        return mib(heapBytes / HEAP_BY_WARM_BYTES_OF_OTHERS, parallelism);
    }

    /** The same of bytes, for a task that keeps memories. */
    public static String warmMemoriesMib(long heapBytes, @Nullable String parallelism) {
        return mib(heapBytes / HEAP_BY_WARM_MEMORIES, parallelism);
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

    private static String mib(long ofAllTasks, @Nullable String parallelism) {
        return String.valueOf(Math.min(CacheSizes.MOST_BYTES, ofAllTasks / tasks(parallelism)) >> 20);
    }

    private static int tasks(@Nullable String parallelism) {
        return parallelism != null && parallelism.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(parallelism) : 1;
    }
}
