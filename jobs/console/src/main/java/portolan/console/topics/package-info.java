// SPDX-License-Identifier: Apache-2.0
/** The topics that the job needs, checked and created. */
@NullMarked
package portolan.console.topics;

import org.jspecify.annotations.NullMarked;
