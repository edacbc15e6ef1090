// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.sketch.Place;

/**
 * Goods said to be from a country that they only pass: loaded elsewhere, then transshipped in the country of origin.
 * So go goods that escape an anti-dumping duty.
 *
 * <p>No reading without the country of loading or any origin.
 */
final class OriginOnTheWay extends CaseIndicator {
    OriginOnTheWay() {
        super("origin_on_the_way");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        String loading = Place.countryOfLoading(consignment);
        if (loading == null) {
            return null;
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
                return reading(1, "origin " + origin + ", loaded in " + loading + ", transshipped in " + place);
            }
        }
        return known ? reading(0, "loaded in the country of origin, or not transshipped there") : null;
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
