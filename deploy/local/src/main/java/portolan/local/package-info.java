/** The whole product on one machine. */
@NullMarked
package portolan.local;

import org.jspecify.annotations.NullMarked;
