// SPDX-License-Identifier: Apache-2.0
package portolan.testing;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits for what other threads are about to do, and says what did not happen when patience is over. */
public final class Patience {
    private static final Duration LASTS = Duration.ofSeconds(60);
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
        while (!condition.isMet()) {
            if (System.nanoTime() > over) {
                throw new AssertionError("not within " + LASTS + ": " + awaited + "; seen: " + seen.get());
            }
            Thread.sleep(LOOK.toMillis());
        }
    }
}
