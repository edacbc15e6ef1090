// SPDX-License-Identifier: Apache-2.0
/** What travels in which box: the number of a container. */
@NullMarked
package portolan.scoring.kind.container;

import org.jspecify.annotations.NullMarked;
