// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/** What is new with a known shipper: everything at once, or one thing that business brings. */
final class NoveltyPlays {
    private NoveltyPlays() {}

    private abstract static class Novelty extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            return changed(host, act, stage, act.campaign().dice(stage.seed)).named();
        }

        abstract Shipper changed(Shipper host, Act act, Stage stage, Dice dice);

        static Shipper withOtherGoods(Shipper host, Act act, Stage stage, Dice dice) {
            boolean air = host.lines().get(0).cargo() == 'A';
            Shipper whole = stage.shipper(act.campaign().host(act.step()));
            return host.selling(List.of(stage.otherLine(whole, air, dice)));
        }

        static Shipper fromOtherPort(Shipper host, Dice dice) {
            return host.loadingAt(
                    Atlas.get().loadingPorts(host.trader().country()).draw(dice));
        }
    }

    /** Goods, customer, forwarder and often port are new at once. */
    static final class AllNew extends Novelty {
        @Override
        Shipper changed(Shipper host, Act act, Stage stage, Dice dice) {
            Shipper strange = withOtherGoods(host, act, stage, dice)
                    .sellingTo(act.campaign().castConsignee(0))
                    .sentBy(stage.anyForwarder(dice), true);
            return dice.chance(0.6) ? fromOtherPort(strange, dice) : strange;
        }
    }

    /** New goods, often from another port, for a usual customer. */
    static final class NewBranch extends Novelty {
        @Override
        Shipper changed(Shipper host, Act act, Stage stage, Dice dice) {
            Shipper branched = withOtherGoods(host, act, stage, dice)
                    .sellingTo(host.consignees().get(0));
            return dice.chance(0.6) ? fromOtherPort(branched, dice) : branched;
        }
    }

    /** A new customer through a new forwarder, for the usual goods. */
    static final class ExportDrive extends Novelty {
        @Override
        Shipper changed(Shipper host, Act act, Stage stage, Dice dice) {
            return host.sellingTo(act.campaign().castConsignee(0)).sentBy(stage.anyForwarder(dice), true);
        }
    }
}
