// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import portolan.console.rejects.Rejected;

/**
 * What was set aside in the last week: all of it counted, the latest kept without their bytes, which are read when somebody
 * looks. For several threads.
 */
final class RejectBook {
    static final Duration KEPT = Duration.ofDays(7);

    /** What an operator failed on, whatever the input. */
    static final String QUARANTINED = "NOT_HANDLED";

    private static final int MOST_KEPT = 5_000;

    /** A sender may call itself anything, each time anew. */
    private static final int MOST_SENDERS = 500;

    private static final String OTHERS = "…";

    private final Deque<Rejected> latest = new ArrayDeque<>();
    private final NavigableMap<Instant, Hour> hours = new TreeMap<>();

    private static final class Hour {
        private final Map<String, Long> reasons = new HashMap<>();
        private final Map<String, Long> senders = new HashMap<>();
    }

    /** How many of one kind there are. */
    record Count(String name, long rejects) {}

    synchronized void take(Rejected rejected) {
        latest.addLast(rejected.withoutBytes());
        if (latest.size() > MOST_KEPT) {
            latest.removeFirst();
        }
        Hour hour = hours.computeIfAbsent(rejected.at().truncatedTo(ChronoUnit.HOURS), unused -> new Hour());
        hour.reasons.merge(rejected.record().getReason(), 1L, Long::sum);
        boolean isKnown = hour.senders.size() < MOST_SENDERS || hour.senders.containsKey(rejected.sender());
        hour.senders.merge(isKnown ? rejected.sender() : OTHERS, 1L, Long::sum);
    }

    synchronized void forgetBefore(Instant time) {
        hours.headMap(time.truncatedTo(ChronoUnit.HOURS), false).clear();
        while (!latest.isEmpty() && latest.getFirst().at().isBefore(time)) {
            latest.removeFirst();
        }
    }

    /** By reason, most first. */
    synchronized List<Count> reasons() {
        return counts(hour -> hour.reasons);
    }

    /** By sender, most first. */
    synchronized List<Count> senders() {
        return counts(hour -> hour.senders);
    }

    private List<Count> counts(java.util.function.Function<Hour, Map<String, Long>> of) {
        Map<String, Long> all = new HashMap<>();
        hours.values().forEach(hour -> of.apply(hour).forEach((name, count) -> all.merge(name, count, Long::sum)));
        return all.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::rejects).reversed().thenComparing(Count::name))
                .toList();
    }

    /** How many were set aside in the hour before. */
    synchronized long lastHour(Instant now) {
        Instant since = now.minus(1, ChronoUnit.HOURS);
        return latest.stream().filter(one -> one.at().isAfter(since)).count();
    }

    /** How many are counted. */
    synchronized long all() {
        return hours.values().stream()
                .flatMap(hour -> hour.reasons.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The latest of them, newest first. */
    synchronized List<Rejected> latest(Wanted wanted) {
        return latest.stream()
                .filter(wanted::takes)
                .sorted(Rejected.OLDEST_FIRST.reversed())
                .toList();
    }

    /**
     * Which are meant; empty takes all.
     *
     * @param reason as the reject names it
     * @param sender as far as the bytes say
     */
    record Wanted(String reason, String sender) {
        static final Wanted ALL = new Wanted("", "");

        boolean takes(Rejected rejected) {
            return (reason.isEmpty() || reason.equals(rejected.record().getReason()))
                    && (sender.isEmpty() || sender.equals(rejected.sender()));
        }
    }
}
