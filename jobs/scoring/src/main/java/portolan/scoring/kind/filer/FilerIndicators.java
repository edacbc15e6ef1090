// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.filer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.PartyOffences;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.LeadTimes;
import portolan.scoring.sketch.Profile;

/**
 * What is known of who files and who carries.
 *
 * <p>{@link #LEAD_TIME_OUT_OF_HABIT}: negative for late: hours from receipt to departure against the median of this
 * filer's, by 1.4826 times their median absolute deviation, at least {@value #SMALLEST_DEVIATION_HOURS} hours, in
 * steps of 6 hours. Of first filings only: an amendment has a time of its own. No reading below
 * {@value #FEWEST_FILINGS} filings (older ones counted less), or where the filing knows no departure.
 *
 * <p>{@link #OWNER_CARRIER_MISMATCH}: 1 when a box has a prefix that this carrier never used. No reading before it
 * carried {@value #FEWEST_BOXES} boxes, and while more than one in {@value #ONE_IN} of its boxes had a prefix seen
 * once (Good and Turing's estimate of how often a new one is to be expected) or one that is no longer kept (a new one
 * may then be an old one).
 *
 * <p>{@code party_withheld}: see {@link StatedParties}.
 *
 * <p>{@link #FILER_OFFENCE_RATE}: see {@link PartyOffences}.
 */
public final class FilerIndicators implements Measure<FilerMemory> {
    public static final Indicator LEAD_TIME_OUT_OF_HABIT = Indicator.named("lead_time_out_of_habit");
    public static final Indicator FILER_OFFENCE_RATE = Indicator.named("filer_offence_rate");
    public static final Indicator OWNER_CARRIER_MISMATCH = Indicator.named("owner_carrier_mismatch");

    static final double FEWEST_FILINGS = 20;
    static final double SMALLEST_DEVIATION_HOURS = 12;
    static final int FEWEST_BOXES = 100;
    static final int ONE_IN = 50;

    private static final double MAD_TO_DEVIATION = 1.4826;

    @Override
    public Answer of(Visit visit, FilerMemory memory) {
        CaseEvent event = visit.event();
        Consignment consignment = event.live();
        List<Reading> readings = new ArrayList<>(2);
        if (FilerMemory.isCarrier(visit.key())) {
            Reading.addIfRead(
                    readings, ownerCarrierMismatch(memory.prefixes(), FilerMemory.idOf(visit.key()), consignment));
            return new Answer(readings, List.of());
        }
        readings.add(memory.parties().read(consignment));
        if (event.kind() == CaseEvent.Kind.FILED) {
            Reading.addIfRead(readings, leadTime(memory.leadTimes(), consignment));
        }
        return new Answer(
                readings, PartyOffences.of(FILER_OFFENCE_RATE, memory.inspections(), consignment.receivedAt()));
    }

    private static @Nullable Reading leadTime(LeadTimes leadTimes, Consignment consignment) {
        double hours = LeadTimes.hoursBeforeDeparture(consignment);
        if (Double.isNaN(hours)) {
            return null;
        }
        LeadTimes.Habit habit = leadTimes.habit(consignment.receivedAt());
        if (habit == null || habit.weight() < FEWEST_FILINGS) {
            return null;
        }
        double deviation = Math.max(SMALLEST_DEVIATION_HOURS, MAD_TO_DEVIATION * habit.deviationHours());
        return new Reading(
                LEAD_TIME_OUT_OF_HABIT,
                (LeadTimes.withinReach(hours) - habit.medianHours()) / deviation,
                "filed " + Wording.decimal(Math.abs(hours), 0) + " hours " + (hours < 0 ? "after" : "before")
                        + " departure, usual for this filer about " + Wording.decimal(Math.abs(habit.medianHours()), 0)
                        + " hours " + (habit.medianHours() < 0 ? "after" : "before"));
    }

    private static @Nullable Reading ownerCarrierMismatch(Profile prefixes, String carrier, Consignment consignment) {
        List<String> filed = ContainerPrefixes.of(consignment);
        long boxes = prefixes.total();
        if (filed.isEmpty()
                || boxes < FEWEST_BOXES
                || prefixes.seenOnce() * (long) ONE_IN > boxes
                || prefixes.others() * ONE_IN > boxes) {
            return null;
        }
        for (String prefix : filed) {
            if (prefixes.count(prefix) == 0) {
                return new Reading(
                        OWNER_CARRIER_MISMATCH,
                        1,
                        "box " + prefix + " on " + carrier + "; of its " + (boxes - prefixes.others())
                                + " earlier boxes none has prefix " + prefix
                                + Wording.besidesRarer(prefixes.others()));
            }
        }
        return new Reading(
                OWNER_CARRIER_MISMATCH,
                0,
                "boxes " + filed.get(0) + " on " + carrier + " as " + prefixes.count(filed.get(0)) + " of " + boxes
                        + " before");
    }
}
