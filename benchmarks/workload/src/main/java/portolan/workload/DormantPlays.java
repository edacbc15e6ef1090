// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;

import java.util.List;
import java.util.function.BiFunction;

/** A name that slept: others use it, or its owner is back. */
final class DormantPlays {
    static final List<Play> USUAL = List.of(
            slept(offence(Scheme.HIJACKED_DORMANT, Need.CAST, 3, 6, 14, 42), DormantPlays::hijacked),
            slept(alike(LookAlike.SEASONAL_RETURN, Need.CAST, 3, 6, 14, 42), DormantPlays::back),
            slept(alike(LookAlike.REVIVED_BUSINESS, Need.CAST, 3, 6, 14, 42), DormantPlays::revived));

    private DormantPlays() {}

    /** Half a year of silence after a few months of business. */
    private static Play slept(Play play, BiFunction<Shipper, Scene, Shipper> woken) {
        return play.after(new Past(2.6, 330, 215, DormantPlays::silence, 25, 75, 12, 6, 18))
                .by(scene -> {
                    Shipper owner = scene.cast(0);
                    return (scene.act().main() ? woken.apply(owner, scene) : owner).named();
                });
    }

    private static int silence(int day, int firstDay, Dice dice) {
        int left = firstDay - (day - 190);
        return dice.between(190, left < -70 ? 255 : Math.max(190, 190 - left - 25));
    }

    private static Shipper hijacked(Shipper owner, Scene scene) {
        Dice dice = scene.dice();
        Shipper.Line line = scene.stage().otherLine(owner, owner.flies(), dice);
        Trader thief = scene.cast(1).trader();
        String phone = owner.trader().phone() == null && dice.chance(0.5)
                ? null
                : Trader.phone(owner.trader().country(), dice);
        int forwarder = dice.chance(0.75) ? scene.stage().anyForwarder(dice) : owner.forwarder();
        Shipper hijacked =
                owner.as(owner.trader().reachedBy(phone, thief.mail())).selling(List.of(line));
        return (dice.chance(0.3)
                        ? hijacked.sellingTo(scene.stranger(0), scene.stranger(1))
                        : hijacked.sellingTo(scene.stranger(0)))
                .sentBy(forwarder, dice.chance(0.8));
    }

    private static Shipper back(Shipper owner, Scene scene) {
        Dice dice = scene.dice();
        Trader trader = owner.trader();
        Shipper back = dice.chance(0.2)
                ? owner.as(trader.reachedBy(Trader.phone(trader.country(), dice), trader.mail()))
                : owner;
        return dice.chance(0.2) ? back.sellingTo(scene.stranger(0)) : back;
    }

    private static Shipper revived(Shipper owner, Scene scene) {
        Dice dice = scene.dice();
        Shipper.Line line = scene.stage().otherLine(owner, owner.flies(), dice);
        return dice.chance(0.5) ? owner.selling(List.of(line)) : owner.sellingTo(scene.stranger(0));
    }
}
