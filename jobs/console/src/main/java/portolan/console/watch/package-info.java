// SPDX-License-Identifier: Apache-2.0
/** What goes on now: the live board, alerts, lanes. */
@NullMarked
package portolan.console.watch;

import org.jspecify.annotations.NullMarked;
