// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/** Low values: hidden ones, and prices that are really low. */
final class ValuePlays {
    private static final double OFFENCE_BELOW = 0.6;

    private ValuePlays() {}

    static final class Undervaluation extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            return host.sellingTo(host.consignees().get(0)).named();
        }

        @Override
        boolean counts(Act act, Stage stage) {
            return act.main() && factor(act, stage) < OFFENCE_BELOW;
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            undervalue(consignment, factor(act, stage) * dice.spread(0.06), dice);
        }

        /** In a third of the campaigns the value slides down over the first half. */
        private static double factor(Act act, Stage stage) {
            Dice dice = act.campaign().dice(stage.seed);
            double deep = 0.12 + 0.28 * dice.unit();
            if (!dice.chance(1 / 3.0)) {
                return deep;
            }
            double way = Math.min(1, act.step() * 2.0 / act.campaign().steps());
            return 0.9 + (deep - 0.9) * way;
        }
    }

    static final class SalePrice extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            Dice sale = act.campaign().dice(stage.seed);
            double factor = sale.chance(0.9) ? 0.45 + 0.3 * sale.unit() : 0.3 + 0.15 * sale.unit();
            consignment.items.replaceAll(item -> valued(item, consignment, factor, dice));
        }
    }

    static final class LowGrade extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper maker = stage.shipper(act.campaign().castShipper(0));
            Shipper.Line line = maker.lines().get(0);
            double grade = 0.4 + 0.25 * act.campaign().dice(stage.seed).unit();
            return maker.selling(List.of(line.at(grade)));
        }
    }

    static final class StrongCurrency extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            int which = act.campaign().dice(stage.seed).below(3);
            String currency = which == 0 ? "GBP" : which == 1 ? "JPY" : "CNY";
            // Orders of magnitude of 2025.
            double rate = which == 0 ? 0.78 : which == 1 ? 150 : 7.2;
            consignment.items.replaceAll(item -> {
                double usd = usd(item, consignment) * dice.spread(0.15);
                return item.worth(Math.max(100, Math.round(usd * rate) * 100), currency);
            });
        }
    }

    /** Far too dear, to one related customer: money leaves by the invoice. */
    static final class OverInvoicing extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            return super.shipper(act, stage)
                    .sellingTo(act.campaign().castConsignee(0))
                    .named();
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            double factor = 3 + 5 * act.campaign().dice(stage.seed).unit();
            consignment.items.replaceAll(item -> valued(item, consignment, factor, dice));
        }
    }

    /** Always dearer than others. */
    static final class PremiumLine extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper maker = stage.shipper(act.campaign().castShipper(0));
            double grade = 2 + 3 * act.campaign().dice(stage.seed).unit();
            return maker.selling(List.of(maker.lines().get(0).at(grade)));
        }
    }

    /** Once or twice dearer, mostly for a usual customer. */
    static final class RushPrice extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            boolean stranger = act.campaign().dice(stage.seed).chance(0.3);
            return stranger ? host.sellingTo(act.campaign().castConsignee(0)) : host;
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            double factor = 1.6 + 1.6 * dice.unit();
            consignment.items.replaceAll(item -> valued(item, consignment, factor, dice));
        }
    }

    /** Declares a part of what the goods are worth. */
    static void undervalue(BillVersion consignment, double factor, Dice dice) {
        double hidden = 0;
        for (BillItem item : consignment.items) {
            hidden += usd(item, consignment) * 0.92 * Math.max(0, 1 - factor);
        }
        consignment.concealedCents = Math.round(hidden * 100);
        consignment.items.replaceAll(item -> valued(item, consignment, factor, dice));
    }

    private static BillItem valued(BillItem item, BillVersion consignment, double factor, Dice dice) {
        boolean euros = item.currency().equals("EUR");
        double amount = usd(item, consignment) * factor * dice.spread(0.12) * (euros ? 92 : 100);
        return item.worth(Math.max(100, Math.round(amount)), item.currency());
    }

    private static double usd(BillItem item, BillVersion consignment) {
        return item.grams()
                / 1_000.0
                * item.goods().usdPerKg()
                * consignment.booking.line().price();
    }
}
