// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goods that are worth little by mass: headings of the Harmonized System, our own choice after the examples of the
 * catalogue (scrap, charcoal, wood, beans).
 */
final class LowValueBulk {
    private static final Set<String> HEADINGS = Set.of((
            // Potatoes, onions, pulses, manioc; cereals; soya beans; straw and fodder; oil-cake and bran.
            "0701 0703 0713 0714 1001 1002 1003 1004 1005 1006 1007 1008 1201 1213 1214 2302 2303 2304 2306 "
                    // Salt, sand, clays, stone, gravel, lime, cement; ores, slag and ash; coal, peat, coke.
                    + "2501 2505 2507 2508 2515 2516 2517 2520 2521 2522 2523 2530 2601 2606 2618 2619 2620 2621 2701 "
                    + "2702 2703 2704 "
                    // Waste of plastics and rubber; fuel wood, charcoal, logs, sawn wood; waste paper; rags; broken
                    // glass.
                    + "3915 4004 4401 4402 4403 4404 4406 4407 4707 6309 6310 7001 "
                    // Bricks and tiles; scrap of iron, copper, aluminium, lead and zinc.
                    + "6901 6904 6905 7204 7404 7602 7802 7902")
            .split(" ", -1));

    private static final int HEADING = 4;

    private LowValueBulk() {}

    /** Whether a code is of such goods; of goods without a code nothing is known. */
    static boolean holds(@Nullable String hs6) {
        return hs6 != null && HEADINGS.contains(hs6.substring(0, HEADING));
    }
}
