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
 */
public record FeedPlan(long seed, int shippers, double zipf, double hotShare, boolean oneVoyage) {
    public FeedPlan {
        if (shippers < 1 || zipf < 0 || hotShare < 0 || hotShare >= 1) {
            throw new IllegalArgumentException("no such feed: shippers=" + shippers + ", zipf=" + zipf + ", hotShare="
                    + hotShare + "; at least one shipper, no negative exponent, a share below 1");
        }
    }
}
