// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Worth;
import portolan.scoring.rules.Worth.Bound;

/** What one tenant's traffic and inspections have taught. */
final class TenantLearned {
    /** More inspections than these teach nothing that these do not; the oldest go first. */
    private static final int MOST_INSPECTED = 10_000;

    /** In force and in shadows at one time; what follows of them can be reckoned again. */
    private static final int MOST_RULE_SETS = 32;

    /** Filers and carriers of whom most was filed: who has less of it is bound by nothing of its own anyway. */
    private static final int MOST_SOURCES = 2_000;

    /** After so many days a million filings count for less than one. */
    private static final int MOST_DAYS = 2_000;

    private final String tenant;
    private final Map<Source, Traffic> traffic = new TreeMap<>();

    /** Counts of hours that are not in the above yet. */
    private final TreeMap<Long, List<TrafficCount>> pending = new TreeMap<>();

    /** What was found, of days that are not in the below yet. */
    private final TreeSet<Inspected> awaited = new TreeSet<>(Inspected.ORDER);

    private final Map<String, Inspected> byKey = new HashMap<>();
    private final TreeSet<Inspected> inspected = new TreeSet<>(Inspected.ORDER);
    private final Finds finds = new Finds();

    /** The last hour that is counted, and its day. */
    private long through = Long.MIN_VALUE;

    private long day = Long.MIN_VALUE;

    /** All traffic as it was when that day began: what a fit of the day goes by, whoever makes it and when. */
    private Traffic atDayStart = new Traffic();

    private final List<ShareJump> jumps = new ArrayList<>();

    private final Map<String, InForce> byRuleSet = new HashMap<>();

    TenantLearned(String tenant) {
        this.tenant = tenant;
        traffic.put(Source.ALL, new Traffic());
    }

    /** What one rule set's rules are worth, for as long as it is. */
    private static final class InForce {
        private final Map<List<Source>, Worth> bySources = new HashMap<>();
        private long through = Long.MIN_VALUE;
        private long fitted = Long.MIN_VALUE;
        private Fit fit = Fit.NONE;
        private Worth ofAll = Worth.AS_WRITTEN;
        private @Nullable Bound[] bounds = {};
    }

    void add(TrafficCount count) {
        if (count.hour() <= through) {
            // Counted late: the next table has it.
            count(count);
        } else {
            pending.computeIfAbsent(count.hour(), unused -> new ArrayList<>()).add(count);
        }
    }

    private void count(TrafficCount count) {
        traffic.computeIfAbsent(count.source(), unused -> new Traffic()).add(count);
    }

    void add(Inspected news) {
        awaited.add(news);
    }

    private Traffic all() {
        return Objects.requireNonNull(traffic.get(Source.ALL), "is there from the first");
    }

    /** Counts all hours up to this one. */
    void advance(long hour) {
        if (hour <= through) {
            return;
        }
        through = hour;
        Map<Long, List<TrafficCount>> passed = pending.headMap(hour, true);
        passed.forEach((each, counts) -> {
            begin(Hours.day(each));
            counts.forEach(this::count);
            // Whose codes are made up is not kept for a day.
            forgetSmallest();
        });
        passed.clear();
        begin(Hours.day(hour));
    }

    private void begin(long newDay) {
        if (newDay <= day) {
            return;
        }
        if (day != Long.MIN_VALUE) {
            jumps.addAll(all().jumpsSince(atDayStart, tenant, LocalDate.ofEpochDay(day)));
        }
        // Nothing is left of what is older, and a stamp may be of any year.
        long days = day == Long.MIN_VALUE ? 0 : Math.min(newDay - day, MOST_DAYS);
        for (long passed = 0; passed < days; passed++) {
            traffic.values().forEach(Traffic::passDay);
        }
        day = newDay;
        traffic.entrySet()
                .removeIf(each ->
                        !each.getKey().equals(Source.ALL) && each.getValue().filings() < Traffic.UNITS);
        forgetSmallest();
        atDayStart = all().copy();
        learnUntil(newDay);
    }

