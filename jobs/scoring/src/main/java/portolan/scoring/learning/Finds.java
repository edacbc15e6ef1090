// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How often inspections of one source's consignments found something where a rule held, against all others. */
final class Finds {
    private static final int LEAST_FINDS = 2;

    /** So many times as many as inspections of the same kind find elsewhere are no accident of what was red anyway. */
    private static final int TIMES_AS_MANY = 2;

    /** What is supposed of inspections elsewhere before there are any: one find in ten. */
    private static final double SUPPOSED_FINDS = 1;

    private static final double SUPPOSED = 10;

    private final Map<Of, Count> counts = new HashMap<>();
    private final Count all = new Count();

    private record Of(Source source, long rule) {}

    /** By stratum: who was red is found more often than who was drawn. */
    private static final class Count {
        private final int[] inspected = new int[FiredRules.Stratum.values().length];
        private final int[] finds = new int[inspected.length];

        @SuppressWarnings("EnumOrdinal") // never stored
        void add(Inspected news, int by) {
            inspected[news.fired().stratum().ordinal()] += by;
            finds[news.fired().stratum().ordinal()] += news.isFind() ? by : 0;
        }
    }

    void add(Inspected inspected) {
        count(inspected, 1);
    }

    void remove(Inspected inspected) {
        count(inspected, -1);
    }

    private void count(Inspected inspected, int by) {
        all.add(inspected, by);
        for (Source source : inspected.fired().sources()) {
            if (source.equals(Source.ALL)) {
                continue;
            }
            for (long rule : inspected.fired().rules()) {
                Of of = new Of(source, rule);
                Count count = counts.computeIfAbsent(of, unused -> new Count());
                count.add(inspected, by);
                if (Arrays.stream(count.inspected).sum() == 0) {
                    counts.remove(of);
                }
            }
        }
    }

    /**
     * Whether more was found where a source sets a rule off than such inspections find elsewhere: twice as much, or in
     * every other of them. What is red on other grounds bears out no rule that holds for all that a source files.
     */
    boolean bearOut(Source source, long rule) {
        Count own = counts.get(new Of(source, rule));
        if (own == null) {
            return false;
        }
        int inspected = 0;
        int finds = 0;
        double expected = 0;
        for (int stratum = 0; stratum < own.inspected.length; stratum++) {
            inspected += own.inspected[stratum];
            finds += own.finds[stratum];
            double rate = (all.finds[stratum] - own.finds[stratum] + SUPPOSED_FINDS)
                    / (all.inspected[stratum] - own.inspected[stratum] + SUPPOSED);
            expected += own.inspected[stratum] * rate;
        }
        return finds >= LEAST_FINDS
                && (finds >= TIMES_AS_MANY * expected || (2 * finds >= inspected && finds > expected));
    }
}
