// SPDX-License-Identifier: Apache-2.0
/** One round of an exercise: who picks what, by when, and what came of it. */
@NullMarked
package portolan.training.round;

import org.jspecify.annotations.NullMarked;
