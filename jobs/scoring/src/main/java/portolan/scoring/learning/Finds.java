// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.util.HashMap;
import java.util.Map;

/** How often inspections of one source's consignments found something where a rule held. */
final class Finds {
    /** So many finds, and one in so many inspections, are no accident of how a source files. */
    private static final int LEAST_FINDS = 2;

    private static final int INSPECTIONS_A_FIND = 10;

    private final Map<Of, Count> counts = new HashMap<>();

    private record Of(Source source, long rule) {}

    private static final class Count {
        private int inspected;
        private int finds;
    }

    void add(Inspected inspected) {
        count(inspected, 1);
    }

    void remove(Inspected inspected) {
        count(inspected, -1);
    }

    private void count(Inspected inspected, int by) {
        for (Source source : inspected.fired().sources()) {
            if (source.equals(Source.ALL)) {
                continue;
            }
            for (long rule : inspected.fired().rules()) {
                Of of = new Of(source, rule);
                Count count = counts.computeIfAbsent(of, unused -> new Count());
                count.inspected += by;
                count.finds += inspected.isFind() ? by : 0;
                if (count.inspected == 0) {
                    counts.remove(of);
                }
            }
        }
    }

    boolean bearOut(Source source, long rule) {
        Count count = counts.get(new Of(source, rule));
        return count != null && count.finds >= LEAST_FINDS && count.finds * INSPECTIONS_A_FIND >= count.inspected;
    }
}
