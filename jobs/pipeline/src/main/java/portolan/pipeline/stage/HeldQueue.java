// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Places of values that are held as objects, in the order in which they came, with what room they take.
 *
 * @param <V> the value
 */
final class HeldQueue<V> {
    /** As many usual values may be here. */
    private final int most;

    private final LinkedHashMap<String, Held<V>> places = new LinkedHashMap<>();
    private long room;

    HeldQueue(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    @Nullable
    Held<V> get(String key) {
        return places.get(key);
    }

    void add(Held<V> place) {
        places.put(place.key(), place);
        room += place.room();
        place.standsIn(this);
    }

    void remove(Held<V> place) {
        places.remove(place.key());
        room -= place.room();
    }

    /** A place that stands here takes another room now. */
    void weighed(int before, int now) {
        room += now - before;
    }

    /** Whether something must go before so much more has room, and there is something. */
    boolean isOverfull(int more) {
        return room + more > most && !places.isEmpty();
    }

    /** Takes out the place that came first. */
    Held<V> takeEldest() {
        Iterator<Held<V>> eldest = places.values().iterator();
        Held<V> place = eldest.next();
        eldest.remove();
        room -= place.room();
        return place;
    }

    Iterable<Held<V>> places() {
        return places.values();
    }

    int size() {
        return places.size();
    }
}
