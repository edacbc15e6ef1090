// SPDX-License-Identifier: Apache-2.0

/** Ships, flights and trucks that are expected, and all that is on one of them. */
@NullMarked
package portolan.desk.trip;

import org.jspecify.annotations.NullMarked;
