// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.rules.Fired;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;

/** Counts, by hour and source, on which filings rules held; what one task counts is added to what others count. */
public final class HourCounts {
    private final TreeMap<Long, Map<Of, Counting>> byHour = new TreeMap<>();

    /**
     * Counts a version that was judged in place of what was counted of the consignment before.
     *
     * @param ruleSets in force, the champion first
     * @param fired of each
     * @param before what was remembered of it; null of one that was not counted yet, or was withdrawn
     * @return what to remember of it now
     */
    public FiredRules judged(CaseEvent event, List<RuleSet> ruleSets, List<Fired> fired, @Nullable FiredRules before) {
        FiredRules now = FiredRules.of(event, ruleSets, fired);
        if (before != null && before.counted()) {
            add(event, before, -1);
        }
        add(event, now, 1);
        Counting all = counting(Hours.of(event.position().orderTime()), new Of(event.tenant(), Source.ALL));
        ruleSets.forEach(all::inForce);
        return now;
    }

    /**
     * Takes back what was counted of a consignment.
     *
     * @return what to remember of it: an inspection can still be told, or corrected
     */
    public FiredRules takeBack(CaseEvent event, FiredRules before) {
        if (before.counted()) {
            add(event, before, -1);
        }
        return before.takenBack();
    }

    private void add(CaseEvent event, FiredRules remembered, int by) {
        long hour = Hours.of(event.position().orderTime());
        for (Source source : remembered.sources()) {
            counting(hour, new Of(event.tenant(), source)).add(remembered, by);
        }
    }

    private Counting counting(long hour, Of of) {
        return byHour.computeIfAbsent(hour, unused -> new HashMap<>()).computeIfAbsent(of, Counting::new);
    }

    /** Takes what was counted of all hours up to this one. */
    public List<TrafficCount> takeUntil(long hour) {
        List<TrafficCount> taken = new ArrayList<>();
        Iterator<Map.Entry<Long, Map<Of, Counting>>> closed =
                byHour.headMap(hour, true).entrySet().iterator();
        while (closed.hasNext()) {
            Map.Entry<Long, Map<Of, Counting>> entry = closed.next();
            entry.getValue().values().forEach(counting -> taken.add(counting.of(entry.getKey())));
            closed.remove();
        }
        return taken;
    }

    /** All that is counted and not taken yet, for a snapshot. */
    public List<TrafficCount> all() {
        List<TrafficCount> all = new ArrayList<>();
        byHour.forEach((hour, counts) -> counts.values().forEach(counting -> all.add(counting.of(hour))));
        all.sort(Comparator.comparingLong(TrafficCount::hour)
                .thenComparing(TrafficCount::tenant)
                .thenComparing(TrafficCount::source));
        return all;
    }

    /** Puts back what was in a snapshot. */
    public void restore(TrafficCount count) {
        counting(count.hour(), new Of(count.tenant(), count.source())).add(count);
    }

    private record Of(String tenant, Source source) {}

    /** What is counted of one source in one hour. */
    private static final class Counting {
        private final Of of;
        private final Map<Long, Integer> fired = new TreeMap<>();
        private int filings;
        private long shippers;
        private final Set<String> known = new HashSet<>();

        Counting(Of of) {
            this.of = of;
        }

        void add(FiredRules remembered, int by) {
            filings += by;
            shippers |= by > 0 ? 1L << remembered.shipper() : 0;
            for (long rule : remembered.rules()) {
                fired.merge(rule, by, Integer::sum);
            }
        }

        void add(TrafficCount count) {
            filings += count.filings();
            shippers |= count.shippers();
            for (int i = 0; i < count.rules().length; i++) {
                fired.merge(count.rules()[i], count.fired()[i], Integer::sum);
            }
        }

        /** A rule that never holds is counted from the hour in which it was first in force, too. */
        void inForce(RuleSet ruleSet) {
            if (known.add(ruleSet.hash())) {
                for (Rule rule : ruleSet.rules()) {
                    fired.putIfAbsent(rule.conditionHash(), 0);
                }
            }
        }

        TrafficCount of(long hour) {
            long[] rules = new long[fired.size()];
            int[] counts = new int[fired.size()];
            int i = 0;
            for (Map.Entry<Long, Integer> each : fired.entrySet()) {
                rules[i] = each.getKey();
                counts[i++] = each.getValue();
            }
            return new TrafficCount(of.tenant(), of.source(), hour, filings, shippers, rules, counts);
        }
    }
}
