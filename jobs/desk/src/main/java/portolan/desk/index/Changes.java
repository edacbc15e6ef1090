// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells listeners what is new, gathered: at most four times a second, however much comes. */
public final class Changes {
    private static final long APART = Duration.ofMillis(250).toNanos();

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private Change gathered = Change.NONE;
    private long toldAt = System.nanoTime() - APART;

    /** A listener that stays until it is closed. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Tells a listener from now on. It is called by the thread that fills the index, and must not wait. */
    public Subscription subscribe(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** By the thread that fills the index only. */
    void add(Change change) {
        gathered = gathered.and(change);
    }

    /** Tells what was gathered, if it is time; by the thread that fills the index, often. */
    void tell() {
        if (gathered.isEmpty() || System.nanoTime() - toldAt < APART) {
            return;
        }
        Change told = gathered;
        gathered = Change.NONE;
        toldAt = System.nanoTime();
        // A page that is gone must not stop the index; it subscribes again when it comes back.
        listeners.removeIf(listener -> !heard(listener, told));
    }

    private static boolean heard(Consumer<Change> listener, Change told) {
        try {
            listener.accept(told);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
