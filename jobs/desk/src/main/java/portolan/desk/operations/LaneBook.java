// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portolan.schemas.avro.LaneCount;
import portolan.schemas.avro.LaneDrift;
import portolan.schemas.avro.LanesCounted;
import portolan.schemas.avro.LanesCountedKind;

/** What the lanes of offices came to, day by day: of a day that is over its final counts. For several threads. */
final class LaneBook {
    static final Duration KEPT = Duration.ofDays(14);

    /** By office and day; the same day may be told more than once. */
    private final Map<String, LanesCounted> days = new TreeMap<>();

    synchronized void take(LanesCounted counted) {
        days.merge(counted.getTenant() + '/' + counted.getOffice() + '/' + counted.getDay(), counted, LaneBook::newer);
    }

    private static LanesCounted newer(LanesCounted one, LanesCounted other) {
        if (isOver(one) != isOver(other)) {
            return isOver(one) ? one : other;
        }
        return one.getAt().isAfter(other.getAt()) ? one : other;
    }

    /** Whether the day is over, and its counts are final. */
    static boolean isOver(LanesCounted counted) {
        return counted.getKind() == LanesCountedKind.DAY;
    }

    synchronized void forgetBefore(LocalDate day) {
        days.values().removeIf(counted -> counted.getDay().isBefore(day));
    }

    /** The newest day first; of one day in the order of offices. */
    synchronized List<LanesCounted> newestFirst(int most) {
        return days.values().stream()
                .sorted(Comparator.comparing(LanesCounted::getDay)
                        .reversed()
                        .thenComparing(LanesCounted::getTenant)
                        .thenComparing(LanesCounted::getOffice))
                .limit(most)
                .toList();
    }

    /** Lanes of the latest day of each office that differ from their budget by more than chance. */
    synchronized List<Drift> drifts() {
        Map<String, LanesCounted> latest = new TreeMap<>();
        days.values().stream()
                .filter(LaneBook::isOver)
                .forEach(counted -> latest.merge(
                        counted.getTenant() + '/' + counted.getOffice(),
                        counted,
                        (one, other) -> one.getDay().isAfter(other.getDay()) ? one : other));
        List<Drift> drifts = new ArrayList<>();
        latest.values()
                .forEach(counted -> counted.getLanes().stream()
                        .filter(count -> count.getDrift() != LaneDrift.NONE)
                        .forEach(count -> drifts.add(
                                new Drift(counted.getTenant(), counted.getOffice(), counted.getDay(), count))));
        return drifts;
    }

    /** A lane of an office that has drifted from its budget. */
    record Drift(String tenant, String office, LocalDate day, LaneCount count) {}
}
