// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.NameConflict;
import portolan.scoring.kind.PartyOffences;
import portolan.scoring.kind.RepeatedPersonalEffects;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;

/**
 * What a consignment looks like beside its shipper's past. Each family
 * is defined on its own class.
 *
 * <p>{@link #FIRST_TIME_SHIPPER}: 1 when no consignment of this shipper is remembered.
 */
public final class ShipperIndicators implements Measure<ShipperMemory> {
    public static final Indicator FIRST_TIME_SHIPPER = Indicator.named("first_time_shipper");
    public static final Indicator SHIPPER_OFFENCE_RATE = Indicator.named("shipper_offence_rate");
    public static final Indicator SHIPPER_CONSIGNMENTS = Indicator.named("shipper_consignments");

    /** Remembered consignments from which on a shipper is well known, so that a first time means something. */
    static final int WELL_KNOWN = 6;

    @Override
    public Answer of(Visit visit, ShipperMemory memory) {
        CaseEvent event = visit.event();
        Consignment consignment = event.live();
        Instant asOf = consignment.receivedAt();
        List<Reading> readings = new ArrayList<>(20);
        long consignments = memory.consignments();
        String earlier = Wording.earlierConsignments(consignments) + " of this shipper";
        readings.add(new Reading(FIRST_TIME_SHIPPER, consignments == 0 ? 1 : 0, earlier));
        readings.add(new Reading(SHIPPER_CONSIGNMENTS, consignments, earlier));
        if (consignments > 0) {
            Reading.addIfRead(readings, NameConflict.read(memory.names(), consignment.shipper(), "shipper"));
            ShipperRhythm.read(readings, memory, asOf);
            ShipperProfile.read(readings, memory, consignment);
            ShipperWeights.read(readings, memory, consignment);
            ShipperCircle.read(readings, memory, consignment);
            BrokenHabits.read(readings, memory, consignment);
            Reading.addIfRead(readings, OriginSwitched.read(memory.recent(), consignment));
            Reading.addIfRead(readings, ValueOutOfHabit.read(memory, consignment));
            Reading.addIfRead(readings, ValueBelowHabitAgain.read(memory.recent(), consignment));
            Reading.addIfRead(readings, RepeatedFigures.read(memory.recent(), consignment));
        }
        Reading.addIfRead(
                readings, RepeatedPersonalEffects.read(memory.personalEffects(), consignment, "from this shipper"));
        return new Answer(readings, PartyOffences.of(SHIPPER_OFFENCE_RATE, memory.inspections(), asOf));
    }
}
