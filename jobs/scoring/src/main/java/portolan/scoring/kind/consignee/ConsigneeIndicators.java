// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.consignee;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.NameConflict;
import portolan.scoring.kind.PartyOffences;
import portolan.scoring.kind.RepeatedPersonalEffects;
import portolan.scoring.kind.Splitting;
import portolan.scoring.kind.Visit;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.Inspections;

/**
 * What is known of the consignee.
 *
 * <p>{@link #CONSIGNEE_OFFICE_OFFENCE_RATE}: as {@link PartyOffences}, of what was examined of this consignee's
 * consignments that were filed at the same office; of the four offices with the most. No reading when nothing was.
 *
 *
 * <p>{@link #FIRST_TIME_CONSIGNEE}: 1 when no consignment to it is remembered.
 */
public final class ConsigneeIndicators implements Measure<ConsigneeMemory> {
    public static final Indicator FIRST_TIME_CONSIGNEE = Indicator.named("first_time_consignee");
    public static final Indicator CONSIGNEE_OFFENCE_RATE = Indicator.named("consignee_offence_rate");
    public static final Indicator CONSIGNEE_OFFICE_OFFENCE_RATE = Indicator.named("consignee_office_offence_rate");
    public static final Indicator CONSIGNEE_CONSIGNMENTS = Indicator.named("consignee_consignments");

    @Override
    public Answer of(Visit visit, ConsigneeMemory memory) {
        Consignment consignment = visit.event().live();
        List<Reading> readings = new ArrayList<>(5);
        String earlier = Wording.earlierConsignments(memory.consignments()) + " to this consignee";
        Reading.addIfRead(readings, memory.hauliers().read(consignment));
        if (consignment.isToOrder()) {
            // The key is the notify party's: what is known of it is not known of a consignee.
            readings.add(ToOrderNotify.read(visit, memory));
            return new Answer(readings, shares(memory, consignment));
        }
        readings.add(new Reading(FIRST_TIME_CONSIGNEE, memory.consignments() == 0 ? 1 : 0, earlier));
        readings.add(new Reading(CONSIGNEE_CONSIGNMENTS, memory.consignments(), earlier));
        Reading.addIfRead(readings, NameConflict.read(memory.names(), consignment.consignee(), "consignee"));
        Reading.addIfRead(readings, Splitting.toConsignee(memory.smallValues(), consignment));
        Reading.addIfRead(readings, BelowValueLine.read(memory.recentValues(), consignment));
        Reading.addIfRead(readings, WokenConsignee.read(memory.recentValues(), consignment));
        Reading.addIfRead(
                readings, RepeatedPersonalEffects.read(memory.personalEffects(), consignment, "to this consignee"));
        return new Answer(readings, shares(memory, consignment));
    }

    private static List<OffenceShare> shares(ConsigneeMemory memory, Consignment consignment) {
        Instant asOf = consignment.receivedAt();
        List<OffenceShare> shares = PartyOffences.of(CONSIGNEE_OFFENCE_RATE, memory.inspections(), asOf);
        String office = consignment.office();
        Inspections there = office == null || shares.isEmpty() ? null : memory.inspectionsAt(office);
        if (there == null) {
            return shares;
        }
        List<OffenceShare> both = new ArrayList<>(shares);
        both.addAll(PartyOffences.of(CONSIGNEE_OFFICE_OFFENCE_RATE, there, asOf, "at " + office + " "));
        return both;
    }
}
