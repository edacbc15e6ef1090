// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.sketch.LeadTimes;
import portolan.scoring.sketch.Place;

/**
 * Filed later than the time limit for its mode and route allows.
 *
 * <pre>
 *   sea, in containers              24 hours before departure
 *   sea, in containers, under 3 days 2 hours before arrival
 *   sea, not in containers           4 hours before arrival
 *   air, from 4 hours of flight      4 hours before arrival
 *   air, shorter or of unknown time  departure
 *   road, rail                       1 hour before arrival
 * </pre>
 *
 * <p>Limits of the EU's entry summary declaration, which the United States share for deep sea. Of the time when the
 * bill was first received: an amendment is no late filing. No reading where the filing does not state the time that
 * its limit counts from.
 */
final class LateFiling extends CaseIndicator {
    private static final long HOUR = 3_600;
    private static final long SHORT_SEA_SECONDS = 72 * HOUR;
    private static final long SHORT_FLIGHT_SECONDS = 4 * HOUR;

    LateFiling() {
        super("late_filing");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        return read(event.live());
    }

    private @Nullable Reading read(Consignment consignment) {
        Instant receivedAt = consignment.receivedAt();
        Instant departure = LeadTimes.departure(consignment);
        Instant arrival = arrival(consignment);
        TransportMode mode = consignment.mode();
        boolean boxed = !consignment.equipment().isEmpty();
        long underWay = departure == null || arrival == null
                ? Long.MAX_VALUE
                : arrival.getEpochSecond() - departure.getEpochSecond();
        return switch (mode) {
            case SEA ->
                boxed && underWay >= SHORT_SEA_SECONDS
                        ? against(receivedAt, departure, 24, "departure")
                        : against(receivedAt, arrival, boxed ? 2 : 4, "arrival");
            case AIR ->
                underWay >= SHORT_FLIGHT_SECONDS && arrival != null
                        ? against(receivedAt, arrival, 4, "arrival")
                        : against(receivedAt, departure, 0, "departure");
            case ROAD, RAIL -> against(receivedAt, arrival, 1, "arrival");
            case INLAND, POST -> null;
        };
    }

    private static @Nullable Instant arrival(Consignment consignment) {
        Leg destination = Place.destination(consignment);
        if (destination != null && destination.eta() != null) {
            return destination.eta();
        }
        return consignment.deadlines() == null ? null : consignment.deadlines().arrivalEta();
    }

    private @Nullable Reading against(Instant receivedAt, @Nullable Instant event, int hours, String what) {
        if (event == null) {
            return null;
        }
        long early = event.getEpochSecond() - receivedAt.getEpochSecond();
        boolean late = early < hours * HOUR;
        return reading(
                late ? 1 : 0,
                "received " + Math.floorDiv(Math.abs(early), HOUR) + " hours " + (early < 0 ? "after " : "before ")
                        + what + ", limit " + (hours == 0 ? what : hours + " hours before " + what));
    }
}
