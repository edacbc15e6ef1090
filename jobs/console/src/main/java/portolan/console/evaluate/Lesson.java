// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.time.Instant;

/**
 * What one outcome teaches a lookup when it becomes known. A correction takes the earlier one back: it counts -1.
 *
 * @param examined 1, or -1 where an outcome is taken back
 * @param offences as many of those as are offences
 */
record Lesson(Instant knownAt, Traits traits, int examined, int offences) {}
