package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Position;

/** What one task holds in memory until the watermark has passed it, in position order. */
final class HeldEvents<T> {
    private final Function<T, Position> position;
    private final PriorityQueue<T> held;

    HeldEvents(Function<T, Position> position) {
        this.position = position;
        this.held = new PriorityQueue<>(Comparator.comparing(position));
    }

    void hold(T event) {
        held.add(event);
    }

    /** Takes the first event that the watermark has passed; null when there is none. */
    @Nullable
    T takePassed(long watermark) {
        T first = held.peek();
        return first == null || position.apply(first).orderTime() > watermark ? null : held.poll();
    }

    Map<String, List<T>> byKey(Function<T, String> key) {
        Map<String, List<T>> byKey = new HashMap<>();
        for (T event : held) {
            byKey.computeIfAbsent(key.apply(event), unused -> new ArrayList<>()).add(event);
        }
        return byKey;
    }

    int size() {
        return held.size();
    }
}
