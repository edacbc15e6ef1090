package portolan.pipeline.stage;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import portolan.pipeline.state.ListedKeys;
import portolan.pipeline.state.ListedKeys.Listed;
import portolan.pipeline.state.OpenListsLayout;
import portolan.pipeline.state.OpenListsLayout.OpenList;

/**
 * The {@link RetentionLists} of one task that are not stored yet: on the heap, and in every snapshot as raw keyed state.
 * To store them at each snapshot, a thousand short ones, was half of what a checkpoint stopped the task for.
 *
 * <p>A list holds keys of one key group, so that it goes to whatever task they go to, and whose time is over in one
 * week, so that none is kept for longer than that in vain. The operator must say that its raw keyed state is its own
 * ({@code isUsingCustomRawKeyedState}), and have its timers in RocksDB, else Flink takes these bytes for timers.
 */
public final class OpenLists {
    private static final long WEEK_MILLIS = TimeUnit.DAYS.toMillis(7);

    private final int keyGroups;

    /** The eldest list first. */
    private final Map<Place, Open> lists = new LinkedHashMap<>();

    private int keys;

    /** No list is of a week before this. */
    private long firstWeek = Long.MAX_VALUE;

    private OpenLists(int keyGroups) {
        this.keyGroups = keyGroups;
    }

    /**
     * Those that a task begins with: what the snapshot has of its key groups.
     *
     * @param keyGroups of the job
     */
    public static OpenLists in(StateInitializationContext context, int keyGroups) throws IOException {
        OpenLists restored = new OpenLists(keyGroups);
        for (KeyGroupStatePartitionStreamProvider stored : context.getRawKeyedStateInputs()) {
            DataInputStream in = new DataInputStream(stored.getStream());
            for (OpenList list : OpenListsLayout.read(in.readNBytes(in.readInt()))) {
                restored.list(new Place(stored.getKeyGroupId(), list.week()), list.until())
                        .keys
                        .addAll(list.keys());
                restored.keys += list.keys().count();
            }
        }
        return restored;
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

    /** Writes them to a snapshot; they stay. */
    public void write(StateSnapshotContext context) throws Exception {
        SortedMap<Integer, List<OpenList>> byKeyGroup = new TreeMap<>();
        lists.forEach((place, list) -> byKeyGroup
                .computeIfAbsent(place.keyGroup, some -> new ArrayList<>())
                .add(new OpenList(place.week, list.until, list.keys)));
        KeyedStateCheckpointOutputStream state = context.getRawKeyedOperatorStateOutput();
        DataOutputStream out = new DataOutputStream(state);
        for (Map.Entry<Integer, List<OpenList>> group : byKeyGroup.entrySet()) {
            state.startNewKeyGroup(group.getKey());
            byte[] bytes = OpenListsLayout.write(group.getValue());
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        out.flush();
    }
}