    private void forgetSmallest() {
        int beyond = traffic.size() - 1 - MOST_SOURCES;
        if (beyond > 0) {
            List<Source> smallest = traffic.entrySet().stream()
                    .filter(each -> !each.getKey().equals(Source.ALL))
                    .sorted(Map.Entry.<Source, Traffic>comparingByValue(Comparator.comparingLong(Traffic::filings))
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(beyond)
                    .map(Map.Entry::getKey)
                    .toList();
            smallest.forEach(traffic::remove);
        }
    }

    /** Takes what was found before a day began: weights move once a day. */
    private void learnUntil(long newDay) {
        while (!awaited.isEmpty() && Hours.day(Hours.of(awaited.first().orderTime())) < newDay) {
            learn(awaited.pollFirst());
        }
        while (inspected.size() > MOST_INSPECTED) {
            Inspected oldest = inspected.pollFirst();
            byKey.remove(oldest.ledgerKey());
            finds.remove(oldest);
        }
    }

    private void learn(Inspected news) {
        Inspected before = byKey.remove(news.ledgerKey());
        if (before != null) {
            inspected.remove(before);
            finds.remove(before);
        }
        if (news.found() != null) {
            byKey.put(news.ledgerKey(), news);
            inspected.add(news);
            finds.add(news);
        }
    }

    /**
     * @param filer empty where none is named
     * @param carrier the same
     * @param hour the last one that the table in force counts
     */
    Worth worth(RuleSet ruleSet, String filer, String carrier, long hour) {
        advance(hour);
        if (byRuleSet.size() > MOST_RULE_SETS) {
            byRuleSet.clear();
        }
        InForce inForce = byRuleSet.computeIfAbsent(ruleSet.hash(), unused -> new InForce());
        if (inForce.through != through) {
            renew(inForce, ruleSet);
        }
        return inForce.bySources.computeIfAbsent(
                FiredRules.sources(filer, carrier), sources -> ofSources(ruleSet, sources, inForce));
    }

    private void renew(InForce inForce, RuleSet ruleSet) {
        inForce.through = through;
        inForce.bySources.clear();
        inForce.bounds = Rarity.ofAll(ruleSet, all());
        if (inForce.fitted != day) {
            inForce.fitted = day;
            inForce.fit = Fit.of(ruleSet, inspected, Rarity.ofAll(ruleSet, atDayStart));
        }
        inForce.ofAll =
                new Worth(StrictMath.max(0, through), inForce.bounds, inForce.fit.moves(), inForce.fit.slopes());
    }

    private Worth ofSources(RuleSet ruleSet, List<Source> sources, InForce inForce) {
        @Nullable Bound[] bounds = inForce.bounds.clone();
        for (Source source : sources) {
            Traffic own = source.equals(Source.ALL) ? null : traffic.get(source);
            if (own != null) {
                Rarity.ofSource(ruleSet, all(), source, own, sources, finds, bounds);
            }
        }
        return Arrays.equals(bounds, inForce.bounds) ? inForce.ofAll : inForce.ofAll.with(bounds);
    }

    /** Rules whose share of a day's filings was far beyond that of all days before; each once a day. */
    List<ShareJump> takeJumps() {
        List<ShareJump> taken = List.copyOf(jumps);
        jumps.clear();
        return taken;
    }

    void write(LayoutWriter out) {
        out.signed(through).signed(day);
        atDayStart.write(out);
        out.count(traffic.size());
        traffic.forEach((source, each) -> {
            source.write(out);
            each.write(out);
        });
        List<TrafficCount> waiting = new ArrayList<>();
        pending.values().forEach(waiting::addAll);
        out.list(waiting, (to, count) -> count.write(to));
        out.list(List.copyOf(inspected), (to, each) -> each.write(to));
        out.list(List.copyOf(awaited), (to, each) -> each.write(to));
    }

    /** @param version of the layout; the first had what was inspected and what was awaited in one list,
     *     the first two no kinds of goods */
    static TenantLearned read(String tenant, int version, LayoutReader in) {
        TenantLearned learned = new TenantLearned(tenant);
        learned.through = in.signed();
        learned.day = in.signed();
        learned.atDayStart = Traffic.read(in);
        for (int left = in.size(); left > 0; left--) {
            learned.traffic.put(Source.read(in), Traffic.read(in));
        }
        in.list(TrafficCount::read).forEach(learned::add);
        if (version > 1) {
            in.list(Inspected::read).forEach(learned::learn);
        }
        in.list(Inspected::read).forEach(learned::add);
        if (version == 1) {
            learned.learnUntil(learned.day);
        }
        return learned;
    }

    @Override
    public String toString() {
        return tenant + " through hour " + through;
    }
}
