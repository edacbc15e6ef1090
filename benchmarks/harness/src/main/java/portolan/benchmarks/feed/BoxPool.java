// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.util.SplittableRandom;

/**
 * Boxes that return. Who loads takes one of those that are idle, each as likely as any other; a box is idle again after
 * an eighth of a year, and used six and a half times a year on average, so most are used five to eight times.
 */
final class BoxPool {
    private static final double USES_A_BOX = 6.5;
    private static final double MOST_USES_A_BOX = 8;
    private static final double FEWEST_USES = 100;

    private final SplittableRandom random;
    private final int[] idle;
    private final int[] away;
    private int idleCount;
    private long taken;

    /** @param usesAYear of all boxes together */
    BoxPool(double usesAYear, SplittableRandom random) {
        double uses = Math.max(FEWEST_USES, usesAYear);
        this.random = random;
        this.idle = new int[(int) Math.ceil(uses / USES_A_BOX)];
        this.away = new int[(int) (uses / MOST_USES_A_BOX)];
        for (int box = 0; box < idle.length; box++) {
            idle[box] = box;
        }
        this.idleCount = idle.length;
    }

    int size() {
        return idle.length;
    }

    /** The number of the box that is loaded next, from 0 and below the size. */
    int take() {
        int slot = (int) (taken % away.length);
        if (taken >= away.length) {
            idle[idleCount++] = away[slot];
        }
        int drawn = random.nextInt(idleCount);
        int box = idle[drawn];
        idle[drawn] = idle[--idleCount];
        away[slot] = box;
        taken++;
        return box;
    }
}
