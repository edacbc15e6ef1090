/** The bench command: it starts the processes, directs them and writes what came out. */
@NullMarked
package portolan.benchmarks.bench;

import org.jspecify.annotations.NullMarked;
