// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import portolan.console.screen.Outlet;

/**
 * The user's Ctrl-C: work that waits on this goes on to its end, and only then the process ends, with the exit code that
 * the work came to.
 *
 * <p>The signal does not begin the JVM's shutdown: its hooks run all at once, and by Flink's a job loses the storage that
 * its last savepoint is written through.
 */
final class Stop implements AutoCloseable {
    /** A savepoint may take a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Who waits longer is told for what. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** What the JVM adds to the number of a signal that ended it. */
    private static final int BY_SIGNAL = 128;

    private static final Set<Stop> OPEN = ConcurrentHashMap.newKeySet();

    static {
        List.of("HUP", "INT", "TERM").forEach(Stop::listen);
    }

    private final CountDownLatch asked = new CountDownLatch(1);

    private volatile String work = "what runs comes to its end";

    private Stop() {}

    /** Listens from now on, until it is closed. */
    static Stop onInterrupt() {
        Stop stop = new Stop();
        OPEN.add(stop);
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

    /** The JDK has no other way to a signal than this class, by whose name javac warns. */
    private static void listen(String signal) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object named = type.getConstructor(String.class).newInstance(signal);
            int number = (int) type.getMethod("getNumber").invoke(named);
            Object ours = Proxy.newProxyInstance(
                    Stop.class.getClassLoader(), new Class<?>[] {handler}, (self, call, arguments) -> {
                        onSignal(number);
                        return null;
                    });
            type.getMethod("handle", type, handler).invoke(null, named, ours);
        } catch (InvocationTargetException e) {
            // The system has no such signal, or whoever started the JVM wants it left alone (-Xrs).
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals cannot be listened to: signal=" + signal, e);
        }
    }

    /** Has a thread of its own, which waits while the work goes on and ends the process. */
    private static void onSignal(int number) throws InterruptedException {
        List<Stop> stops = List.copyOf(OPEN);
        if (!stops.isEmpty()) {
            stops.forEach(Stop::ask);
            Thread.sleep(QUIET.toMillis());
            stops.forEach(stop -> Outlet.standardError()
                    .println("portolan: still stopping: " + stop.work + "; at most " + PATIENCE.toSeconds()
                            + " s more. Killed, it loses nothing that a power cut would not"));
            Thread.sleep(PATIENCE.toMillis());
        }
        System.exit(BY_SIGNAL + number);
    }

    @Override
    public void close() {
        OPEN.remove(this);
    }
}
