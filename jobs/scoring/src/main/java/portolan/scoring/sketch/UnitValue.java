// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Money;

/**
 * What a kilogram of goods is declared to be worth.
 *
 * @param perKg value by mass, more than 0 and finite
 * @param currency ISO 4217
 * @param origin ISO 3166-1 alpha-2, or empty
 */
public record UnitValue(double perKg, String currency, String origin) {
    /** Of the heaviest item of a subheading; null when value, currency or mass is missing or no quantity. */
    public static @Nullable UnitValue of(Consignment consignment, String subheading) {
        return of(HeaviestCodes.heaviestItem(consignment, subheading));
    }

    public static @Nullable UnitValue of(GoodsItem item) {
        Money value = item.value();
        Double massKg = item.massKg();
        String currency = value == null ? null : value.currency();
        if (value == null || currency == null || massKg == null || !UnitValues.isCurrency(currency)) {
            return null;
        }
        double perKg = value.amount() / massKg;
        String origin = Place.country(item.origin());
        return LogHistogram.counts(massKg) && LogHistogram.counts(perKg)
                ? new UnitValue(perKg, currency, origin == null ? "" : origin)
                : null;
    }
}
