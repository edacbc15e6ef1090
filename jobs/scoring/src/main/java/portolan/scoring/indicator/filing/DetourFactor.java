// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;
import portolan.scoring.reference.World;

/**
 * Length of the route, from loading over every transshipment to discharge, over the distance from loading to discharge.
 *
 * <p>From 1 (direct). Both lengths are by sea where the table of distances has all of them, else both along great
 * circles: never one of each. No reading when a place is not known, or the direct distance is below
 * {@value #LEAST_MILES} nautical miles, where any hub is a detour.
 */
final class DetourFactor extends CaseIndicator {
    private static final double LEAST_MILES = 100;

    DetourFactor() {
        super("detour_factor");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        List<String> stops = stops(consignment.routing());
        if (stops == null) {
            return null;
        }
        World world = reference.world();
        boolean bySea = consignment.mode() == TransportMode.SEA;
        double along = bySea ? alongSea(stops, world) : Double.NaN;
        double direct = bySea ? world.distances().bySea(stops.get(0), stops.get(stops.size() - 1)) : Double.NaN;
        boolean tabled = !Double.isNaN(along) && !Double.isNaN(direct);
        if (!tabled) {
            along = alongGreatCircles(stops, world);
            direct = world.greatCircle(stops.get(0), stops.get(stops.size() - 1));
        }
        if (Double.isNaN(along) || !(direct >= LEAST_MILES)) {
            return null;
        }
        String evidence = stops.size() == 2
                ? stops.get(0) + " to " + stops.get(1) + " without a stop"
                : String.join(" - ", stops) + ": " + Wording.decimal(along, 0) + " nautical miles, direct "
                        + Wording.decimal(direct, 0) + (tabled ? " by sea" : " along great circles");
        // Tables round, so that a stop on the way may seem to shorten it.
        return reading(StrictMath.max(1, along / direct), evidence);
    }

    /** Codes from loading to discharge; null when one is not stated. */
    private static @Nullable List<String> stops(List<Leg> routing) {
        List<String> stops = new ArrayList<>();
        for (Leg leg : routing) {
            LegFunction function = leg.function();
            if (function == LegFunction.RECEIPT || function == LegFunction.DELIVERY) {
                continue;
            }
            String locode = leg.locode();
            if (locode == null || (stops.isEmpty() && function != LegFunction.LOAD)) {
                return null;
            }
            stops.add(locode);
            if (function == LegFunction.DISCHARGE) {
                return stops.size() < 2 ? null : stops;
            }
        }
        return null;
    }

    private static double alongSea(List<String> stops, World world) {
        double miles = 0;
        for (int i = 1; i < stops.size(); i++) {
            miles += world.distances().bySea(stops.get(i - 1), stops.get(i));
        }
        return miles;
    }

    private static double alongGreatCircles(List<String> stops, World world) {
        double miles = 0;
        for (int i = 1; i < stops.size(); i++) {
            miles += world.greatCircle(stops.get(i - 1), stops.get(i));
        }
        return miles;
    }
}
