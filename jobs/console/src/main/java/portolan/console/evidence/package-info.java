// SPDX-License-Identifier: Apache-2.0
/** Chains of what people did: written by each process that writes evidence, sealed, and verified. */
@NullMarked
package portolan.console.evidence;

import org.jspecify.annotations.NullMarked;
