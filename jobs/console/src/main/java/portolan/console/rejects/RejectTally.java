// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import portolan.console.screen.TextLine;

/** How many rejects there are by reason, by sender and by time. */
final class RejectTally {
    private static final int MOST_ROWS = 20;
    private static final int HOURS_SHOWN = 24;
    private static final int MOST_DAYS = 31;

    private final Map<String, Long> reasons = new HashMap<>();
    private final Map<String, Long> senders = new HashMap<>();
    private final TreeMap<Instant, Long> hours = new TreeMap<>();
    private long count;
    private long again;

    void add(Rejected rejected) {
        count++;
        reasons.merge(rejected.record().getReason(), 1L, Long::sum);
        senders.merge(rejected.sender(), 1L, Long::sum);
        hours.merge(rejected.at().truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
        again += rejected.replay().attempt() > 0 ? 1 : 0;
    }

    long count() {
        return count;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (again > 0) {
            lines.add(TextLine.number(again) + " of them were replayed and rejected again");
            lines.add("");
        }
        table(lines, "reason", mostFirst(reasons), "reason");
        table(lines, "sender", mostFirst(senders), "sender");
        times(lines);
        return lines;
    }

    private void times(List<String> lines) {
        if (hours.isEmpty()) {
            return;
        }
        boolean byHour = hours.firstKey().plus(HOURS_SHOWN, ChronoUnit.HOURS).isAfter(hours.lastKey());
        Map<String, Long> times = new TreeMap<>(Comparator.reverseOrder());
        hours.forEach((hour, rejects) -> times.merge(
                byHour
                        ? hour.toString().substring(0, 13) + "h"
                        : hour.toString().substring(0, 10),
                rejects,
                Long::sum));
        List<Map.Entry<String, Long>> latest = new ArrayList<>(times.entrySet());
        table(lines, byHour ? "hour, UTC" : "day, UTC", latest.subList(0, Math.min(MOST_DAYS, latest.size())), "day");
        long shown =
                latest.stream().limit(MOST_DAYS).mapToLong(Map.Entry::getValue).sum();
        if (shown < count) {
            lines.add(row("before", count - shown));
            lines.add("");
        }
    }

    private static List<Map.Entry<String, Long>> mostFirst(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private static void table(List<String> lines, String head, List<Map.Entry<String, Long>> rows, String row) {
        lines.add(String.format(Locale.ROOT, "%-40s %10s", head, "rejects"));
        int most = row.equals("day") ? MOST_DAYS : MOST_ROWS;
        rows.stream().limit(most).forEach(one -> lines.add(row(one.getKey(), one.getValue())));
        long left = rows.stream().skip(most).mapToLong(Map.Entry::getValue).sum();
        if (left > 0) {
            lines.add(row(TextLine.counted(rows.size() - most, "other " + row), left));
        }
        lines.add("");
    }

    private static String row(String name, long rejects) {
        return String.format(
                Locale.ROOT, "  %-38s %10s", TextLine.cut(TextLine.harmless(name), 38), TextLine.number(rejects));
    }
}
