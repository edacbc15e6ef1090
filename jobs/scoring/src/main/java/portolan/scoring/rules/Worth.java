// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one rule set count for beyond what is written, in one hour and for one tenant: how far inspections
 * move them, what their share of traffic bounds them to, and how far the sum is to be believed.
 *
 * <p>Rules are named by their place in the rule set, threats likewise. Immutable.
 */
public final class Worth {
    /** A slope that believes a sum as it is. */
    public static final int AS_IT_IS = 1024;

    /** Everything counts as written: what examples, drafts and what-if questions are judged by. */
    public static final Worth AS_WRITTEN = new Worth(0, new Bound[0], new long[0][], new int[0], new Suppressed[0]);

    private final long table;
    private final @Nullable Bound[] bounds;
    private final long[][] moves;
    private final int[] slopes;
    private final @Nullable Suppressed[] suppressed;

    /**
     * @param table the number of the table that it follows from: the last hour counted, since 1970; 0 for none
     * @param bounds by rule; null where nothing bounds it, and shorter than the rules where nothing bounds the rest
     * @param moves by threat, units by rule, and those of the prior at last; none where nothing was learned
     * @param slopes by threat, in 1/1024
     */
    public Worth(long table, @Nullable Bound[] bounds, long[][] moves, int[] slopes) {
        this(table, bounds, moves, slopes, new Suppressed[0]);
    }

    private Worth(
            long table, @Nullable Bound[] bounds, long[][] moves, int[] slopes, @Nullable Suppressed[] suppressed) {
        this.table = table;
        this.bounds = bounds;
        this.moves = moves;
        this.slopes = slopes;
        this.suppressed = suppressed;
    }

    /**
     * That a rule's bits do not count, as who set it off is known good.
     *
     * @param id of the suppression, behind its list's name: "known-good:acme"
     * @param why with the reason, until when, and who signed, in words an officer reads
     */
    public record Suppressed(String id, String why) {}

    /**
     * The most that a rule adds.
     *
     * @param most units of 1/1024 bit
     * @param share of filings on which it fires
     * @param of whose filings, in words an officer reads
     */
    public record Bound(long most, double share, String of) {
        private static final double LN_2 = StrictMath.log(2);

        /** What a rule that fires on this share of filings adds at most. */
        public static Bound by(double share, String of) {
            return new Bound(Bits.toUnits(-StrictMath.log(share) / LN_2), share, of);
        }

        /** In words an officer reads. */
        public String why() {
            String percent = BigDecimal.valueOf(share * 100)
                    .round(new MathContext(2, RoundingMode.HALF_EVEN))
                    .stripTrailingZeros()
                    .toPlainString();
            String bits = BigDecimal.valueOf(Bits.ofUnits(most))
                    .setScale(1, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros()
                    .toPlainString();
            return "fires on " + percent + " % of " + of + ": counts for at most " + bits + " bits";
        }
    }

    /** The same, with other bounds. */
    public Worth with(@Nullable Bound[] others) {
        return new Worth(table, others, moves, slopes, suppressed);
    }

    /**
     * The same, with rules suppressed.
     *
     * @param rules by rule; null where it counts
     */
    public Worth suppressing(@Nullable Suppressed[] rules) {
        return new Worth(table, bounds, moves, slopes, rules);
    }

    /** The last hour that was counted, since 1970. */
    public long table() {
        return table;
    }

    /** What bounds a rule; null where nothing does. */
    public @Nullable Bound bound(int rule) {
        return rule < bounds.length ? bounds[rule] : null;
    }

    /** Why a rule's bits do not count; null where they do. */
    public @Nullable Suppressed suppressed(int rule) {
        return rule < suppressed.length ? suppressed[rule] : null;
    }

    /** By how many units inspections move a rule for a threat. */
    public long move(int threat, int rule) {
        return threat < moves.length ? moves[threat][rule] : 0;
    }

    /** By how many units inspections move a threat's prior. */
    public long moveOfPrior(int threat) {
        return threat < moves.length ? moves[threat][moves[threat].length - 1] : 0;
    }

    /** How far a threat's evidence is to be believed, in 1/1024. */
    public int slope(int threat) {
        return threat < slopes.length ? slopes[threat] : AS_IT_IS;
    }

    /**
     * What of a rule's bits counts, in units. What inspections take from it, they take from what it may count for at
     * most: else they could not take anything from a rule that is written with too many. So does what was adopted.
     *
     * @param moved adopted or by inspections
     */
    public static long bounded(long written, long moved, long most) {
        return StrictMath.min(written + moved, most + StrictMath.min(0, moved));
    }

    /** The name of what inspections move a rule, or the prior, by. */
    public static String learned(String of) {
        return "learned:" + of;
    }

    /** The name of what its share of traffic takes from a rule. */
    public static String bound(String of) {
        return "bound:" + of;
    }

    /** The name of what a suppression takes from a rule. */
    public static String suppressed(String of) {
        return "suppressed:" + of;
    }

    /** What calibration adds to evidence of so many units. */
    public static long calibrated(long evidence, int slope) {
        return Math.floorDiv(evidence * (slope - AS_IT_IS), AS_IT_IS);
    }

    /** A slope by which evidence of so many units is calibrated by so many; as it is where there is none. */
    public static int slope(long evidence, long calibrated) {
        for (int slope = AS_IT_IS; slope >= 0; slope--) {
            if (calibrated(evidence, slope) == calibrated) {
                return slope;
            }
        }
        return AS_IT_IS;
    }
}
