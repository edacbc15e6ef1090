/** What an operator sees and does. */
@NullMarked
package portolan.console;

import org.jspecify.annotations.NullMarked;
