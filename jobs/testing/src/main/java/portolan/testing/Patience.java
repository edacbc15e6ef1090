// SPDX-License-Identifier: Apache-2.0
package portolan.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what other threads are about to do, and says what did not happen when patience is over. */
public final class Patience {
    /** How long any test waits for anything: longer than a machine that is only busy takes. */
    public static final Duration LASTS = Duration.ofMinutes(5);

    private static final Duration LOOK = Duration.ofMillis(5);

    private Patience() {}

    /** What a test waits for. */
    public interface Condition {
        boolean isMet() throws Exception;
    }

    /**
     * Waits until the condition is met.
     *
     * @param awaited what is waited for, as the failure is to say it
     * @param seen what there is instead
     */
    public static void until(String awaited, Condition condition, Supplier<?> seen) throws Exception {
        long over = System.nanoTime() + LASTS.toNanos();
        for (long look = System.nanoTime(); !condition.isMet(); look = System.nanoTime()) {
            long now = System.nanoTime();
            if (now > over) {
                throw new AssertionError("not within " + LASTS + ": " + awaited + "; seen: " + seen.get());
            }
            // What is waited for needs the processor, too: a look that takes long is repeated seldom.
            TimeUnit.NANOSECONDS.sleep(Math.max(LOOK.toNanos(), now - look));
        }
    }
}
