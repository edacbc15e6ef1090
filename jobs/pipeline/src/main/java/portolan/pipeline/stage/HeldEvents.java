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
    private final Comparator<T> inPositionOrder;
    private final Function<T, @Nullable String> line;
    private final ToLongFunction<T> turn;
    private final ArrayList<T> held = new ArrayList<>();
    private final Map<String, List<T>> byLine = new HashMap<>();

    /** Events before this index are taken, and held no longer. */
    private int taken;

    private boolean sorted = true;

    /**
     * Nothing is held yet.
     *
     * @param line in which an event must not come before those of a lower turn, whatever their positions are; null when
     *     it stands in none
     */
    HeldEvents(Function<T, Position> position, Function<T, @Nullable String> line, ToLongFunction<T> turn) {
        this.position = position;
        this.line = line;
        this.turn = turn;
        this.inPositionOrder = (one, other) -> position.apply(one).compareTo(position.apply(other));
    }

    void hold(T event) {
        String itsLine = line.apply(event);
        if (itsLine != null) {
            byLine.computeIfAbsent(itsLine, unused -> new ArrayList<>(1)).add(event);
        }
        held.add(event);
        sorted = false;
    }

    /** Takes the first event that the watermark has passed; null when there is none. */
    @Nullable
    T takePassed(long watermark) {
        if (!sorted) {
            forgetTaken();
            held.sort(inPositionOrder);
            sorted = true;
        }
        if (taken < held.size() && position.apply(held.get(taken)).orderTime() <= watermark) {
            T event = held.get(taken++);
            leaveLine(event);
            return event;
        }
        forgetTaken();
        return null;
    }

    /** Takes the one of a line whose turn is the first, where that comes before this turn; null when there is none. */
    @Nullable
    T takeBefore(String itsLine, long itsTurn) {
        List<T> others = byLine.getOrDefault(itsLine, List.of());
        T first = null;
        for (T other : others) {
            long otherTurn = turn.applyAsLong(other);
            if (otherTurn < itsTurn && (first == null || otherTurn < turn.applyAsLong(first))) {
                first = other;
            }
        }
        if (first != null) {
            remove(held, first);
            leaveLine(first);
        }
        return first;
    }

    private void leaveLine(T event) {
        String itsLine = line.apply(event);
        List<T> others = itsLine == null ? null : byLine.get(itsLine);
        if (others != null) {
            remove(others, event);
            if (others.isEmpty()) {
                byLine.remove(itsLine);
            }
        }
    }

    /** Itself, and none that equals it: to compare them costs more. From the end, as what is taken stands first. */
    private static <T> void remove(List<T> from, T event) {
        for (int at = from.size() - 1; at >= 0; at--) {
            if (from.get(at) == event) {
                from.remove(at);
                return;
            }
        }
    }

    private void forgetTaken() {
        held.subList(0, taken).clear();
        taken = 0;
    }

    /** What is held, each event taken apart into the parts that have a key of their own. */
    Map<String, List<T>> byKey(Function<T, List<T>> apart, Function<T, String> key) {
        Map<String, List<T>> byKey = new HashMap<>();
        for (T event : held.subList(taken, held.size())) {
            for (T part : apart.apply(event)) {
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
