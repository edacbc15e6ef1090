// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Freight;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Money;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * What all goods of a filing are worth beside what their freight costs, in the freight's currency: by the exchange
 * rates of the day the filing was received, where currencies differ.
 *
 * @param basis what the values include, FOB or CIF; null when the items differ or say neither
 */
record GoodsValue(
        double value,
        double freight,
        String currency,
        @Nullable String basis) {

    /** Null when an item has no value, the freight no amount, or a currency no rate. */
    static @Nullable GoodsValue of(Consignment consignment, Reference reference) {
        Freight freight = consignment.freight();
        if (freight == null || consignment.items().isEmpty()) {
            return null;
        }
        Double amount = freight.amount();
        String currency = freight.currency();
        if (amount == null || currency == null || !(amount >= 0)) {
            return null;
        }
        LocalDate day = LocalDate.ofInstant(consignment.receivedAt(), ZoneOffset.UTC);
        double value = 0;
        @Nullable String basis = null;
        boolean first = true;
        for (GoodsItem item : consignment.items()) {
            Money money = item.value();
            if (money == null || money.currency() == null) {
                return null;
            }
            value += reference.world().rates().convert(money.amount(), money.currency(), currency, day);
            basis = first || Objects.equals(basis, money.type()) ? money.type() : null;
            first = false;
        }
        return value > 0 && Double.isFinite(value + amount) ? new GoodsValue(value, amount, currency, basis) : null;
    }

    String show(double amount) {
        return Wording.decimal(amount, 2) + " " + currency;
    }
}
