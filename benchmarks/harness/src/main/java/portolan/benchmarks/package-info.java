/** Benchmarks: each states its question and its command. */
@NullMarked
package portolan.benchmarks;

import org.jspecify.annotations.NullMarked;
