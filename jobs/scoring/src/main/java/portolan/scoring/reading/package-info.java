// SPDX-License-Identifier: Apache-2.0
/** What an indicator is, and what it read: a value, its unit, and evidence in words that an officer reads. */
@NullMarked
package portolan.scoring.reading;

import org.jspecify.annotations.NullMarked;
