// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

/**
 * A figure of a result, as who reads the result is to see it.
 *
 * @param figure which one of the runs
 * @param factor that it goes by; empty for none
 * @param ratios whether each row is also given as a ratio to the limits and peers of the same result
 */
public record View(String title, String figure, String unit, String factor, boolean ratios) {}
