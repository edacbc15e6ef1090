// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.util.Optional;

/**
 * What one run of a piece may allocate.
 *
 * @param bytes as last counted
 * @param tolerance the part of it by which a count may differ, up or down
 */
record AllocationBudget(String piece, long bytes, double tolerance) {
    /** Of pieces that allocate next to nothing, a part would be less than the smallest object in every second run. */
    private static final double LEAST_ALLOWED = 8;

    /** Budgets are of JDK 17. */
    private static final double OF_ANOTHER_JDK = 0.1;

    static AllocationBudget parsed(String line) {
        String[] fields = line.split(",", -1);
        double tolerance = Double.parseDouble(fields[2]);
        return new AllocationBudget(
                fields[0],
                Long.parseLong(fields[1]),
                Runtime.version().feature() == 17 ? tolerance : Math.max(OF_ANOTHER_JDK, tolerance));
    }

    /** What is to be done, when what was counted is not what the budget says. */
    Optional<String> fault(long counted) {
        long allowed = Math.round(Math.max(LEAST_ALLOWED, bytes * tolerance));
        String facts = ": piece=" + piece + ", counted=" + counted + ", budget=" + bytes + ", tolerance=" + allowed;
        if (counted > bytes + allowed) {
            return Optional.of("allocates more: find what by 'deploy/portolan bench micro PieceBenchmark -p piece="
                    + piece + " -prof gc' and a profiler, and take it out, or raise the budget and say why" + facts);
        }
        if (counted < bytes - allowed) {
            return Optional.of("allocates less: lower the budget, so that it stays so" + facts);
        }
        return Optional.empty();
    }
}
