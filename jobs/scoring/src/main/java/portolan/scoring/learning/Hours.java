// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.time.Instant;

/** Hours of order time, counted from 1970. */
public final class Hours {
    /** A table is in force from the first position of the second hour after the last one that it counts. */
    public static final int UNTIL_IN_FORCE = 2;

    private static final long MILLIS = 3_600_000;
    private static final int OF_A_DAY = 24;

    private Hours() {}

    /** The hour that an order time lies in. */
    public static long of(long orderTime) {
        return Math.floorDiv(orderTime, MILLIS);
    }

    /** The last hour that is counted by a watermark of this time. */
    public static long closedBy(long watermark) {
        return watermark == Long.MAX_VALUE ? Long.MAX_VALUE : of(watermark + 1) - 1;
    }

    /** When an hour is over. */
    public static Instant end(long hour) {
        return Instant.ofEpochMilli((hour + 1) * MILLIS);
    }

    /** The day that an hour lies in, UTC, since 1970. */
    public static long day(long hour) {
        return Math.floorDiv(hour, OF_A_DAY);
    }
}
