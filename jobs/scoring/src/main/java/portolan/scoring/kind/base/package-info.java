// SPDX-License-Identifier: Apache-2.0
/** Everything that was examined, in shards: the share of offences that all others are compared with. */
@NullMarked
package portolan.scoring.kind.base;

import org.jspecify.annotations.NullMarked;
