// SPDX-License-Identifier: Apache-2.0
/** What was set aside, and how it is sent again. */
@NullMarked
package portolan.console.rejects;

import org.jspecify.annotations.NullMarked;
