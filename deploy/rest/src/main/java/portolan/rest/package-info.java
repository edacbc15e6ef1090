// SPDX-License-Identifier: Apache-2.0
/** Who may call Flink's REST interface, and how our own client shows that it may. Flink finds both by service loader. */
@NullMarked
package portolan.rest;

import org.jspecify.annotations.NullMarked;
