// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.util.SplittableRandom;

/** What a shipper has a habit of: neighbouring templates, and a consignee for each. */
final class Habits {
    static final int TEMPLATES = 4_096;

    private static final int EACH = 4;
    private static final int FEWEST_CONSIGNEES = 1_000;

    private final int consignees;

    Habits(FeedPlan plan) {
        this.consignees = Math.max(FEWEST_CONSIGNEES, plan.shippers() / 2);
    }

    /**
     * One of them.
     *
     * @param template its number, below {@value #TEMPLATES}
     */
    record Habit(int template, int consignee) {}

    Habit draw(int shipper, SplittableRandom random) {
        int habit = random.nextInt(EACH);
        int home = Math.floorMod(scattered(shipper), TEMPLATES / EACH);
        return new Habit(home * EACH + habit, Math.floorMod(scattered(shipper * (long) EACH + habit), consignees));
    }

    /** The number that all habits of one shipper share. */
    static int home(int template) {
        return template / EACH;
    }

    /** Numbers side by side end far apart (the finalizer of MurmurHash3). */
    private static int scattered(long number) {
        long mixed = (number ^ number >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return (int) (mixed ^ mixed >>> 33);
    }
}
