// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a second opinion counts beside the rules that people wrote. It weighs these rules otherwise and adds curves of
 * its own; an overall score is the higher of what is written and of what it says, less a toll.
 *
 * @param share of red's capacity that the toll was set for: who signs the text signs it; no score reads it
 * @param toll units by which it must say more, 0 or more
 * @param times by rule, what it multiplies what counts of the rule by; 1 of others
 */
public record Second(double share, long toll, Map<String, Double> times) {
    /** What it adds is called so in a list of contributions. */
    public static final String OPINION = "second-opinion";

    /** What its own curves are called begins with this. */
    public static final String PREFIX = "second-";

    /** It fills at most half of what red can take. */
    public static final double LARGEST_SHARE = 0.5;

    /** Nine tenths are taken from a rule at most, and none is more than doubled. */
    public static final double LEAST_TIMES = 0.1;

    public static final double LARGEST_TIMES = 2;

    public Second {
        times = Collections.unmodifiableMap(new TreeMap<>(times));
    }

    /** Whether a rule is a curve of its own, which what people wrote does not count. */
    static boolean isOwn(Rule rule) {
        return rule.isCurve() && rule.id().startsWith(PREFIX);
    }

    /** What it makes of what counts of a rule, in units. */
    static long times(double by, long counted) {
        return by == 1 ? counted : (long) StrictMath.rint(by * counted);
    }

    /** Whether it gives every consignment the same score: the share is a word about it. */
    boolean scoresAs(Second other) {
        return toll == other.toll && times.equals(other.times);
    }
}
