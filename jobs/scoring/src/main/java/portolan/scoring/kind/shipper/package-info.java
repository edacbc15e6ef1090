// SPDX-License-Identifier: Apache-2.0
/** Who ships: the party key of the consignor, else of the seller. */
@NullMarked
package portolan.scoring.kind.shipper;

import org.jspecify.annotations.NullMarked;
