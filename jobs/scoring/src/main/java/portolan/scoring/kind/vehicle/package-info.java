// SPDX-License-Identifier: Apache-2.0
/** Who else claims the same vehicle: its identification number. */
@NullMarked
package portolan.scoring.kind.vehicle;

import org.jspecify.annotations.NullMarked;
