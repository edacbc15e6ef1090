// SPDX-License-Identifier: Apache-2.0
/** Pages of HTML, and the charts on them, which are also files of their own. */
@NullMarked
package portolan.console.page;

import org.jspecify.annotations.NullMarked;
