// SPDX-License-Identifier: Apache-2.0

/** The search: whatever has a number, a name or a telephone is found by its beginning. */
@NullMarked
package portolan.desk.search;

import org.jspecify.annotations.NullMarked;
