// SPDX-License-Identifier: Apache-2.0
/** Over which places a carrier goes. */
@NullMarked
package portolan.scoring.kind.passage;

import org.jspecify.annotations.NullMarked;
