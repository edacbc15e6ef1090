// SPDX-License-Identifier: Apache-2.0
/** What inspections found, reported. */
@NullMarked
package portolan.console.outcomes;

import org.jspecify.annotations.NullMarked;
