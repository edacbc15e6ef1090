// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/** Many small consignments: one large one in pieces, and honest small trade. */
final class SplittingPlays {
    private SplittingPlays() {}

    private abstract static class Parcels extends Play {
        Parcels(Scheme scheme) {
            super(scheme, Need.PARCELS);
        }

        Parcels(LookAlike lookAlike) {
            super(lookAlike, Need.PARCELS);
        }

        /** House bills of a forwarder, by air mostly. */
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            Shipper.Line line = host.lines().get(0);
            char how = act.campaign().number() % 7 == 0 && line.goods().cargo().indexOf('L') >= 0 ? 'L' : 'A';
            return host.selling(List.of(line.by(how, 0.01)))
                    .sentBy(host.forwarder(), true)
                    .named();
        }

        static double threshold(Act act, Stage stage) {
            return act.campaign().dice(stage.seed).chance(0.75) ? 150 : 1_000;
        }

        /** One item of this value, with the mass that such goods have for it. */
        static void worth(Consignment consignment, double euros, double understated, Dice dice) {
            GoodsItem item = consignment.items.get(0);
            double perKg =
                    item.goods().usdPerKg() * 0.92 * consignment.booking.line().price();
            long grams = Math.max(1, Math.round(euros * understated / perKg * 10 * dice.spread(0.1))) * 100;
            long packages =
                    Math.max(1, Math.round(grams / 1_000.0 / item.goods().kgPerPackage()));
            List<String> wordings = item.goods().wordings();
            consignment.items.clear();
            consignment.items.add(item.weighing(grams)
                    .packed(packages)
                    .described(wordings.get(dice.below(wordings.size())))
                    .filling(grams / 300 + 1)
                    .worth(Math.round(euros * 100), "EUR"));
        }
    }

    static final class Splitting extends Parcels {
        Splitting() {
            super(Scheme.SPLITTING);
        }

        @Override
        int hosts(Dice dice) {
            return dice.between(1, 3);
        }

        @Override
        int plan(Campaigns campaigns, Campaign campaign, int day, Dice dice) {
            int waves = dice.between(2, 3);
            int start = day;
            int step = 0;
            for (int wave = 0; wave < waves; wave++) {
                int parcels = dice.between(5, 10);
                int days = dice.between(2, 5);
                for (int i = 0; i < parcels; i++) {
                    campaigns.add(start + dice.below(days), new Act(campaign, step++, Act.Chapter.MAIN));
                }
                start += dice.between(15, 40);
            }
            return step;
        }

        @Override
        double size() {
            return 18.75;
        }

        @Override
        Shipper shipper(Act act, Stage stage) {
            return super.shipper(act, stage).sellingTo(act.campaign().castConsignee(0));
        }

        @Override
        void stage(Act act, Consignment consignment, Stage stage, Dice dice) {
            double just = threshold(act, stage) * (0.8 + 0.199 * dice.unit());
            worth(consignment, just, 1 + 1.5 * dice.unit(), dice);
            Campaign campaign = act.campaign();
            int names = 1 + campaign.number() % 3;
            if (names > 1 && dice.chance(0.5)) {
                Trader house = stage.consignee(campaign.castConsignee(0));
                Trader other = stage.consignee(campaign.castConsignee(1 + dice.below(names - 1)));
                stage.consign(consignment, other.at(house), dice);
            }
        }
    }

    static final class SmallOrders extends Parcels {
        SmallOrders() {
            super(LookAlike.SMALL_ORDERS);
        }

        @Override
        Shipper shipper(Act act, Stage stage) {
            return super.shipper(act, stage).sellingTo(act.campaign().castConsignee(0));
        }

        @Override
        void stage(Act act, Consignment consignment, Stage stage, Dice dice) {
            worth(consignment, threshold(act, stage) * (0.15 + 0.84 * dice.unit()), 1, dice);
        }
    }

    static final class Restocking extends Parcels {
        Restocking() {
            super(LookAlike.RESTOCKING);
        }

        @Override
        Shipper shipper(Act act, Stage stage) {
            return super.shipper(act, stage).sellingTo(act.campaign().castConsignee(0));
        }

        @Override
        void stage(Act act, Consignment consignment, Stage stage, Dice dice) {
            worth(consignment, threshold(act, stage) * (0.7 + 5 * dice.unit() * dice.unit()), 1, dice);
        }
    }

    static final class Webshop extends Parcels {
        Webshop() {
            super(LookAlike.WEBSHOP);
        }

        @Override
        Shipper shipper(Act act, Stage stage) {
            return super.shipper(act, stage).sellingTo(act.campaign().castConsignee(act.step()));
        }

        @Override
        void stage(Act act, Consignment consignment, Stage stage, Dice dice) {
            worth(consignment, threshold(act, stage) * (0.8 + 0.199 * dice.unit()), 1, dice);
        }
    }
}
