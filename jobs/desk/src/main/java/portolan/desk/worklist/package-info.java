// SPDX-License-Identifier: Apache-2.0

/** The list that officers work through. */
@NullMarked
package portolan.desk.worklist;

import org.jspecify.annotations.NullMarked;
