// SPDX-License-Identifier: Apache-2.0

/** One consignment: why it stands out, what was filed, what to ask for and where to look. */
@NullMarked
package portolan.desk.card;

import org.jspecify.annotations.NullMarked;
