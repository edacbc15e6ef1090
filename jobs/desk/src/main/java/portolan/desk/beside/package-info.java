// SPDX-License-Identifier: Apache-2.0

/** Pages beside the card of a consignment. */
@NullMarked
package portolan.desk.beside;

import org.jspecify.annotations.NullMarked;
