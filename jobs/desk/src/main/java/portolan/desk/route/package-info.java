// SPDX-License-Identifier: Apache-2.0

/** The way of a consignment on a map. */
@NullMarked
package portolan.desk.route;

import org.jspecify.annotations.NullMarked;
