// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import portolan.pipeline.state.ListedKeys;
import portolan.pipeline.state.ListedKeys.Listed;
import portolan.pipeline.state.UnstoredLayout.OpenList;

/**
 * The {@link RetentionLists} of one task that are not stored yet: on the heap, and in every checkpoint as {@link
 * RawState}. To store them at each snapshot, a thousand short ones, was half of what a checkpoint stopped the task for.
 *
 * <p>A list holds keys of one key group, so that it goes to whatever task they go to, and whose time is over in one
 * week, so that none is kept for longer than that in vain.
 */
public final class OpenLists {
    private static final long WEEK_MILLIS = TimeUnit.DAYS.toMillis(7);

    private final int keyGroups;

    /** The eldest list first. */
    private final Map<Place, Open> lists = new LinkedHashMap<>();

    private int keys;

    /** No list is of a week before this. */
    private long firstWeek = Long.MAX_VALUE;

    /** @param keyGroups of the job */
    OpenLists(int keyGroups) {
        this.keyGroups = keyGroups;
    }

    /** Takes in one that a snapshot has of this key group. */
    void restore(int keyGroup, OpenList stored) {
        list(new Place(keyGroup, stored.week()), stored.until()).keys.addAll(stored.keys());
        keys += stored.keys().count();
    }

    /** All lists as they are now, each with its key group. */
    void forEach(BiConsumer<Integer, OpenList> each) {
        lists.forEach(
                (place, list) -> each.accept(place.keyGroup, new OpenList(place.week, list.until, list.keys.copy())));
    }

    private record Place(int keyGroup, long week) {}

    /** One list. */
    static final class Open {
        private final ListedKeys keys = new ListedKeys();
        private long until = Long.MIN_VALUE;

        ListedKeys keys() {
            return keys;
        }

        /** When the time of all its keys is over, in order time. */
        long until() {
            return until;
        }
    }

    void add(Listed listed, long until) {
        int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(listed.key(), keyGroups);
        list(new Place(keyGroup, Math.floorDiv(until, WEEK_MILLIS)), until).keys.add(listed);
        keys++;
    }

    private Open list(Place place, long until) {
        Open list = lists.computeIfAbsent(place, some -> new Open());
        list.until = Math.max(list.until, until);
        firstWeek = Math.min(firstWeek, place.week);
        return list;
    }

    /** How many keys are on all lists. */
    int keys() {
        return keys;
    }

    /** Takes out the list that was begun first. */
    Open takeEldest() {
        Iterator<Open> eldest = lists.values().iterator();
        Open list = eldest.next();
        eldest.remove();
        keys -= list.keys.count();
        return list;
    }

    /** Takes out all lists whose time is over. */
    List<Open> takePassed(long orderTime) {
        if (Math.floorDiv(orderTime, WEEK_MILLIS) < firstWeek) {
            return List.of();
        }
        List<Open> passed = new ArrayList<>();
        firstWeek = Long.MAX_VALUE;
        for (Iterator<Map.Entry<Place, Open>> all = lists.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Place, Open> one = all.next();
            if (one.getValue().until <= orderTime) {
                passed.add(one.getValue());
                keys -= one.getValue().keys.count();
                all.remove();
            } else {
                firstWeek = Math.min(firstWeek, one.getKey().week);
            }
        }
        return passed;
    }
}
