// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

/**
 * What a lane came to over the closed days that had the same budget, the last {@value #MOST_DAYS} at most.
 *
 * <p>It drifts when what was selected and what the budgets allow differ by more than 10 % of the budgets, and by more
 * than three times their square root. The second is what chance explains: selections of many independent filings spread
 * like a Poisson count, whose standard deviation is the root of its mean; beyond three of them it would be one case in
 * 370. The first keeps a large office from being told about differences that nobody could staff for. Fewer than {@value
 * #LEAST_DAYS} days say nothing.
 *
 * @param drift whether they differ by more than chance explains
 * @param days that were compared
 * @param selected over these days
 * @param budget over these days; 0 where none is stated
 */
public record Trend(Drift drift, int days, long selected, long budget) {
    /** More would tell of thresholds that were replaced months ago. */
    static final int MOST_DAYS = 28;

    static final int LEAST_DAYS = 5;

    /** Nothing to compare. */
    static final Trend UNKNOWN = new Trend(Drift.NONE, 0, 0, 0);

    private static final double SHARE = 0.1;
    private static final double DEVIATIONS = 3;

    /** Which way a lane drifts. */
    public enum Drift {
        NONE,
        /** More is selected than the office can look at. */
        OVER,
        /** Less is selected than the office could look at. */
        UNDER
    }

    static Trend of(int days, long selected, long budget) {
        return new Trend(drift(days, selected, budget), days, selected, budget);
    }

    private static Drift drift(int days, long selected, long budget) {
        double explained = StrictMath.max(SHARE * budget, DEVIATIONS * StrictMath.sqrt((double) budget));
        if (days < LEAST_DAYS || Math.abs(selected - budget) <= explained) {
            return Drift.NONE;
        }
        return selected > budget ? Drift.OVER : Drift.UNDER;
    }
}
