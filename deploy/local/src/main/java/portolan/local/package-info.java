// SPDX-License-Identifier: Apache-2.0
/** The whole product on one machine. */
@NullMarked
package portolan.local;

import org.jspecify.annotations.NullMarked;
