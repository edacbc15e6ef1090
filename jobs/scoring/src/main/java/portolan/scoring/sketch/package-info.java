// SPDX-License-Identifier: Apache-2.0
/** Counts, profiles and histograms of bounded size that memories are made of, and the keys and codes that they count. */
@NullMarked
package portolan.scoring.sketch;

import org.jspecify.annotations.NullMarked;
