package portolan.peers;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many records this process has taken from its topic and is done with, but for what is in buffers of bounded size.
 *
 * <p>Of the process and not of an object: Flink copies a function into each of its tasks, and a subject has a process
 * to itself.
 */
public final class ReadRecords {
    private static final LongAdder READ = new LongAdder();

    private ReadRecords() {}

    public static void add() {
        READ.increment();
    }

    public static long count() {
        return READ.sum();
    }
}
