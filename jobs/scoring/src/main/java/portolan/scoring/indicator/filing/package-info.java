// SPDX-License-Identifier: Apache-2.0
/** The indicators of the filing alone: what a case event says beside reference data and without any memory. */
@NullMarked
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.NullMarked;
