// SPDX-License-Identifier: Apache-2.0
/** The decisions, in plain Java: no clock, no randomness, no network. */
@NullMarked
package portolan.scoring;

import org.jspecify.annotations.NullMarked;
