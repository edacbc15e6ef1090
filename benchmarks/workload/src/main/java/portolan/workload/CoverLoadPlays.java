// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/** Goods that are not what the bill says, and goods that only look so. */
final class CoverLoadPlays {
    private CoverLoadPlays() {}

    static final class CoverLoad extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            host = host.sellingTo(host.consignees().get(0));
            if (mislabelled(act)) {
                return host.selling(List.of(host.lines().get(0)));
            }
            return host.selling(List.of(cover(act, host, stage)));
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            if (mislabelled(act)) {
                Shipper host = super.shipper(act, stage);
                String code = code(cover(act, host, stage).goods(), consignment);
                consignment.items.replaceAll(item -> item.coded(code));
            } else {
                repack(consignment, 3 + 4 * dice.unit(), dice.chance(0.6), dice);
            }
        }

        /** Whether words and code disagree; else the goods are unlike the shipper's and weigh the wrong way. */
        private static boolean mislabelled(Act act) {
            return (act.campaign().number() + (act.step() % 4 == 3 ? 1 : 0)) % 2 == 0;
        }

        private static Shipper.Line cover(Act act, Shipper host, Stage stage) {
            boolean air = host.lines().get(0).cargo() == 'A';
            return stage.otherLine(
                    stage.shipper(act.campaign().host(act.step())),
                    air,
                    act.campaign().dice(stage.seed));
        }
    }

    static final class NewProductLine extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            boolean air = host.lines().get(0).cargo() == 'A';
            Shipper whole = stage.shipper(act.campaign().host(act.step()));
            return host.selling(
                    List.of(stage.otherLine(whole, air, act.campaign().dice(stage.seed))));
        }
    }

    static final class OtherPackaging extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            boolean heavier = act.campaign().dice(stage.seed).chance(0.6);
            repack(consignment, 2.5 + 3.5 * dice.unit(), heavier, dice);
        }
    }

    static final class HsSlip extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            boolean air = consignment.booking.air();
            Shipper host = stage.shipper(act.campaign().host(act.step()));
            String code = code(stage.otherLine(host, air, dice).goods(), consignment);
            consignment.items.replaceAll(item -> item.coded(code));
        }

        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return soon(consignment, 24, dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            consignment.items.replaceAll(item -> item.coded(code(item.goods(), consignment)));
        }
    }

    private static String code(Goods goods, BillVersion consignment) {
        int digits = consignment.forwarder.hsDigits();
        return goods.hs6() + (digits == 6 ? "" : digits == 8 ? "90" : "9000");
    }

    /** The same mass in fewer or more packages than such goods come in. */
    private static void repack(BillVersion consignment, double factor, boolean heavier, Dice dice) {
        consignment.items.replaceAll(item -> {
            double usual = item.grams() / 1_000.0 / item.goods().kgPerPackage();
            // A single package cannot become fewer: then they are lighter.
            boolean fewer = heavier && usual >= factor;
            long packages = Math.max(1, Math.round(fewer ? usual / factor : usual * factor));
            List<String> wordings = item.goods().wordings();
            return item.packed(packages).described(wordings.get(dice.below(wordings.size())));
        });
    }
}
