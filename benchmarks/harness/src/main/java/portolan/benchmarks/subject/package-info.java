// SPDX-License-Identifier: Apache-2.0
/** The systems under test, each a process with one contract. */
@NullMarked
package portolan.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
