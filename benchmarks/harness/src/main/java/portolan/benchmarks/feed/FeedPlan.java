// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

/**
 * What a feed of a benchmark is like. Equal plans give equal filings, but for their times.
 *
 * @param seed of everything that is drawn
 * @param shippers how many there are
 * @param zipf exponent of how often each files; 0 is equally often
 * @param hotShare share of the filings that one shipper files on top of that
 * @param oneVoyage whether all filings travel on one voyage of one ship
 * @param planned filings from the first to the last, introductions included: their times end where the day begins
 */
public record FeedPlan(
        FeedVersion version, long seed, int shippers, double zipf, double hotShare, boolean oneVoyage, long planned) {
    /** How often a shipper files in a year, on average. */
    private static final long FILINGS_A_SHIPPER = 4;

    public FeedPlan {
        if (shippers < 1 || zipf < 0 || hotShare < 0 || hotShare >= 1 || planned < 1) {
            throw new IllegalArgumentException("no such feed: shippers=" + shippers + ", zipf=" + zipf + ", hotShare="
                    + hotShare + ", planned=" + planned
                    + "; at least one shipper and one filing, no negative exponent, a share below 1");
        }
    }

    /**
     * Filings that make up a year of the second feed: at least all that are planned. Those of few shippers would else
     * fill a century, whose hours and days cost more than its filings.
     */
    long filingsAYear() {
        return Math.max(FILINGS_A_SHIPPER * shippers, planned);
    }

    public FeedPlan withShippers(int other) {
        return new FeedPlan(version, seed, other, zipf, hotShare, oneVoyage, planned);
    }

    public FeedPlan withZipf(double other) {
        return new FeedPlan(version, seed, shippers, other, hotShare, oneVoyage, planned);
    }

    public FeedPlan withHotShare(double other) {
        return new FeedPlan(version, seed, shippers, zipf, other, oneVoyage, planned);
    }

    public FeedPlan onOneVoyage() {
        return new FeedPlan(version, seed, shippers, zipf, hotShare, true, planned);
    }
}
