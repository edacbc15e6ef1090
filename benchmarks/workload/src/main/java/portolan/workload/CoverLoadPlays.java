// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;
import static portolan.workload.Play.soon;

import java.util.List;

/** Goods that are not what the bill says, and goods that only look so. */
final class CoverLoadPlays {
    static final List<Play> USUAL = List.of(
            offence(Scheme.COVER_LOAD, Need.ANY, 3, 6, 21, 56)
                    .by(scene -> {
                        Shipper host = scene.host().toLargestCustomer();
                        return host.selling(List.of(
                                mislabelled(scene) ? host.lines().get(0) : scene.otherLine(host, scene.dice())));
                    })
                    .filing(CoverLoadPlays::cover),
            alike(LookAlike.NEW_PRODUCT_LINE, Need.ANY, 4, 8, 28, 90)
                    .by(scene -> scene.host().selling(List.of(scene.otherLine(scene.host(), scene.dice())))),
            alike(LookAlike.OTHER_PACKAGING, Need.ANY, 2, 6, 21, 56)
                    .filing((scene, bill, dice) ->
                            repack(bill, 2.5 + 3.5 * dice.unit(), scene.dice().chance(0.6), dice)),
            alike(LookAlike.HS_SLIP, Need.ANY, 1, 2, 14, 56)
                    .filing((scene, bill, dice) -> code(
                            bill,
                            scene.stage()
                                    .otherLine(scene.whole(), bill.booking.air(), dice)
                                    .goods()))
                    .amending(
                            soon(24),
                            (scene, bill, dice) ->
                                    bill.items.replaceAll(item -> item.coded(code(item.goods(), bill)))));

    private CoverLoadPlays() {}

    /** Whether words and code disagree; else the goods are unlike the shipper's and weigh the wrong way. */
    private static boolean mislabelled(Scene scene) {
        return (scene.number() + (scene.step() % 4 == 3 ? 1 : 0)) % 2 == 0;
    }

    private static void cover(Scene scene, BillVersion bill, Dice dice) {
        if (mislabelled(scene)) {
            code(bill, scene.otherLine(scene.host(), scene.dice()).goods());
        } else {
            repack(bill, 3 + 4 * dice.unit(), dice.chance(0.6), dice);
        }
    }

    private static void code(BillVersion bill, Goods as) {
        bill.items.replaceAll(item -> item.coded(code(as, bill)));
    }

    private static String code(Goods goods, BillVersion bill) {
        int digits = bill.forwarder.hsDigits();
        return goods.hs6() + (digits == 6 ? "" : digits == 8 ? "90" : "9000");
    }

    /** The same mass in fewer or more packages than such goods come in. */
    private static void repack(BillVersion bill, double factor, boolean heavier, Dice dice) {
        bill.items.replaceAll(item -> {
            double usual = item.grams() / 1_000.0 / item.goods().kgPerPackage();
            // A single package cannot become fewer: then they are lighter.
            boolean fewer = heavier && usual >= factor;
            long packages = Math.max(1, Math.round(fewer ? usual / factor : usual * factor));
            return item.packed(packages).described(dice.oneOf(item.goods().wordings()));
        });
    }
}
