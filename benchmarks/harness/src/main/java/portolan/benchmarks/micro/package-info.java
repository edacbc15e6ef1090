// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of single pieces, in one thread: each states its question and its command. */
@NullMarked
package portolan.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
