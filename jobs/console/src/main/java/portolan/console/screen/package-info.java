// SPDX-License-Identifier: Apache-2.0
/** What people see: lines and colours, and what commands ask and refuse in the same way. */
@NullMarked
package portolan.console.screen;

import org.jspecify.annotations.NullMarked;
