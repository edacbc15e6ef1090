// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;

import java.util.List;
import java.util.function.BiFunction;

/** New names: a company under its second name, and those who are really new. */
final class PhoenixPlays {
    static final List<Play> USUAL = List.of(
            succeeding(offence(Scheme.PHOENIX, Need.CAST, 4, 8, 28, 70), PhoenixPlays::risen)
                    .falling(dice -> dice.chance(0.5) ? dice.between(2, 3) : 0)
                    .filing(PhoenixPlays::fall),
            // Simply new.
            alike(LookAlike.NEWCOMER, Need.CAST, 4, 8, 28, 70).by(scene -> scene.cast(0)),
            alike(LookAlike.BUSINESS_CENTRE, Need.CAST, 4, 8, 28, 70).by(PhoenixPlays::inCentre),
            // New, at home with a company that goes on.
            alike(LookAlike.SUBSIDIARY, Need.ANY, 4, 8, 28, 70).by(scene -> {
                Trader parent = scene.whole().trader();
                Shipper child = newcomer(scene, parent.country());
                return child.as(child.trader()
                        .at(parent)
                        .reachedBy(parent.phone(), child.trader().mail()));
            }),
            // New, with the customers and goods of a company that is gone.
            succeeding(
                    alike(LookAlike.NEW_SUPPLIER, Need.CAST, 4, 8, 28, 70),
                    (before, scene) -> newcomer(scene, before.trader().country())
                            .selling(before.lines())
                            .sellingTo(before.consignees().get(0))
                            .loadingAt(before.ports().get(0))));

    static final List<Play> OTHERS = List.of(
            // Another name at the address of a company that was found out; goods, customers and telephone are others.
            succeeding(offence(Scheme.SAME_ADDRESS, Need.CAST, 4, 8, 28, 70), PhoenixPlays::tenant)
                    .falling(dice -> dice.between(2, 3))
                    .filing(PhoenixPlays::fall),
            // At the address of a company that is gone and against which nothing was found.
            succeeding(alike(LookAlike.NEXT_TENANT, Need.CAST, 4, 8, 28, 70), PhoenixPlays::tenant),
            // New, at the address of a company that goes on.
            alike(LookAlike.SHARED_BUILDING, Need.ANY, 4, 8, 28, 70).by(scene -> {
                Trader host = scene.whole().trader();
                Shipper other = newcomer(scene, host.country());
                return other.as(other.trader().at(host));
            }));

    private PhoenixPlays() {}

    /** A company that ends before another begins. */
    private static Play succeeding(Play play, BiFunction<Shipper, Scene, Shipper> successor) {
        return play.after(new Past(2.2, 170, 90, (day, firstDay, dice) -> dice.between(5, 60), 60, 105, 20, 8, 20))
                .by(scene -> {
                    Shipper before = predecessor(scene);
                    return scene.act().main() ? successor.apply(before, scene) : before;
                });
    }

    /** Who was there before; it always has a telephone. */
    private static Shipper predecessor(Scene scene) {
        Shipper first = scene.cast(0);
        Dice dice = Dice.of(scene.stage().seed, Purpose.CENTRE, scene.number());
        Trader trader = first.trader();
        return first.as(trader.reachedBy(Trader.phone(trader.country(), dice), trader.mail()))
                .named();
    }

    /** The second of the cast that sits in the first one's country. */
    private static Shipper newcomer(Scene scene, Country country) {
        for (int member = 1; member < 30; member++) {
            Trader other = scene.cast(member).trader();
            if (!other.natural() && other.country().equals(country)) {
                return scene.cast(member);
            }
        }
        return scene.cast(1);
    }

    private static void fall(Scene scene, BillVersion bill, Dice dice) {
        if (scene.act().chapter() == Act.Chapter.DOWNFALL) {
            ValuePlays.undervalue(bill, 0.15 + 0.2 * dice.unit(), dice);
        }
    }

    private static Shipper risen(Shipper before, Scene scene) {
        Dice dice = scene.dice();
        Trader old = before.trader();
        Shipper after = newcomer(scene, old.country());
        int shares = dice.below(5) == 0 ? dice.below(2) : 2;
        Trader trader = after.trader();
        if (shares != 0) {
            trader = trader.at(old);
        }
        if (shares != 1) {
            trader = trader.reachedBy(old.phone(), trader.mail());
        }
        Integer customer = before.consignees().get(0);
        Shipper risen = after.as(trader).loadingAt(before.ports().get(0)).named();
        if (dice.chance(0.6)) {
            risen = risen.selling(before.lines());
        }
        return dice.chance(0.6)
                ? risen.sellingTo(customer)
                : risen.sellingTo(customer, after.consignees().get(0));
    }

    /** The second of the cast, at the first one's address. */
    private static Shipper tenant(Shipper before, Scene scene) {
        Trader old = before.trader();
        Shipper after = newcomer(scene, old.country());
        return after.as(after.trader().at(old)).named();
    }

    /** New, at an address that many have. */
    private static Shipper inCentre(Scene scene) {
        Shipper shipper = scene.cast(0);
        Dice dice = scene.dice();
        Trader trader = shipper.trader();
        Trader centre = scene.stage().centre(trader.country(), dice.below(3));
        Trader there = trader.at(centre);
        return shipper.as(dice.chance(0.3) ? there.reachedBy(centre.phone(), trader.mail()) : there);
    }
}
