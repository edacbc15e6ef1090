// SPDX-License-Identifier: Apache-2.0
package portolan.local;

/**
 * How many tasks a stage of a live job has when nobody says: half as many as there are processors, and four at most,
 * which is what the memory in {@code deploy/flink/config.yaml} is for.
 *
 * <p>The stages work side by side, each in threads of its own, so one task each keeps two processors busy. Twice as
 * many took a fifth to a third more of the processor for the same filings (benchmarks/results/scale.md).
 */
public final class TasksAStage {
    private static final int MOST = 4;

    private TasksAStage() {}

    public static int unlessSaid() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    static int of(int processors) {
        return Math.max(1, Math.min(MOST, processors / 2));
    }
}
