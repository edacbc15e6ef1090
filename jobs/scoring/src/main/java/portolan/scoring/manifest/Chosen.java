// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/**
 * How a consignment came to be inspected, as whoever reports the outcome says.
 *
 * @param share of consignments that were drawn, above 0 and at most 1, with {@link By#RANDOM} only; null where nobody
 *     says
 * @param lane that the engine chose, with {@link By#ENGINE} only
 * @param ruleSet hash of the rule set that chose it, likewise
 */
public record Chosen(
        By by,
        @Nullable Double share,
        @Nullable String lane,
        @Nullable String ruleSet) {
    private static final int LONGEST_HASH = 64;

    /** One that was drawn stands for no more: a rarer draw would speak for all others. */
    private static final double MOST = 1_000;

    /** Nobody says. */
    public static final Chosen UNSAID = by(By.UNSAID);

    /** Who or what chose it. */
    public enum By {
        UNSAID,
        /** Somebody says that it is not known. */
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
        require(
                share == null || (share > 0 && share <= 1),
                "selectedShare must be above 0 and at most 1, as 0.02",
                share);
        require(
                share == null || by == By.RANDOM,
                "selectedShare goes with RANDOM only: leave it out, or was it drawn",
                by);
        require(
                (lane == null && ruleSet == null) || by == By.ENGINE,
                "selectedLane and selectedRuleSet go with ENGINE only: leave them out",
                by);
        require(
                ruleSet == null || ruleSet.length() <= LONGEST_HASH,
                "selectedRuleSet must be a hash of at most " + LONGEST_HASH + " characters",
                ruleSet);
    }

    private static void require(boolean holds, String rule, @Nullable Object given) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", given " + given);
        }
    }

    /** Of which nothing more is said. */
    public static Chosen by(By by) {
        return new Chosen(by, null, null, null);
    }

    /**
     * How many consignments it stands for where shares of offences are estimated: itself and those that were not drawn, or
     * itself alone as the engine had it inspected; 0 where nobody knows of how many it was taken.
     */
    public double standsFor() {
        return switch (by) {
            case RANDOM -> share == null ? 0 : StrictMath.min(MOST, 1 / share);
            case ENGINE -> 1;
            case UNSAID, UNKNOWN, OFFICER, CAMPAIGN, TIP -> 0;
        };
    }

    /** What holds once an outcome is corrected: what the correction does not say stays, of the same choice. */
    public Chosen correcting(Chosen stood) {
        if (by == By.UNSAID) {
            return stood;
        }
        if (by != stood.by) {
            return this;
        }
        boolean isSameLane = lane == null || lane.equals(stood.lane);
        return new Chosen(
                by,
                share == null ? stood.share : share,
                lane == null ? stood.lane : lane,
                ruleSet == null && isSameLane ? stood.ruleSet : ruleSet);
    }
}
