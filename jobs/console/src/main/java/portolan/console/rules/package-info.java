// SPDX-License-Identifier: Apache-2.0
/** Rule sets: checked, published, activated, and compared with their shadows. */
@NullMarked
package portolan.console.rules;

import org.jspecify.annotations.NullMarked;
