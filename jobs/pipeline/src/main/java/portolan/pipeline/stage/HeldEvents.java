// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Position;

/**
 * What one task holds in memory until the watermark has passed it, in position order.
 *
 * <p>Events come nearly in order, from few channels: sorting what has come since the last watermark finds long runs and
 * costs a fraction of what a heap does an event.
 */
final class HeldEvents<T> {
    private final Function<T, Position> position;
    private final Comparator<Waiting<T>> inPositionOrder;
    private final Function<T, @Nullable String> line;
    private final ToLongFunction<T> turn;
    private final ArrayList<Waiting<T>> held = new ArrayList<>();
    private final Map<String, List<Waiting<T>>> byLine = new HashMap<>();

    /** Events before this index are taken, and held no longer. */
    private int taken;

    private boolean sorted = true;
    private long came;

    /** What is held; itself, and none that equals it. Its line is a text that has to be made, so it is kept. */
    static final class Waiting<T> {
        private final T event;
        private final @Nullable String line;
        private final long turn;
        private final long came;

        private Waiting(T event, @Nullable String line, long turn, long came) {
            this.event = event;
            this.line = line;
            this.turn = turn;
            this.came = came;
        }

        T event() {
            return event;
        }

        /** In which it must not come before those of a lower turn; null when it stands in none. */
        @Nullable
        String line() {
            return line;
        }

        /** Its place in its line. */
        long turn() {
            return turn;
        }
    }

    /**
     * Nothing is held yet.
     *
     * @param line in which an event must not come before those of a lower turn, whatever their positions are; null when
     *     it stands in none
     * @param turn asked once, as an event comes
     */
    HeldEvents(Function<T, Position> position, Function<T, @Nullable String> line, ToLongFunction<T> turn) {
        this.position = position;
        this.line = line;
        this.turn = turn;
        this.inPositionOrder = (one, other) -> position.apply(one.event()).compareTo(position.apply(other.event()));
    }

    void hold(T event) {
        Waiting<T> one = new Waiting<>(event, line.apply(event), turn.applyAsLong(event), came++);
        if (one.line != null) {
            byLine.computeIfAbsent(one.line, unused -> new ArrayList<>(1)).add(one);
        }
        held.add(one);
        sorted = false;
    }

    /** Takes the first event that the watermark has passed; null when there is none. */
    @Nullable
    Waiting<T> takePassed(long watermark) {
        if (!sorted) {
            forgetTaken();
            held.sort(inPositionOrder);
            sorted = true;
        }
        if (taken < held.size() && position.apply(held.get(taken).event()).orderTime() <= watermark) {
            Waiting<T> first = held.get(taken++);
            leaveLine(first);
            return first;
        }
        forgetTaken();
        return null;
    }

    /** Takes the one of a line whose turn is the first, where that comes before this turn; null when there is none. */
    @Nullable
    T takeBefore(String itsLine, long itsTurn) {
        List<Waiting<T>> others = byLine.getOrDefault(itsLine, List.of());
        Waiting<T> first = null;
        for (Waiting<T> other : others) {
            if (other.turn < itsTurn && (first == null || other.turn < first.turn)) {
                first = other;
            }
        }
        if (first == null) {
            return null;
        }
        remove(held, first);
        leaveLine(first);
        return first.event();
    }

    private void leaveLine(Waiting<T> one) {
        List<Waiting<T>> others = one.line == null ? null : byLine.get(one.line);
        if (others != null) {
            remove(others, one);
            if (others.isEmpty()) {
                byLine.remove(one.line);
            }
        }
    }

    /** From the end, as what is taken stands first. */
    private static <T> void remove(List<Waiting<T>> from, Waiting<T> one) {
        for (int at = from.size() - 1; at >= 0; at--) {
            if (from.get(at) == one) {
                from.remove(at);
                return;
            }
        }
    }

    private void forgetTaken() {
        held.subList(0, taken).clear();
        taken = 0;
    }

    /** What is held as it came, each event taken apart into the parts that have a key of their own. */
    Map<String, List<T>> byKey(Function<T, List<T>> apart, Function<T, String> key) {
        List<Waiting<T>> asItCame = new ArrayList<>(held.subList(taken, held.size()));
        asItCame.sort(Comparator.comparingLong(one -> one.came));
        Map<String, List<T>> byKey = new HashMap<>();
        for (Waiting<T> one : asItCame) {
            for (T part : apart.apply(one.event())) {
                byKey.computeIfAbsent(key.apply(part), unused -> new ArrayList<>())
                        .add(part);
            }
        }
        return byKey;
    }

    int size() {
        return held.size() - taken;
    }
}
