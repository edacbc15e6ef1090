// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.util.Arrays;

/** Counts events by the second they came in, and says how many a second there were lately. */
public final class RecentRate {
    /** Short enough to be "now", long enough to be steady. */
    private static final int SECONDS = 5;

    private final long[] counts = new long[SECONDS + 1];
    private long second = Long.MIN_VALUE;
    private long first = Long.MIN_VALUE;

    /** So many came in now. */
    public void add(long nowMillis, long events) {
        advance(nowMillis);
        if (first == Long.MIN_VALUE) {
            first = second;
        }
        counts[slot(second)] += events;
    }

    /** Events a second over the last full seconds; in the first second of all, what there was so far. */
    public double perSecond(long nowMillis) {
        if (first == Long.MIN_VALUE) {
            return 0;
        }
        advance(nowMillis);
        if (second == first) {
            return counts[slot(second)];
        }
        long full = Arrays.stream(counts).sum() - counts[slot(second)];
        return (double) full / Math.min(SECONDS, second - first);
    }

    private void advance(long nowMillis) {
        long now = Math.floorDiv(nowMillis, 1_000L);
        if (second == Long.MIN_VALUE || now - second > SECONDS) {
            Arrays.fill(counts, 0);
            second = now;
        }
        while (second < now) {
            second++;
            counts[slot(second)] = 0;
        }
    }

    private int slot(long of) {
        return (int) Math.floorMod(of, (long) counts.length);
    }
}
