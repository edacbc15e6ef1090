/** What travels between systems: schemas, topics, wire formats. */
@NullMarked
package portolan.schemas;

import org.jspecify.annotations.NullMarked;
