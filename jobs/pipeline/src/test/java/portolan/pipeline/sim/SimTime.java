// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.concurrent.TimeUnit;

/** The one true time of a simulation, which only the scheduler moves; every process may see it askew. */
final class SimTime {
    private long millis;

    SimTime(long millis) {
        this.millis = millis;
    }

    long millis() {
        return millis;
    }

    /** What {@code System.nanoTime} would say. */
    long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    void pass(long more) {
        millis += more;
    }

    void passUntil(long then) {
        millis = Math.max(millis, then);
    }
}
