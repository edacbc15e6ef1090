package portolan.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The user's Ctrl-C: work that waits on this goes on to its orderly end, and only then the process ends, with exit code
 * 0.
 */
final class Stop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onSignal, "stop");

    private Stop() {}

    /** Listens from now on; closing says that all is put away. */
    static Stop onInterrupt() {
        Stop stop = new Stop();
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Asks for the end from within. */
    void ask() {
        asked.countDown();
    }

    /** Waits for Ctrl-C, at most this long; whether it came. */
    boolean await(Duration atMost) throws InterruptedException {
        return asked.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void onSignal() {
        asked.countDown();
        try {
            if (done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                // The JVM would report the signal; to the user this was a normal end.
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running: it ends the process.
        }
    }
}
