// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import portolan.benchmarks.process.Lifeline;
import portolan.peers.MergeDebt;

/** What a system under test says on standard output: {@code ready}, then once a second {@code read N} and, with RocksDB, {@code debt FILES BYTES}. */
final class ReadCount {
    private static final long SECOND_MILLIS = 1_000;

    private ReadCount() {}

    /** Reports until the lifeline is cut or the work has ended by itself. */
    static void report(LongSupplier read, Lifeline lifeline, BooleanSupplier ended) throws InterruptedException {
        System.out.println("ready");
        long next = System.currentTimeMillis();
        while (!lifeline.isCut() && !ended.getAsBoolean()) {
            System.out.println("read " + read.getAsLong());
            String debt = MergeDebt.now();
            if (debt != null) {
                System.out.println("debt " + debt);
            }
            next += SECOND_MILLIS;
            while (!lifeline.isCut() && System.currentTimeMillis() < next) {
                Thread.sleep(50);
            }
        }
    }
}
