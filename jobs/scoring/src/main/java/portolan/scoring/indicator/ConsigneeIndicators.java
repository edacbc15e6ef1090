package portolan.scoring.indicator;

import java.util.List;
import portolan.scoring.memory.ConsigneeMemory;
import portolan.scoring.memory.Visit;

/** What is known of the consignee: catalogue 6, 20 and 29. */
final class ConsigneeIndicators implements Measure<ConsigneeMemory> {
    @Override
    public Answer of(Visit visit, ConsigneeMemory memory) {
        Reading firstTime = visit.event().live().isToOrder()
                ? ToOrderNotify.read(visit, memory)
                : new Reading(
                        Indicator.FIRST_TIME_CONSIGNEE,
                        memory.consignments() == 0 ? 1 : 0,
                        Wording.earlierConsignments(memory.consignments()) + " to this consignee");
        return new Answer(
                List.of(firstTime),
                PartyOffences.of(
                        Indicator.CONSIGNEE_OFFENCE_RATE,
                        memory.inspections(),
                        visit.event().live().receivedAt()));
    }
}
