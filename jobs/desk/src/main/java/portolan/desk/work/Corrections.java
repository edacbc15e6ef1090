// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports outcomes that two people said, where the desk that took the approval ended before it could. Whoever
 * approves at a living desk does not wait for it.
 */
public final class Corrections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Corrections.class);

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final BooleanSupplier isLive;
    private final Runnable finish;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread made = new Thread(run, "desk-corrections");
        made.setDaemon(true);
        return made;
    });

    /**
     * One that has not started.
     *
     * @param isLive whether the desk has read the topics to their ends
     * @param finish reports some of those that nobody has
     */
    public Corrections(BooleanSupplier isLive, Runnable finish) {
        this.isLive = isLive;
        this.finish = finish;
    }

    /** Begins to look. */
    @SuppressWarnings("FutureReturnValueIgnored") // it runs until it is closed, and catches what fails
    public Corrections start() {
        thread.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void look() {
        try {
            if (isLive.getAsBoolean()) {
                finish.run();
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "approved outcomes cannot be reported now, and are tried again: {}",
                    String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
