// SPDX-License-Identifier: Apache-2.0
/** One assessment, shown and computed again. */
@NullMarked
package portolan.console.explain;

import org.jspecify.annotations.NullMarked;
