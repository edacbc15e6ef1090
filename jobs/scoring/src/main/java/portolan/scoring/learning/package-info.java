/** What traffic and inspections teach about rules: counts by hour, and the worth of each rule that follows from them. */
@NullMarked
package portolan.scoring.learning;

import org.jspecify.annotations.NullMarked;
