// SPDX-License-Identifier: Apache-2.0
/** What an office's lanes came to in a day, against what the office can look at. */
@NullMarked
package portolan.scoring.lanes;

import org.jspecify.annotations.NullMarked;
