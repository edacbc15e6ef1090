// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.Visit;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerNumber;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.PortMoves;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.LogHistogram;

/** What a port's memory answers a bill; {@code StaysInPorts} makes readings of it, with what is known of its boxes. */
final class PortMeasure implements Measure<PortMemory> {
    /** A port that is silent so long after an arrival reports no more. */
    private static final int DAYS_AFTER_ARRIVAL = 3;

    @Override
    public Answer of(Visit visit, PortMemory memory) {
        if (memory.isEmpty()) {
            return Answer.NOTHING;
        }
        Consignment bill = visit.event().live();
        List<PortMoves.Usual> usual = new ArrayList<>(2);
        add(usual, "", memory.hours());
        List<String> owners = new ArrayList<>(2);
        for (Equipment unit : bill.equipment()) {
            String number = ContainerNumber.valid(unit.id());
            String owner = number == null ? null : PortMemory.owner(number);
            if (owner != null && !owners.contains(owner)) {
                owners.add(owner);
                add(usual, owner, memory.hours(owner));
            }
        }
        return Answer.ofPort(new PortMoves(
                PortKind.port(visit.key()),
                isReportedAround(bill.arrival(), memory) ? memory.moves() : 0,
                memory.first(),
                memory.last(),
                usual));
    }

    private static boolean isReportedAround(@Nullable Instant arrival, PortMemory memory) {
        return arrival != null
                && memory.first() < Bucket.day(arrival)
                && memory.last() >= Bucket.day(arrival) + DAYS_AFTER_ARRIVAL;
    }

    private static void add(List<PortMoves.Usual> usual, String owner, @Nullable LogHistogram hours) {
        if (hours != null && hours.total() > 0) {
            double median = hours.logMedian();
            usual.add(new PortMoves.Usual(owner, hours.total(), median, hours.logDeviation(median)));
        }
    }
}
