// SPDX-License-Identifier: Apache-2.0
/**
 * Systems that do the engine's work in other ways, each a process of its own: what benchmarks hold the engine against.
 */
@NullMarked
package portolan.peers;

import org.jspecify.annotations.NullMarked;
