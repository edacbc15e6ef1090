// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.EpochMillis;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.DayPattern;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.RuleSetRef;

/**
 * The counts of one office: days that are open, and what closed ones came to. A day is open until an hour after its
 * end. Mutable; it lives no longer than one event of its operator.
 *
 * <p>Of closed days it keeps what {@link Trend} looks at, {@value Trend#MOST_DAYS} for each pattern of days that the
 * newest budgets have. A day on which nothing was selected is no change of any count and nobody closes it: it counts as
 * a day with none once the next one is closed.
 */
public final class OfficeCounts {
    /** The lanes that have budgets. */
    static final List<Lane> LANES = List.of(Lane.RED, Lane.YELLOW, Lane.BLUE);

    /** Filings take a while; whoever comes later than this would keep every day open. */
    static final Duration CLOSED_AFTER = Duration.ofHours(1);

    /** An office of which nothing is selected for so long is counted afresh when it comes back. */
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(100);

    final String tenant;
    final String office;
    final TreeMap<LocalDate, OpenDay> open = new TreeMap<>();
    final List<ClosedDay> closed = new ArrayList<>();

    @Nullable
    LocalDate closedThrough;

    OfficeCounts(String tenant, String office) {
        this.tenant = tenant;
        this.office = office;
    }

    /** An office that never counted anything. */
    public static OfficeCounts of(LaneChange first) {
        return new OfficeCounts(first.tenant(), first.office());
    }

    /** When a day is closed, in epoch milliseconds of order time. */
    public static long closing(LocalDate day) {
        return EpochMillis.of(
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).plus(CLOSED_AFTER).toInstant());
    }

    /** Whether a change still counts: its day was not closed before. */
    public boolean takes(LaneChange change) {
        boolean over = closedThrough != null && !change.day().isAfter(closedThrough);
        // One less of nothing is one less of a day that was forgotten.
        return !over && (change.by() > 0 || open.containsKey(change.day()));
    }

    /** Whether the day has a count. */
    public boolean isOpen(LocalDate day) {
        return open.containsKey(day);
    }

    public boolean hasNoOpenDay() {
        return open.isEmpty();
    }

    /** Whether there is nothing to remember: it never counted anything. */
    public boolean isEmpty() {
        return open.isEmpty() && closedThrough == null;
    }

    /** Counts a change that it takes; says so when that exceeds a budget for the first time on that day. */
    public List<LanesCounted> count(LaneChange change) {
        OpenDay before = open.get(change.day());
        if (before == null) {
            before = new OpenDay(Objects.requireNonNull(change.budget()), change.ruleSet(), Map.of());
        }
        OpenDay after = before.with(change);
        Lane lane = change.lane();
        boolean exceeds = after.count(lane, Trend.UNKNOWN).isExceeded()
                && !after.tally(lane).told();
        if (exceeds) {
            after = after.with(lane, after.tally(lane).nowTold());
        }
        open.put(change.day(), after);
        if (!exceeds) {
            return List.of();
        }
        List<LaneCount> counts = new ArrayList<>();
        for (Lane each : LANES) {
            counts.add(after.count(each, Trend.UNKNOWN));
        }
        Instant at = Instant.ofEpochMilli(change.position().orderTime());
        return List.of(told(lane, change.day(), at, after, counts));
    }

    /** Closes the days that are over at this order time, the oldest first. */
    public List<LanesCounted> closeUntil(long orderTime) {
        List<LanesCounted> news = new ArrayList<>();
        while (!open.isEmpty() && closing(open.firstKey()) <= orderTime) {
            Map.Entry<LocalDate, OpenDay> first = open.pollFirstEntry();
            news.add(close(first.getKey(), first.getValue()));
        }
        return news;
    }

    /** Whether nothing is counted here any more at this order time, nor compared. */
    public boolean isForgotten(long orderTime) {
        return open.isEmpty() && (closedThrough == null || forgotten(closedThrough) <= orderTime);
    }

    /** When it is forgotten unless something is counted before. */
    public long forgottenAt() {
        LocalDate last = open.isEmpty() ? Objects.requireNonNull(closedThrough, "never counted") : open.lastKey();
        return forgotten(last);
    }

    private static long forgotten(LocalDate last) {
        return EpochMillis.plus(closing(last), FORGOTTEN_AFTER.toMillis());
    }

    private LanesCounted close(LocalDate day, OpenDay over) {
        if (closedThrough != null) {
            closeEmptyDays(closedThrough, day);
        }
        closedThrough = day;
        Map<Lane, Integer> selected = new HashMap<>();
        LANES.forEach(lane -> selected.put(lane, over.tally(lane).selected()));
        keep(new ClosedDay(day, over.budget(), selected));
        List<LaneCount> counts = new ArrayList<>();
        for (Lane lane : LANES) {
            counts.add(over.count(lane, trend(lane, over.budget())));
        }
        return told(null, day, Instant.ofEpochMilli(closing(day)), over, counts);
    }

    private void closeEmptyDays(LocalDate last, LocalDate next) {
        LocalDate from = next.minusDays(Trend.MOST_DAYS);
        for (LocalDate day = from.isAfter(last) ? from : last.plusDays(1); day.isBefore(next); day = day.plusDays(1)) {
            Budget budget = newestBudget(day);
            if (budget != null) {
                keep(new ClosedDay(day, budget, Map.of()));
            }
        }
    }

    private @Nullable Budget newestBudget(LocalDate day) {
        for (int i = closed.size() - 1; i >= 0; i--) {
            Budget budget = closed.get(i).budget();
            if (budget.days().contains(day.getDayOfWeek())) {
                return budget;
            }
        }
        return null;
    }

    /** Adds a day. What had other patterns for the same days of the week belongs to a rule set that was replaced. */
    private void keep(ClosedDay day) {
        DayPattern days = day.budget().days();
        closed.removeIf(other ->
                !other.budget().days().equals(days) && other.budget().days().overlaps(days));
        closed.add(day);
        long same = closed.stream()
                .filter(other -> other.budget().days().equals(days))
                .count();
        if (same > Trend.MOST_DAYS) {
            for (ClosedDay other : closed) {
                if (other.budget().days().equals(days)) {
                    closed.remove(other);
                    return;
                }
            }
        }
    }

    private Trend trend(Lane lane, Budget budget) {
        Integer capacity = budget.of(lane);
        if (capacity == null) {
            return Trend.UNKNOWN;
        }
        int days = 0;
        long selected = 0;
        for (ClosedDay day : closed) {
            if (day.budget().days().equals(budget.days())
                    && capacity.equals(day.budget().of(lane))) {
                days++;
                selected += day.selected(lane);
            }
        }
        return Trend.of(days, selected, (long) days * capacity);
    }

    private LanesCounted told(@Nullable Lane exceeded, LocalDate day, Instant at, OpenDay of, List<LaneCount> counts) {
        RuleSetRef ruleSet = of.ruleSet();
        return new LanesCounted(exceeded, tenant, office, day, at, of.budget().days(), counts, ruleSet);
    }
}
