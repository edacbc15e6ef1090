// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells listeners what is new, gathered: each so often at most, however much comes, and the last of it too. */
public final class Changes {
    private static final Duration OFTEN = Duration.ofMillis(250);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoTime;

    Changes() {
        this(System::nanoTime);
    }

    Changes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A listener that stays until it is closed. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Tells a listener from now on, at most four times a second. */
    public Subscription subscribe(Consumer<Change> listener) {
        return subscribe(OFTEN, listener);
    }

    /**
     * Tells a listener from now on. It is called by the thread that fills the index, and must not wait.
     *
     * @param apart so much time is between two calls at least
     */
    public Subscription subscribe(Duration apart, Consumer<Change> listener) {
        Listener added = new Listener(listener, apart.toNanos());
        listeners.add(added);
        return () -> listeners.remove(added);
    }

    /** By the thread that fills the index only. */
    void add(Change change) {
        listeners.forEach(listener -> listener.gather(change));
    }

    /** Tells what was gathered, if it is time; by the thread that fills the index, often. */
    void tell() {
        // A page that is gone must not stop the index; it subscribes again when it comes back.
        listeners.removeIf(listener -> !listener.heard());
    }

    private final class Listener {
        private final Consumer<Change> told;
        private final long apart;
        private final Map<Kind, Set<CaseKey>> gathered = new EnumMap<>(Kind.class);
        private long toldAt;

        private Listener(Consumer<Change> told, long apart) {
            this.told = told;
            this.apart = apart;
            this.toldAt = nanoTime.getAsLong() - apart;
        }

        private void gather(Change change) {
            change.byKind()
                    .forEach((kind, keys) -> gathered.computeIfAbsent(kind, none -> new HashSet<>())
                            .addAll(keys));
        }

        private boolean heard() {
            if (gathered.isEmpty() || nanoTime.getAsLong() - toldAt < apart) {
                return true;
            }
            Change change = new Change(gathered);
            gathered.clear();
            toldAt = nanoTime.getAsLong();
            try {
                told.accept(change);
                return true;
            } catch (RuntimeException e) {
                return false;
            }
        }
    }
}
