// SPDX-License-Identifier: Apache-2.0
/** Names found among listed ones that are like them: names in, likeness out. */
@NullMarked
package portolan.scoring.screening;

import org.jspecify.annotations.NullMarked;
