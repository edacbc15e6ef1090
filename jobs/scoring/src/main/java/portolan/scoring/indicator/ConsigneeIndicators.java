package portolan.scoring.indicator;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.memory.ConsigneeMemory;
import portolan.scoring.memory.Visit;

/**
 * What is known of the consignee: catalogue 6, 7, 20, 29, 35, 54.
 *
 * <p>{@link Indicator#FIRST_TIME_CONSIGNEE} (20): flag, 1 when no consignment to it is remembered. State: consignee memory.
 * Source: general practice. Known false positives: every newcomer.
 */
final class ConsigneeIndicators implements Measure<ConsigneeMemory> {
    @Override
    public Answer of(Visit visit, ConsigneeMemory memory) {
        Consignment consignment = visit.event().live();
        List<Reading> readings = new ArrayList<>(5);
        String earlier = Wording.earlierConsignments(memory.consignments()) + " to this consignee";
        if (consignment.isToOrder()) {
            // The key is the notify party's: what is known of it is not known of a consignee.
            readings.add(ToOrderNotify.read(visit, memory));
            return new Answer(
                    readings,
                    PartyOffences.of(Indicator.CONSIGNEE_OFFENCE_RATE, memory.inspections(), consignment.receivedAt()));
        }
        readings.add(new Reading(Indicator.FIRST_TIME_CONSIGNEE, memory.consignments() == 0 ? 1 : 0, earlier));
        readings.add(new Reading(Indicator.CONSIGNEE_CONSIGNMENTS, memory.consignments(), earlier));
        ShipperIndicators.addIfRead(readings, NameConflict.read(memory.names(), consignment.consignee(), "consignee"));
        ShipperIndicators.addIfRead(readings, Splitting.toConsignee(memory.smallValues(), consignment));
        ShipperIndicators.addIfRead(
                readings, RepeatedPersonalEffects.read(memory.personalEffects(), consignment, "to this consignee"));
        return new Answer(
                readings,
                PartyOffences.of(Indicator.CONSIGNEE_OFFENCE_RATE, memory.inspections(), consignment.receivedAt()));
    }
}
