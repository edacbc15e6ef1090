// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.util.SplittableRandom;

/** Who files next, as a plan says. */
final class Shippers {
    /** The one that files a share of everything. */
    static final int HOT = 0;

    private final ZipfRanks ranks;
    private final double hotShare;

    Shippers(FeedPlan plan) {
        this.ranks = new ZipfRanks(plan.shippers(), plan.zipf());
        this.hotShare = plan.hotShare();
    }

    int draw(SplittableRandom random) {
        return hotShare > 0 && random.nextDouble() < hotShare ? HOT : ranks.draw(random);
    }
}
