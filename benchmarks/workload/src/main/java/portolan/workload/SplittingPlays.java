// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/** Many small consignments: one large one in pieces, and honest small trade. */
final class SplittingPlays {
    private SplittingPlays() {}

    private abstract static class Parcels extends Play {
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
        static void worth(BillVersion consignment, double euros, double understated, Dice dice) {
            BillItem item = consignment.items.get(0);
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
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
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

    /**
     * Each piece by another shipper to another name: only a telephone number and the days say that it is one receiver.
     */
    static final class SpreadSplitting extends Parcels {
        @Override
        int hosts(Dice dice) {
            return dice.between(4, 7);
        }

        @Override
        int plan(Campaigns campaigns, Campaign campaign, int day, Dice dice) {
            int waves = dice.between(2, 3);
            int start = day;
            int step = 0;
            for (int wave = 0; wave < waves; wave++) {
                int parcels = dice.between(4, 7);
                for (int i = 0; i < parcels; i++) {
                    campaigns.add(start + dice.below(3), new Act(campaign, step++, Act.Chapter.MAIN));
                }
                start += dice.between(12, 30);
            }
            return step;
        }

        @Override
        double size() {
            return 13.75;
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            worth(consignment, threshold(act, stage) * (0.6 + 0.39 * dice.unit()), 1 + 1.5 * dice.unit(), dice);
            stage.consign(consignment, reachedAlike(act, stage), dice);
        }
    }

    /** Parcels of all values to the customers of one pick-up point, whose number they give. */
    static final class ParcelPoint extends Parcels {
        @Override
        int hosts(Dice dice) {
            return dice.between(4, 7);
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            worth(consignment, threshold(act, stage) * (0.15 + 2.5 * dice.unit() * dice.unit()), 1, dice);
            stage.consign(consignment, reachedAlike(act, stage), dice);
        }
    }

    /** Small parcels of several shippers to one receiver within days. */
    static final class GiftSeason extends Parcels {
        @Override
        int hosts(Dice dice) {
            return dice.between(3, 6);
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            worth(consignment, threshold(act, stage) * (0.2 + 0.7 * dice.unit()), 1, dice);
            stage.consign(consignment, stage.consignee(act.campaign().castConsignee(0)), dice);
        }
    }

    /** A receiver of this step's own name; all of a campaign are reached under one number. */
    private static Trader reachedAlike(Act act, Stage stage) {
        Trader receiver = stage.consignee(act.campaign().castConsignee(act.step()));
        Trader first = stage.consignee(act.campaign().castConsignee(0));
        String phone = Trader.phone(first.country(), act.campaign().dice(stage.seed));
        return receiver.reachedBy(phone, receiver.mail());
    }

    static final class SmallOrders extends Parcels {
        @Override
        Shipper shipper(Act act, Stage stage) {
            return super.shipper(act, stage).sellingTo(act.campaign().castConsignee(0));
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            worth(consignment, threshold(act, stage) * (0.15 + 0.84 * dice.unit()), 1, dice);
        }
    }

    static final class Restocking extends Parcels {
        @Override
        Shipper shipper(Act act, Stage stage) {
            return super.shipper(act, stage).sellingTo(act.campaign().castConsignee(0));
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            worth(consignment, threshold(act, stage) * (0.7 + 5 * dice.unit() * dice.unit()), 1, dice);
        }
    }

    static final class Webshop extends Parcels {
        @Override
        Shipper shipper(Act act, Stage stage) {
            return super.shipper(act, stage).sellingTo(act.campaign().castConsignee(act.step()));
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            worth(consignment, threshold(act, stage) * (0.8 + 0.199 * dice.unit()), 1, dice);
        }
    }
}
