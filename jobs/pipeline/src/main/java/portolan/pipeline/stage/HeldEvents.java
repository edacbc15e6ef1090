package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
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
    private final ArrayList<T> held = new ArrayList<>();

    /** Events before this index are taken, and held no longer. */
    private int taken;

    private boolean sorted = true;

    HeldEvents(Function<T, Position> position) {
        this.position = position;
        this.inPositionOrder = (one, other) -> position.apply(one).compareTo(position.apply(other));
    }

    void hold(T event) {
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
            return held.get(taken++);
        }
        forgetTaken();
        return null;
    }

    /** Takes the first event of this kind in the order that they have now, held or sorted; null when there is none. */
    @Nullable
    T takeFirst(Predicate<T> kind) {
        for (int at = taken; at < held.size(); at++) {
            if (kind.test(held.get(at))) {
                return held.remove(at);
            }
        }
        return null;
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
