// SPDX-License-Identifier: Apache-2.0
/** Where a seal was: its number. */
@NullMarked
package portolan.scoring.kind.seal;

import org.jspecify.annotations.NullMarked;
