// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;

import java.util.List;

/** A few months of silence, too short to call a company dormant: its name is lent to others, or trade was slow. */
final class PausePlays {
    static final List<Play> OTHERS = List.of(
            // Its own goods and telephone, but two strangers as customers and another forwarder.
            paused(
                    offence(Scheme.LENT_NAME, Need.CAST, 3, 6, 14, 42),
                    (owner, scene, dice) -> owner.sellingTo(scene.stranger(0), scene.stranger(1))
                            .sentBy(scene.stage().anyForwarder(dice), true)),
            // All as before; one in three ships through another forwarder.
            paused(
                    alike(LookAlike.QUIET_QUARTER, Need.CAST, 3, 6, 14, 42),
                    (owner, scene, dice) ->
                            dice.chance(0.33) ? owner.sentBy(scene.stage().anyForwarder(dice), true) : owner),
            // A new customer beside the old one, through the usual forwarder.
            paused(
                    alike(LookAlike.REGAINED_TRADE, Need.CAST, 3, 6, 14, 42),
                    (owner, scene, dice) -> owner.sellingTo(
                            scene.stranger(0), owner.consignees().get(0))));

    private PausePlays() {}

    @FunctionalInterface
    private interface Back {
        Shipper of(Shipper owner, Scene scene, Dice dice);
    }

    private static Play paused(Play play, Back back) {
        return play.after(new Past(2, 245, 140, (day, firstDay, dice) -> dice.between(95, 150), 40, 90, 15, 6, 12))
                .by(scene -> {
                    Shipper owner = scene.cast(0);
                    return (scene.act().main() ? back.of(owner, scene, scene.dice()) : owner).named();
                });
    }
}
