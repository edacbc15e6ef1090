// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;

import java.util.List;

/** Many small consignments: one large one in pieces, and honest small trade. */
final class SplittingPlays {
    static final List<Play> USUAL = List.of(
            offence(Scheme.SPLITTING, Need.PARCELS, 15, 25, 40, 90)
                    .hosts(1, 3)
                    .in(new Waves(5, 10, 2, 5, 15, 40))
                    .by(scene -> parcels(scene).sellingTo(scene.stranger(0)))
                    .filing(SplittingPlays::split),
            alike(LookAlike.SMALL_ORDERS, Need.PARCELS, 14, 26, 60, 130)
                    .by(scene -> parcels(scene).sellingTo(scene.stranger(0)))
                    .filing((scene, bill, dice) ->
                            worth(bill, threshold(scene) * (0.15 + 0.84 * dice.unit()), 1, dice)),
            alike(LookAlike.RESTOCKING, Need.PARCELS, 4, 8, 3, 7)
                    .by(scene -> parcels(scene).sellingTo(scene.stranger(0)))
                    .filing((scene, bill, dice) ->
                            worth(bill, threshold(scene) * (0.7 + 5 * dice.unit() * dice.unit()), 1, dice)),
            alike(LookAlike.WEBSHOP, Need.PARCELS, 5, 12, 10, 30)
                    .by(scene -> parcels(scene).sellingTo(scene.stranger(scene.step())))
                    .filing((scene, bill, dice) ->
                            worth(bill, threshold(scene) * (0.8 + 0.199 * dice.unit()), 1, dice)));

    static final List<Play> OTHERS = List.of(
            // Each piece by another shipper to another name: only a telephone and the days say that it is one receiver.
            offence(Scheme.SPREAD_SPLITTING, Need.PARCELS, 8, 21, 20, 60)
                    .hosts(4, 7)
                    .in(new Waves(4, 7, 3, 3, 12, 30))
                    .by(SplittingPlays::parcels)
                    .filing((scene, bill, dice) -> {
                        worth(bill, threshold(scene) * (0.6 + 0.39 * dice.unit()), 1 + 1.5 * dice.unit(), dice);
                        scene.stage().consign(bill, reachedAlike(scene), dice);
                    }),
            // Parcels of all values to the customers of one pick-up point, whose number they give.
            alike(LookAlike.PARCEL_POINT, Need.PARCELS, 8, 20, 20, 60)
                    .hosts(4, 7)
                    .by(SplittingPlays::parcels)
                    .filing((scene, bill, dice) -> {
                        worth(bill, threshold(scene) * (0.15 + 2.5 * dice.unit() * dice.unit()), 1, dice);
                        scene.stage().consign(bill, reachedAlike(scene), dice);
                    }),
            // Small parcels of several shippers to one receiver within days.
            alike(LookAlike.GIFT_SEASON, Need.PARCELS, 4, 8, 4, 10)
                    .hosts(3, 6)
                    .by(SplittingPlays::parcels)
                    .filing((scene, bill, dice) -> {
                        worth(bill, threshold(scene) * (0.2 + 0.7 * dice.unit()), 1, dice);
                        scene.consign(bill, scene.stranger(0), dice);
                    }));

    private SplittingPlays() {}

    /** House bills of a forwarder, by air mostly. */
    private static Shipper parcels(Scene scene) {
        Shipper host = scene.host();
        Shipper.Line line = host.lines().get(0);
        char how = scene.number() % 7 == 0 && line.goods().cargo().indexOf('L') >= 0 ? 'L' : 'A';
        return host.selling(List.of(line.by(how, 0.01)))
                .sentBy(host.forwarder(), true)
                .named();
    }

    private static double threshold(Scene scene) {
        return scene.dice().chance(0.75) ? 150 : 1_000;
    }

    /** One item of this value, with the mass that such goods have for it. */
    private static void worth(BillVersion bill, double euros, double understated, Dice dice) {
        BillItem item = bill.items.get(0);
        Goods goods = item.goods();
        double perKg = goods.usdPerKg() * 0.92 * bill.booking.line().price();
        long grams = Math.max(1, Math.round(euros * understated / perKg * 10 * dice.spread(0.1))) * 100;
        bill.items.clear();
        bill.items.add(item.weighing(grams)
                .packed(Math.max(1, Math.round(grams / 1_000.0 / goods.kgPerPackage())))
                .described(dice.oneOf(goods.wordings()))
                .filling(grams / 300 + 1)
                .worth(Math.round(euros * 100), "EUR"));
    }

    private static void split(Scene scene, BillVersion bill, Dice dice) {
        double just = threshold(scene) * (0.8 + 0.199 * dice.unit());
        worth(bill, just, 1 + 1.5 * dice.unit(), dice);
        int names = 1 + scene.number() % 3;
        if (names > 1 && dice.chance(0.5)) {
            Trader other = scene.receiver(1 + dice.below(names - 1));
            scene.stage().consign(bill, other.at(scene.receiver(0)), dice);
        }
    }

    /** A receiver of this step's own name; all of a campaign are reached under one number. */
    private static Trader reachedAlike(Scene scene) {
        Trader receiver = scene.receiver(scene.step());
        String phone = Trader.phone(scene.receiver(0).country(), scene.dice());
        return receiver.reachedBy(phone, receiver.mail());
    }
}
