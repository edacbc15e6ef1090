// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.process;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Microseconds since 1970 that never go back: the system's clock, read once, and the monotonic one from there. All
 * processes of a benchmark run on one machine, so that all of them read the same clock.
 */
public final class WallClock {
    private final long microsAtZero;

    private WallClock(long microsAtZero) {
        this.microsAtZero = microsAtZero;
    }

    public static WallClock start() {
        long before = System.nanoTime();
        Instant now = Instant.now();
        long nanoTime = before + (System.nanoTime() - before) / 2;
        long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
        return new WallClock(micros - nanoTime / 1_000);
    }

    public long micros() {
        return microsAtZero + System.nanoTime() / 1_000;
    }
}
