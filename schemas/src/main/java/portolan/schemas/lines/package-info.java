// SPDX-License-Identifier: Apache-2.0
/** Records as lines of a file: JSON Lines read and written, and the rows of a CSV file. */
@NullMarked
package portolan.schemas.lines;

import org.jspecify.annotations.NullMarked;
