// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.sketch.Place;

/**
 * {@link Indicator#ORIGIN_ON_THE_WAY} (catalogue 49): goods said to be from a country that they only pass: loaded
 * elsewhere, then transshipped in the country of origin. So go goods that escape an anti-dumping duty.
 *
 * <p>Unit: flag. No reading without the country of loading or any origin. State: none. Source: JRC ConTraffic; OLAF
 * annual reports on transshipment. Known false positives: goods that come home, slips between origin and place of
 * loading.
 */
final class OriginOnTheWay implements CaseMeasure {
    private static final List<Reading> NOT = List.of(
            new Reading(Indicator.ORIGIN_ON_THE_WAY, 0, "loaded in the country of origin, or not transshipped there"));

    @Override
    public Definition definition() {
        return new Definition(
                Indicator.ORIGIN_ON_THE_WAY,
                49,
                "goods of an origin that they only pass, loaded elsewhere",
                "the filing alone",
                "JRC ConTraffic; OLAF annual reports",
                "goods that come home, slips between origin and place of loading");
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        String loading = Place.countryOfLoading(consignment);
        if (loading == null) {
            return List.of();
        }
        boolean known = false;
        for (GoodsItem item : consignment.items()) {
            String origin = Place.country(item.origin());
            if (origin == null) {
                continue;
            }
            known = true;
            String place = origin.equals(loading) ? null : transshippedIn(consignment, origin);
            if (place != null) {
                return List.of(new Reading(
                        Indicator.ORIGIN_ON_THE_WAY,
                        1,
                        "origin " + origin + ", loaded in " + loading + ", transshipped in " + place));
            }
        }
        return known ? NOT : List.of();
    }

    private static @Nullable String transshippedIn(Consignment consignment, String country) {
        for (Leg leg : consignment.routing()) {
            if (leg.function() == LegFunction.TRANSSHIP && country.equals(Place.country(leg.countryOrOfLocode()))) {
                return Place.of(leg);
            }
        }
        return null;
    }
}
