// SPDX-License-Identifier: Apache-2.0
/** Which version of each consignment is live, and what every filing or outcome changes about it. */
@NullMarked
package portolan.scoring.ledger;

import org.jspecify.annotations.NullMarked;
