// SPDX-License-Identifier: Apache-2.0
/** Who files, and who carries. */
@NullMarked
package portolan.scoring.kind.filer;

import org.jspecify.annotations.NullMarked;
