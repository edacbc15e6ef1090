// SPDX-License-Identifier: Apache-2.0
/** Memories that are declared, not coded: what is counted under which fields, and what is read of it. */
@NullMarked
package portolan.scoring.bank;

import org.jspecify.annotations.NullMarked;
