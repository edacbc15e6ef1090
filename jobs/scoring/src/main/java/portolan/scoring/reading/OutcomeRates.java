// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Finding;

/**
 * Rates of offences for one threat. A rate over all offences has one part a {@link Finding}, what is not specified
 * among them. The rate for a threat adds up the parts of its own finds and of what may be one, and is never more than
 * the rate over all. Where nothing of the threat's own was found, other finds do not speak against it: what is
 * left is at most 0. Without parts, no offence is known by its kind, and the rate over all stands.
 *
 * <p>Parts are bits, each with the base rate in it: what several add up to is too much by at most one bit for each
 * beyond the first, and only where they are near 0.
 */
public final class OutcomeRates {
    private static final double LN_2 = StrictMath.log(2);

    private OutcomeRates() {}

    /** The part of a rate that is of one kind of find; null of what has no parts. */
    public static @Nullable Indicator part(Indicator whole, Finding finding) {
        List<Indicator> parts = whole.parts();
        return parts.isEmpty() ? null : parts.get(Finding.OFFENCES.indexOf(finding));
    }

    /** Which parts count for a threat: those of its finds, and of what may be one of them. */
    public static boolean[] counted(Set<Finding> finds) {
        boolean[] counted = new boolean[Finding.OFFENCES.size()];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = Finding.OFFENCES.get(i).mayBeOneOf(finds);
        }
        return counted;
    }

    /**
     * The rate for a threat.
     *
     * @param whole bits over all offences; NaN when absent
     * @param readings bits, also of the parts; NaN when absent
     * @param parts their places among the readings, one for each offence in their order
     * @param counted which of them count
     */
    public static double of(double whole, double[] readings, int[] parts, boolean[] counted) {
        if (Double.isNaN(whole)) {
            return whole;
        }
        boolean anyKnown = false;
        int own = 0;
        double one = Double.NaN;
        double odds = 0;
        for (int i = 0; i < parts.length; i++) {
            double bits = readings[parts[i]];
            if (Double.isNaN(bits)) {
                continue;
            }
            anyKnown = true;
            if (counted[i]) {
                own++;
                // The odds of one alone are not asked for, and are what takes the time.
                odds = own == 2 ? StrictMath.pow(2, one) : odds;
                odds += own > 1 ? StrictMath.pow(2, bits) : 0;
                one = bits;
            }
        }
        if (!anyKnown) {
            return whole;
        }
        if (own == 0) {
            return StrictMath.min(whole, 0);
        }
        return StrictMath.min(whole, own == 1 ? one : StrictMath.log(odds) / LN_2);
    }
}
