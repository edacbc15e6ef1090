// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

/** Lengths of time in milliseconds. */
final class Times {
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private Times() {}

    /** Midnight of the day, UTC. */
    static long dayOf(long at) {
        return Math.floorDiv(at, DAY) * DAY;
    }
}
