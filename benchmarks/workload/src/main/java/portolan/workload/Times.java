// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/** Lengths of time in milliseconds, and days of the UTC calendar. */
final class Times {
    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private Times() {}

    /** 0 Monday to 6 Sunday. The epoch began on a Thursday. */
    static int dayOfWeek(int epochDay) {
        return Math.floorMod(epochDay + 3, 7);
    }

    static long startOf(int epochDay) {
        return epochDay * DAY;
    }
}
