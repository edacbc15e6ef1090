// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;

import java.util.List;

/** Low values: hidden ones, and prices that are really low; and values that are too high. */
final class ValuePlays {
    private static final double OFFENCE_BELOW = 0.6;

    static final List<Play> USUAL = List.of(
            offence(Scheme.UNDERVALUATION, Need.ANY, 5, 10, 42, 98)
                    .by(scene -> scene.host().toLargestCustomer().named())
                    .counting(scene -> factor(scene) < OFFENCE_BELOW)
                    .filing((scene, bill, dice) -> undervalue(bill, factor(scene) * dice.spread(0.06), dice)),
            alike(LookAlike.SALE_PRICE, Need.ANY, 1, 2, 5, 30).filing((scene, bill, dice) -> {
                Dice sale = scene.dice();
                value(bill, sale.chance(0.9) ? 0.45 + 0.3 * sale.unit() : 0.3 + 0.15 * sale.unit(), dice);
            }),
            alike(LookAlike.LOW_GRADE, Need.CAST, 10, 18, 100, 180).by(scene -> graded(scene, 0.4, 0.25)),
            alike(LookAlike.STRONG_CURRENCY, Need.ANY, 2, 6, 21, 70).filing(ValuePlays::inStrongCurrency));

    static final List<Play> OTHERS = List.of(
            // Far too dear, to one related customer: money leaves by the invoice.
            offence(Scheme.OVER_INVOICING, Need.ANY, 4, 8, 28, 80)
                    .by(scene -> scene.host().sellingTo(scene.stranger(0)).named())
                    .filing((scene, bill, dice) ->
                            value(bill, 3 + 5 * scene.dice().unit(), dice)),
            // Always dearer than others.
            alike(LookAlike.PREMIUM_LINE, Need.CAST, 8, 14, 80, 160).by(scene -> graded(scene, 2, 3)),
            // Once or twice dearer, mostly for a usual customer.
            alike(LookAlike.RUSH_PRICE, Need.ANY, 1, 2, 5, 30)
                    .by(scene -> scene.dice().chance(0.3) ? scene.host().sellingTo(scene.stranger(0)) : scene.host())
                    .filing((scene, bill, dice) -> value(bill, 1.6 + 1.6 * dice.unit(), dice)));

    private ValuePlays() {}

    /** In a third of the campaigns the value slides down over the first half. */
    private static double factor(Scene scene) {
        Dice dice = scene.dice();
        double deep = 0.12 + 0.28 * dice.unit();
        if (!dice.chance(1 / 3.0)) {
            return deep;
        }
        double way = Math.min(1, scene.step() * 2.0 / scene.campaign().steps());
        return 0.9 + (deep - 0.9) * way;
    }

    /** A maker with one line at a price of its own. */
    private static Shipper graded(Scene scene, double least, double more) {
        Shipper maker = scene.cast(0);
        return maker.selling(
                List.of(maker.lines().get(0).at(least + more * scene.dice().unit())));
    }

    private static void inStrongCurrency(Scene scene, BillVersion bill, Dice dice) {
        int which = scene.dice().below(3);
        String currency = which == 0 ? "GBP" : which == 1 ? "JPY" : "CNY";
        // Orders of magnitude of 2025.
        double rate = which == 0 ? 0.78 : which == 1 ? 150 : 7.2;
        bill.items.replaceAll(item -> {
            double usd = usd(item, bill) * dice.spread(0.15);
            return item.worth(Math.max(100, Math.round(usd * rate) * 100), currency);
        });
    }

    /** Declares a part of what the goods are worth. */
    static void undervalue(BillVersion bill, double factor, Dice dice) {
        double hidden = 0;
        for (BillItem item : bill.items) {
            hidden += usd(item, bill) * 0.92 * Math.max(0, 1 - factor);
        }
        bill.concealedCents = Math.round(hidden * 100);
        value(bill, factor, dice);
    }

    private static void value(BillVersion bill, double factor, Dice dice) {
        bill.items.replaceAll(item -> {
            boolean euros = item.currency().equals("EUR");
            double amount = usd(item, bill) * factor * dice.spread(0.12) * (euros ? 92 : 100);
            return item.worth(Math.max(100, Math.round(amount)), item.currency());
        });
    }

    private static double usd(BillItem item, BillVersion bill) {
        return item.grams()
                / 1_000.0
                * item.goods().usdPerKg()
                * bill.booking.line().price();
    }
}
