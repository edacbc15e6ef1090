// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.layout;

import java.time.Duration;
import java.time.Instant;

/**
 * Sums of times that end where epoch milliseconds end. Decoders let no such time in; what was stored before they did may
 * hold one, and must be read all the same.
 */
public final class EpochMillis {
    private EpochMillis() {}

    /** The time so long before another one; the first there is where none is so early. */
    public static Instant minus(Instant time, Duration span) {
        return Instant.ofEpochMilli(plus(of(time), -span.toMillis()));
    }

    /** The milliseconds since the epoch; those that are nearest where the time has none. */
    public static long of(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException beyond) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** The sum of epoch milliseconds and a span of them; the largest or smallest number there is where it is beyond. */
    public static long plus(long millis, long span) {
        long sum = millis + span;
        // Beyond where both have one sign and the sum the other.
        return ((millis ^ sum) & (span ^ sum)) < 0 ? (millis < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
