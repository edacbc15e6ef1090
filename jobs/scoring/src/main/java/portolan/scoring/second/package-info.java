// SPDX-License-Identifier: Apache-2.0
/** The second opinion: curves over readings, fitted to what inspections found against the stream's own traffic. */
@NullMarked
package portolan.scoring.second;

import org.jspecify.annotations.NullMarked;
