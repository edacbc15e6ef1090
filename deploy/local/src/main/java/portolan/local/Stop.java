// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import portolan.console.screen.Outlet;

/**
 * The user's Ctrl-C: work that waits on this goes on to its end, and only then the process ends, with the exit code that
 * the work came to.
 */
final class Stop implements AutoCloseable {
    /** A savepoint may take a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Who waits longer is told for what. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private static final CompletableFuture<Integer> EXIT_CODE = new CompletableFuture<>();

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onSignal, "stop");

    private volatile String work = "what runs comes to its end";

    private Stop() {}

    /** Says what all the work of this process came to, once its messages are told. */
    static void ended(int exitCode) {
        EXIT_CODE.complete(exitCode);
    }

    /** Listens from now on, until it is closed or the signal comes. */
    static Stop onInterrupt() {
        Stop stop = new Stop();
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** What the end waits for from now on. */
    void waitsFor(String work) {
        this.work = work;
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
        EXIT_CODE
                .copy()
                .orTimeout(QUIET.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    Outlet.standardError()
                            .println("portolan: still stopping: " + work + "; at most " + PATIENCE.toSeconds()
                                    + " s more. Killed, it loses nothing that a power cut would not");
                    return null;
                });
        try {
            // The JVM would report the signal; to the user this was the end of the work.
            Runtime.getRuntime().halt(EXIT_CODE.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            // The process ends by the signal.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running: it ends the process.
        }
    }
}
