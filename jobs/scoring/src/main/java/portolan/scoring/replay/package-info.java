// SPDX-License-Identifier: Apache-2.0
/** The whole engine in one thread, for whoever needs its answers without its infrastructure. */
@NullMarked
package portolan.scoring.replay;

import org.jspecify.annotations.NullMarked;
