// SPDX-License-Identifier: Apache-2.0
/** How consistent inspections of the same goods are, in shards of HS subheadings. */
@NullMarked
package portolan.scoring.kind.repeats;

import org.jspecify.annotations.NullMarked;
