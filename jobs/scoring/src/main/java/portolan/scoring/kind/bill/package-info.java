/** Which bills belong together: a carrier's document. */
@NullMarked
package portolan.scoring.kind.bill;

import org.jspecify.annotations.NullMarked;
