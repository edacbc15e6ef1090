// SPDX-License-Identifier: Apache-2.0
/** What travels: the HS subheading. */
@NullMarked
package portolan.scoring.kind.commodity;

import org.jspecify.annotations.NullMarked;
