// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

/**
 * One table and chart of a page.
 *
 * @param figure which one of the runs
 * @param factor along the chart's x axis; empty for bars, one a row
 * @param ratios whether each row is also given as a ratio to the limits and peers of the same result; what has neither
 *     ratios nor a factor is a table without a chart
 */
public record View(String title, String figure, String unit, String factor, boolean ratios) {}
