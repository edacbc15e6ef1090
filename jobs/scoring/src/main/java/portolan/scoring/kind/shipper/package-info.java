/** Who ships: the party key of the consignor, else of the seller. */
@NullMarked
package portolan.scoring.kind.shipper;

import org.jspecify.annotations.NullMarked;
