// SPDX-License-Identifier: Apache-2.0
/** What a manifest says: consignments, the parties and goods on them, and what inspections found. */
@NullMarked
package portolan.scoring.manifest;

import org.jspecify.annotations.NullMarked;
