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
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.Inspections;

/**
 * What is known of the consignee: catalogue 6, 7, 20, 29, 35, 54.
 *
 * <p>{@link Indicator#CONSIGNEE_OFFICE_OFFENCE_RATE} (29): bits, as {@link PartyOffences}, of what was examined of this
 * consignee's consignments that were filed at the same office; of the four offices with the most. No reading when
 * nothing was. State: consignee memory. Source: DATE (KDD 2020), section 3.1. Known false positives: offices that
 * examine more closely; it repeats the consignee's own share when there is one office only.
 *
 * <p>{@link Indicator#FIRST_TIME_CONSIGNEE} (20): flag, 1 when no consignment to it is remembered. State: consignee
 * memory. Source: general practice. Known false positives: every newcomer.
 */
final class ConsigneeIndicators implements Measure<ConsigneeMemory> {
    @Override
    public List<Definition> definitions() {
        return List.of(
                new Definition(
                        Indicator.TO_ORDER_UNKNOWN_NOTIFY,
                        6,
                        "a bill to order whose notify party was never seen before",
                        "consignee memory",
                        "general practice",
                        "new importers who pay by letter of credit"),
                NameConflict.DEFINITION,
                new Definition(
                        Indicator.FIRST_TIME_CONSIGNEE,
                        20,
                        "a consignee without any remembered consignment",
                        "consignee memory",
                        "general practice",
                        "every newcomer; floods alone"),
                new Definition(
                        Indicator.CONSIGNEE_OFFENCE_RATE,
                        29,
                        "the consignee's share of offences among examined, against all",
                        "consignee memory",
                        "DATE (KDD 2020), section 3.1; Grigoriou 2019",
                        "consignees examined because they were suspected"),
                new Definition(
                        Indicator.CONSIGNEE_OFFICE_OFFENCE_RATE,
                        29,
                        "the consignee's share of offences among examined at this office, against all",
                        "consignee memory",
                        "DATE (KDD 2020), section 3.1; Grigoriou 2019",
                        "offices that examine more closely"),
                Splitting.DEFINITION,
                new Definition(
                        Indicator.BELOW_VALUE_LINE,
                        35,
                        "surprise of so many consignments to one consignee within seven days just below the same round value",
                        "consignee memory",
                        "WWF/TRAFFIC Red Flag Compendium 2021; FATF/Egmont TBML indicators 2021",
                        "list prices just below a round amount"),
                RepeatedPersonalEffects.DEFINITION,
                WokenConsignee.DEFINITION,
                Hauliers.DEFINITION,
                new Definition(
                        Indicator.CONSIGNEE_CONSIGNMENTS,
                        0,
                        "consignments of the consignee that are remembered",
                        "consignee memory",
                        "supporting figure",
                        "none: no sign of risk"));
    }

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
        readings.add(new Reading(Indicator.FIRST_TIME_CONSIGNEE, memory.consignments() == 0 ? 1 : 0, earlier));
        readings.add(new Reading(Indicator.CONSIGNEE_CONSIGNMENTS, memory.consignments(), earlier));
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
        List<OffenceShare> shares = PartyOffences.of(Indicator.CONSIGNEE_OFFENCE_RATE, memory.inspections(), asOf);
        String office = consignment.office();
        Inspections there = office == null || shares.isEmpty() ? null : memory.inspectionsAt(office);
        if (there == null) {
            return shares;
        }
        List<OffenceShare> both = new ArrayList<>(shares);
        both.addAll(PartyOffences.of(Indicator.CONSIGNEE_OFFICE_OFFENCE_RATE, there, asOf, "at " + office + " "));
        return both;
    }
}
