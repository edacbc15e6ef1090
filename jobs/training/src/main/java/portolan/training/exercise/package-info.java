// SPDX-License-Identifier: Apache-2.0
/** Exercises as text, and the truth of one under its seal. */
@NullMarked
package portolan.training.exercise;

import org.jspecify.annotations.NullMarked;
