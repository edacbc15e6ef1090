// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** New names: a company under its second name, and those who are really new. */
final class PhoenixPlays {
    private PhoenixPlays() {}

    /** A company that ends before another begins. */
    private abstract static class Succession extends Play {
        @Override
        double past() {
            return 2.2;
        }

        @Override
        int lead() {
            return 170;
        }

        @Override
        int earliest() {
            return 90;
        }

        @Override
        int plan(Campaigns campaigns, Campaign campaign, int day, Dice dice) {
            spread(campaigns, campaign, day, dice);
            int gap = dice.between(5, 60);
            int span = Math.min(dice.between(60, 105), Math.max(20, day - gap - campaigns.firstDay()));
            int count = dice.between(8, 20);
            int falls = fall(campaign, campaigns.seed());
            for (int step = 0; step < count; step++) {
                int offset = (int) ((step + 0.9 * dice.unit()) * span / count);
                boolean falling = step >= count - falls;
                int place = falling ? count - 1 - step : step;
                campaigns.add(
                        day - gap - span + offset,
                        new Act(campaign, place, falling ? Act.Chapter.DOWNFALL : Act.Chapter.PAST));
            }
            return campaign.steps();
        }

        /** How many of the predecessor's last consignments are offences. */
        int fall(Campaign campaign, long seed) {
            return 0;
        }

        /** Who was there before; it always has a telephone. */
        static Shipper predecessor(Act act, Stage stage) {
            Shipper first = stage.shipper(act.campaign().castShipper(0));
            Dice dice = Dice.of(stage.seed, Purpose.CENTRE, act.campaign().number());
            Trader trader = first.trader();
            return first.as(trader.reachedBy(Trader.phone(trader.country(), dice), trader.mail()))
                    .named();
        }

        /** The second of the cast that sits in the first one's country. */
        static Shipper newcomer(Act act, Stage stage, @Nullable Country country) {
            for (int member = 1; member < 30; member++) {
                Shipper other = stage.shipper(act.campaign().castShipper(member));
                if (!other.trader().natural()
                        && (country == null || other.trader().country().equals(country))) {
                    return other;
                }
            }
            return stage.shipper(act.campaign().castShipper(1));
        }
    }

    static final class Phoenix extends Succession {
        @Override
        int fall(Campaign campaign, long seed) {
            Dice dice = Dice.of(seed, Purpose.DIVERSION, campaign.number());
            return dice.chance(0.5) ? dice.between(2, 3) : 0;
        }

        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper before = predecessor(act, stage);
            if (!act.main()) {
                return before;
            }
            Dice dice = act.campaign().dice(stage.seed);
            Trader old = before.trader();
            Shipper after = newcomer(act, stage, old.country());
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

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            if (act.chapter() == Act.Chapter.DOWNFALL) {
                ValuePlays.undervalue(consignment, 0.15 + 0.2 * dice.unit(), dice);
            }
        }
    }

    /** Another name at the address of a company that was found out; goods, customers and telephone are others. */
    static final class SameAddress extends Succession {
        @Override
        int fall(Campaign campaign, long seed) {
            return Dice.of(seed, Purpose.DIVERSION, campaign.number()).between(2, 3);
        }

        @Override
        Shipper shipper(Act act, Stage stage) {
            return act.main() ? tenant(act, stage) : predecessor(act, stage);
        }

        /** The second of the cast, at the first one's address. */
        static Shipper tenant(Act act, Stage stage) {
            Trader old = predecessor(act, stage).trader();
            Shipper after = newcomer(act, stage, old.country());
            return after.as(after.trader().at(old)).named();
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            if (act.chapter() == Act.Chapter.DOWNFALL) {
                ValuePlays.undervalue(consignment, 0.15 + 0.2 * dice.unit(), dice);
            }
        }
    }

    /** At the address of a company that is gone and against which nothing was found. */
    static final class NextTenant extends Succession {
        @Override
        Shipper shipper(Act act, Stage stage) {
            return act.main() ? SameAddress.tenant(act, stage) : predecessor(act, stage);
        }
    }

    /** New, at the address of a company that goes on. */
    static final class SharedBuilding extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Trader host = stage.shipper(act.campaign().host(0)).trader();
            Shipper other = Succession.newcomer(act, stage, host.country());
            return other.as(other.trader().at(host));
        }
    }

    /** Simply new. */
    static final class Newcomer extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            return stage.shipper(act.campaign().castShipper(0));
        }
    }

    /** New, at an address that many have. */
    static final class BusinessCentre extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper shipper = stage.shipper(act.campaign().castShipper(0));
            Dice dice = act.campaign().dice(stage.seed);
            Trader trader = shipper.trader();
            Trader centre = stage.centre(trader.country(), dice.below(3));
            Trader there = trader.at(centre);
            return shipper.as(dice.chance(0.3) ? there.reachedBy(centre.phone(), trader.mail()) : there);
        }
    }

    /** New, at home with a company that goes on. */
    static final class Subsidiary extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Trader parent = stage.shipper(act.campaign().host(0)).trader();
            Shipper child = Succession.newcomer(act, stage, parent.country());
            return child.as(child.trader()
                    .at(parent)
                    .reachedBy(parent.phone(), child.trader().mail()));
        }
    }

    /** New, with the customers and goods of a company that is gone. */
    static final class NewSupplier extends Succession {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper before = predecessor(act, stage);
            if (!act.main()) {
                return before;
            }
            Shipper after = newcomer(act, stage, before.trader().country());
            List<Shipper.Line> lines = before.lines();
            return after.selling(lines)
                    .sellingTo(before.consignees().get(0))
                    .loadingAt(before.ports().get(0));
        }
    }
}
