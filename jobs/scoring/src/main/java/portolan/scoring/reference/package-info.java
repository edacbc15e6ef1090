// SPDX-License-Identifier: Apache-2.0
/**
 * What authorities publish about the world, read in their own formats: places, goods, countries, currencies,
 * containers, distances, exchange rates. A small table of our own stands in where a publication is not given.
 */
@NullMarked
package portolan.scoring.reference;

import org.jspecify.annotations.NullMarked;
