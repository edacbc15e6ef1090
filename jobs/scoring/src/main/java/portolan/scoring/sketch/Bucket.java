// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.time.Instant;

/** The grain of time in which memories count: half a year of 180 days, numbered from 1970-01-01. */
public final class Bucket {
    static final int DAYS = 180;

    private static final long SECONDS_A_MINUTE = 60;
    private static final long SECONDS_A_DAY = 86_400;

    private Bucket() {}

    /** The bucket of a time; every {@link Instant} has one, and it fits an {@code int}. */
    public static int of(Instant time) {
        return (int) Math.floorDiv(time.getEpochSecond(), DAYS * SECONDS_A_DAY);
    }

    /** The minute of a time in UTC, numbered from 1970-01-01. */
    public static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_A_MINUTE);
    }

    /** The day of a time in UTC, numbered from 1970-01-01. */
    public static long day(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY);
    }
}
