// SPDX-License-Identifier: Apache-2.0
/** How well consignments were ranked, measured on what is known of them. */
@NullMarked
package portolan.console.evaluate;

import org.jspecify.annotations.NullMarked;
