// SPDX-License-Identifier: Apache-2.0

/** How the engine does, what was set aside and how it is sent again, who did what at the desk, and what rules are worth. */
@NullMarked
package portolan.desk.operations;

import org.jspecify.annotations.NullMarked;
