/** What inspections found, reported. */
@NullMarked
package portolan.console.outcomes;

import org.jspecify.annotations.NullMarked;
