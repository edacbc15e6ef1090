// SPDX-License-Identifier: Apache-2.0
/** What containers do in which port: how long they stay. */
@NullMarked
package portolan.scoring.kind.port;

import org.jspecify.annotations.NullMarked;
