// SPDX-License-Identifier: Apache-2.0
/** What is remembered of whom: what all kinds of memory have in common. Each kind is a package below. */
@NullMarked
package portolan.scoring.kind;

import org.jspecify.annotations.NullMarked;
