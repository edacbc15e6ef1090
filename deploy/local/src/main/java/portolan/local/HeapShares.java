package portolan.local;

import org.jspecify.annotations.Nullable;
import portolan.pipeline.HeldOnHeap;

/** How much of the heap a job's tasks may fill with what they remember when all of them run in this process. */
public final class HeapShares {
    /**
     * Heap for each memory that is held of every kind, with the ledger's entry: what all of them take together is a
     * fifth of it, and the rest is for the job itself.
     */
    private static final long HEAP_BYTES_A_HELD = 50_000;

    /**
     * A quarter of the heap is for values that are held as bytes, those of the ledger, of Remember and of Assess
     * together.
     */
    private static final int HEAP_BY_WARM_BYTES = 4;

    private static final int STAGES_WITH_WARM_BYTES = 3;

    private static final long FEWEST_HELD = 1_000;
    private static final long MOST_HELD = 200_000;

    private HeapShares() {}

    /** All tasks run in this process: each may hold what its share of the heap has room for. */
    public static String heldOnHeap(long heapBytes, @Nullable String parallelism) {
        long share = heapBytes / tasks(parallelism) / HEAP_BYTES_A_HELD;
        return String.valueOf(Math.max(FEWEST_HELD, Math.min(MOST_HELD, share)));
    }

    /** The same of bytes, for a task of one stage. */
    public static String warmMib(long heapBytes, @Nullable String parallelism) {
        long share = heapBytes / HEAP_BY_WARM_BYTES / STAGES_WITH_WARM_BYTES / tasks(parallelism);
        return String.valueOf(Math.min(HeldOnHeap.MOST_BYTES, share) >> 20);
    }

    private static int tasks(@Nullable String parallelism) {
        return parallelism != null && parallelism.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(parallelism) : 1;
    }
}
