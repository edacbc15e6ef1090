// SPDX-License-Identifier: Apache-2.0
/** What is measured, and how: latency by interval histograms, processor time by process, offsets by time. */
@NullMarked
package portolan.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
