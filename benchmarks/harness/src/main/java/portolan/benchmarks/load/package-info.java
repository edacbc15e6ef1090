// SPDX-License-Identifier: Apache-2.0
/** The sender: a process of its own that files at a pace nobody slows down. */
@NullMarked
package portolan.benchmarks.load;

import org.jspecify.annotations.NullMarked;
