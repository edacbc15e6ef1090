// SPDX-License-Identifier: Apache-2.0
/** The operators of the scoring graph and how they are connected: they move, {@code portolan.scoring} decides. */
@NullMarked
package portolan.pipeline.stage;

import org.jspecify.annotations.NullMarked;
