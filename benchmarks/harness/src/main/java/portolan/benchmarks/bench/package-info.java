// SPDX-License-Identifier: Apache-2.0
/** The bench command: it starts the processes, directs them and writes what came out. */
@NullMarked
package portolan.benchmarks.bench;

import org.jspecify.annotations.NullMarked;
