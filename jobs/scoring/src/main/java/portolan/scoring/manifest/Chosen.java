// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/**
 * How a consignment came to be inspected, as whoever reports the outcome says.
 *
 * @param share of consignments that were drawn, above 0 and at most 1; null where it is no draw, or nobody says
 * @param lane that the engine chose; null where it chose none
 * @param ruleSet hash of the rule set that chose it
 */
public record Chosen(
        By by,
        @Nullable Double share,
        @Nullable String lane,
        @Nullable String ruleSet) {
    /** Nobody says. */
    public static final Chosen UNKNOWN = new Chosen(By.UNKNOWN, null, null, null);

    /** Who or what chose it. */
    public enum By {
        UNKNOWN,
        /** A random programme, the authority's own or the engine's. */
        RANDOM,
        /** The engine, by score. */
        ENGINE,
        OFFICER,
        CAMPAIGN,
        TIP
    }

    public Chosen {
        if (share != null && !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share must be above 0 and at most 1: share=" + share);
        }
    }
}
