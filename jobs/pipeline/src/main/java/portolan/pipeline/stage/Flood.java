// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.Arrays;

/**
 * Tells a flood of records that could not be handled from single ones: of the last minute's records more than {@value
 * #MOST_PERCENT} %, and {@value #LEAST} at least.
 *
 * <p>The minute is that of the clock, in parts of ten seconds: it stops the job and decides nothing else.
 */
final class Flood {
    static final int LEAST = 50;
    static final int MOST_PERCENT = 1;

    private static final int PARTS = 6;
    private static final long PART_MILLIS = 10_000;

    private final long[] taken = new long[PARTS];
    private final long[] aside = new long[PARTS];
    private long newest;

    /** One more record is handled. */
    void take(long now) {
        taken[part(now)]++;
    }

    /** One of them was set aside. */
    void setAside(long now) {
        aside[part(now)]++;
    }

    boolean isFlood() {
        return aside() >= LEAST && 100 * aside() > MOST_PERCENT * taken();
    }

    /** Records of the last minute, those that were set aside among them. */
    long taken() {
        return Arrays.stream(taken).sum();
    }

    /** Records of the last minute that were set aside. */
    long aside() {
        return Arrays.stream(aside).sum();
    }

    private int part(long now) {
        long part = Math.floorDiv(now, PART_MILLIS);
        // A clock that was put back begins anew, as one that was put forward does.
        long over = part < newest || part - newest > PARTS ? PARTS : part - newest;
        for (long gone = part - over + 1; gone <= part; gone++) {
            taken[Math.floorMod(gone, PARTS)] = 0;
            aside[Math.floorMod(gone, PARTS)] = 0;
        }
        newest = part;
        return Math.floorMod(part, PARTS);
    }
}
