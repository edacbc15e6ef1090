// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

/**
 * What an examination of all that is red would find, then and now. Only what was examined is known, and who was red by
 * score was examined for being so: what the others hide can be told from those that were drawn alone. So consignments
 * are split by whether they were red by score then, and whether they would be now; the first two parts are estimated
 * from all of them that were examined, the other two from those of them that were drawn and examined.
 *
 * @param kept red then and now
 * @param lost red then and not now
 * @param gained red now and not then
 * @param missed red neither then nor now
 * @param drawn consignments that were drawn then, and were not red by score
 * @param drawnExamined how many of those were examined
 * @param elsewhere of consignments that were neither red nor drawn, what was examined all the same: known, but chosen
 *     by somebody for a reason, so that nothing is estimated from it
 * @param elsewhereNow those of them that would be red now
 */
public record Hits(
        Part kept,
        Part lost,
        Part gained,
        Part missed,
        int drawn,
        int drawnExamined,
        Proportion elsewhere,
        Proportion elsewhereNow) {
    /** Less than this share of the drawn examined, and they are no fair sample of anything. */
    private static final double FAIR = 0.9;

    /**
     * A part of all consignments.
     *
     * @param consignments how many
     * @param known offences among those examined that the estimate rests on
     */
    public record Part(int consignments, Proportion known) {
        /** How many offences are in it. */
        public Estimate offences() {
            return known.inAll(consignments);
        }
    }

    /** Offences that would be found by examining all that was red. */
    public Estimate then() {
        return kept.offences().plus(lost.offences());
    }

    /** Offences that would be found by examining all that would be red. */
    public Estimate now() {
        return kept.offences().plus(gained.offences());
    }

    /** Offences more that would be found. */
    public Estimate difference() {
        return gained.offences().minus(lost.offences());
    }

    /** All offences. */
    public Estimate all() {
        return then().plus(gained.offences()).plus(missed.offences());
    }

    /** Whether nearly all that were drawn have been examined, so that they speak for the others. */
    public boolean isFair() {
        return drawn > 0 && drawnExamined >= FAIR * drawn;
    }
}
