// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.time.Instant;

/**
 * How surprising a code is, given the codes that a profile remembers: {@code -log2 p}, 0 to {@value #CAP} bits.
 *
 * <p>The probability is a Dirichlet estimate that backs off twice, from the code to its group to the uniform
 * distribution; what the profile keeps only as a sum of others is spread as the back-off says, and the more different
 * codes it keeps, the more a new one is to be expected (Witten and Bell), {@code a = 1 + codes kept}:
 *
 * <pre>
 *   p(group) = (n(group) + (a + others) / groups)              / (n + others + a)
 *   p(code)  = (n(code)  + (a + others) * p(group) / per group) / (n + others + a)
 * </pre>
 *
 * @param groupLength characters of a code that name its group
 * @param groups how many groups there are
 * @param codesPerGroup how many codes a group has, in round numbers
 */
public record Surprise(int groupLength, int groups, int codesPerGroup) {
    /** HS headings in their chapters: 96 chapters in use, 1,228 headings. */
    public static final Surprise OF_HEADING = new Surprise(2, 96, 13);

    /** Places of loading in their countries: 249 countries, of which a shipper may know some 20 places. */
    public static final Surprise OF_PLACE = new Surprise(2, 249, 20);

    /** More than this is not evidence, it is the smoothing speaking. */
    public static final double CAP = 16;

    /** One consignment's worth of not knowing, besides one for each code that was new once. */
    private static final double PSEUDO_COUNT = 1;

    private static final double LN_2 = StrictMath.log(2);

    public double bits(Profile profile, String code, Instant asOf) {
        String group = code.substring(0, groupLength);
        double unknown = PSEUDO_COUNT + profile.size() + profile.weightOfOthers(asOf);
        double all = profile.weightKept(asOf) + unknown;
        double ofGroup = (profile.weightBelow(group, asOf) + unknown / groups) / all;
        double ofCode = code.length() == groupLength
                ? ofGroup
                : (profile.weight(code, asOf) + unknown * ofGroup / codesPerGroup) / all;
        return StrictMath.min(CAP, StrictMath.max(0, -StrictMath.log(ofCode) / LN_2));
    }
}
