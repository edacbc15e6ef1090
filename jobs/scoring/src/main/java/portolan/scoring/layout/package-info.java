// SPDX-License-Identifier: Apache-2.0
/** The alphabet of every byte layout that outlives a process: variable-length integers, text, doubles. */
@NullMarked
package portolan.scoring.layout;

import org.jspecify.annotations.NullMarked;
