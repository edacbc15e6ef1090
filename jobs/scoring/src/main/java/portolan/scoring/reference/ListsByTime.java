// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The reference data of a job, with the published watch lists in force, by order time; immutable. */
public final class ListsByTime {
    private final Reference base;
    private final List<InForce> times;

    /**
     * A version that comes into force in the place of a list, or leaves it empty.
     *
     * @param from epoch milliseconds of order time
     * @param name of the list, whichever version
     * @param list null where none is in force from then on
     */
    public record Use(long from, String name, @Nullable Watchlist list) {}

    private record InForce(long from, Reference reference) {}

    /**
     * @param base beside the lists
     * @param uses ascending by time
     */
    public ListsByTime(Reference base, List<Use> uses) {
        this.base = base;
        Map<String, Watchlist> lists = new TreeMap<>();
        List<InForce> reckoned = new ArrayList<>();
        for (Use use : uses) {
            if (use.list() == null) {
                lists.remove(use.name());
            } else {
                lists.put(use.name(), use.list());
            }
            reckoned.add(new InForce(use.from(), base.watchingToo(List.copyOf(lists.values()))));
        }
        this.times = List.copyOf(reckoned);
    }

    /** What is known at a time; what comes into force in the same millisecond is. */
    public Reference at(long orderTime) {
        for (int i = times.size() - 1; i >= 0; i--) {
            if (times.get(i).from() <= orderTime) {
                return times.get(i).reference();
            }
        }
        return base;
    }
}
