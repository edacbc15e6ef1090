// SPDX-License-Identifier: Apache-2.0
/** Which bills belong together: a carrier's document. */
@NullMarked
package portolan.scoring.kind.bill;

import org.jspecify.annotations.NullMarked;
