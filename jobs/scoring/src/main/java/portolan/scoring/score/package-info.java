// SPDX-License-Identifier: Apache-2.0
/** What comes of a judgement: assessments that say why, and alerts that keep one identity across amendments. */
@NullMarked
package portolan.scoring.score;

import org.jspecify.annotations.NullMarked;
