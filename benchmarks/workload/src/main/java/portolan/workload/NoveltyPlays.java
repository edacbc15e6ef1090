// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;

import java.util.List;

/** What is new with a known shipper: everything at once, or one thing that business brings. */
final class NoveltyPlays {
    static final List<Play> OTHERS = List.of(
            // Goods, customer, forwarder and often port are new at once.
            offence(Scheme.ALL_NEW, Need.ANY, 2, 4, 14, 42).by(scene -> {
                Dice dice = scene.dice();
                Shipper host = scene.host();
                Shipper strange = host.selling(List.of(scene.otherLine(host, dice)))
                        .sellingTo(scene.stranger(0))
                        .sentBy(scene.stage().anyForwarder(dice), true);
                return oftenFromOtherPort(strange, dice).named();
            }),
            // New goods, often from another port, for a usual customer.
            alike(LookAlike.NEW_BRANCH, Need.ANY, 3, 6, 21, 70).by(scene -> {
                Dice dice = scene.dice();
                Shipper host = scene.host();
                Shipper branched =
                        host.selling(List.of(scene.otherLine(host, dice))).toLargestCustomer();
                return oftenFromOtherPort(branched, dice).named();
            }),
            // A new customer through a new forwarder, for the usual goods.
            alike(LookAlike.EXPORT_DRIVE, Need.ANY, 3, 6, 21, 70)
                    .by(scene -> scene.host()
                            .sellingTo(scene.stranger(0))
                            .sentBy(scene.stage().anyForwarder(scene.dice()), true)
                            .named()));

    private NoveltyPlays() {}

    private static Shipper oftenFromOtherPort(Shipper host, Dice dice) {
        return dice.chance(0.6)
                ? host.loadingAt(
                        Atlas.get().loadingPorts(host.trader().country()).draw(dice))
                : host;
    }
}
