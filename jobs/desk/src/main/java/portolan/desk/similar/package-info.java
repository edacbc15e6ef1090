// SPDX-License-Identifier: Apache-2.0

/** Past consignments that look like one, with what came of them. */
@NullMarked
package portolan.desk.similar;

import org.jspecify.annotations.NullMarked;
