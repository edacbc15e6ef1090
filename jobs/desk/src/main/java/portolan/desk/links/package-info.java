// SPDX-License-Identifier: Apache-2.0

/** What a consignment shares with others, drawn and as a table. */
@NullMarked
package portolan.desk.links;

import org.jspecify.annotations.NullMarked;
