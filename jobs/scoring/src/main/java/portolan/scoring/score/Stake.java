// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Duty;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Money;
import portolan.scoring.reference.Reference;
import portolan.scoring.reference.World;

/**
 * What it costs to miss an offence: the value and the duty that a consignment declares. Who undervalues states less
 * than is at stake.
 *
 * <p>Amounts are in euro by the latest exchange rates that are not after the day of receipt. Without such rates they
 * stay in the currency that all items share. There is no stake if an item has no value above zero, or if items of
 * different currencies cannot be converted.
 *
 * @param value sum over all items, in units of the currency, to the hundredth; more than 0, less than 10<sup>15</sup>
 * @param duty sum over all items of value times rate, in the same unit, 0 or more; the rate is the one declared, else
 *     that of the reference's duty rates for the subheading; null when an item has neither
 * @param currency ISO 4217
 */
public record Stake(double value, @Nullable Double duty, String currency) {
    private static final String EURO = "EUR";
    private static final double MOST = 1e15;

    /** Null where the filing does not say what the goods are worth. */
    public static @Nullable Stake of(Consignment consignment, Reference reference) {
        World world = reference.world();
        LocalDate day = LocalDate.ofInstant(consignment.receivedAt(), ZoneOffset.UTC);
        Stake inEuro = of(consignment.items(), EURO, world, day);
        if (inEuro != null) {
            return inEuro;
        }
        Money first = consignment.items().isEmpty()
                ? null
                : consignment.items().get(0).value();
        String shared = first == null ? null : first.currency();
        return shared == null ? null : of(consignment.items(), shared, world, day);
    }

    private static @Nullable Stake of(List<GoodsItem> items, String currency, World world, LocalDate day) {
        double value = 0;
        double duty = 0;
        for (int i = 0; i < items.size(); i++) {
            GoodsItem item = items.get(i);
            Money money = item.value();
            String stated = money == null ? null : money.currency();
            if (money == null || stated == null || !(money.amount() > 0)) {
                return null;
            }
            double amount = world.rates().convert(money.amount(), stated, currency, day);
            if (Double.isNaN(amount)) {
                return null;
            }
            value += amount;
            duty += amount * percent(item, world) / 100;
        }
        // A duty that is not a number has an item without a rate.
        return value > 0 && value < MOST ? new Stake(hundredths(value), known(duty), currency) : null;
    }

    private static double percent(GoodsItem item, World world) {
        Duty duty = item.duty();
        Double declared = duty == null ? null : duty.ratePercent();
        if (declared != null && declared >= 0) {
            return declared;
        }
        return world.dutyRates().percent(item.hsCode());
    }

    private static @Nullable Double known(double duty) {
        return duty >= 0 && duty < MOST ? hundredths(duty) : null;
    }

    private static double hundredths(double amount) {
        return StrictMath.rint(amount * 100) / 100;
    }
}
