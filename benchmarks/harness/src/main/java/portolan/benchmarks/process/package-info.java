// SPDX-License-Identifier: Apache-2.0
/** Processes of a benchmark, and what they tell each other. */
@NullMarked
package portolan.benchmarks.process;

import org.jspecify.annotations.NullMarked;
