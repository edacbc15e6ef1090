// SPDX-License-Identifier: Apache-2.0
/** The seeded, realistic feed that demo, tests and benchmarks share. */
@NullMarked
package portolan.workload;

import org.jspecify.annotations.NullMarked;
