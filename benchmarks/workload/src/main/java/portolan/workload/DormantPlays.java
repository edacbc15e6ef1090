// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/** A name that slept: others use it, or its owner is back. */
final class DormantPlays {
    private DormantPlays() {}

    /** Half a year of silence after a few months of business. */
    private abstract static class AfterSilence extends Play {
        private static final int LONGEST = 330;
        private static final int FIRST_MAIN = 215;

        @Override
        double past() {
            return 2.6;
        }

        @Override
        int lead() {
            return LONGEST;
        }

        @Override
        int earliest() {
            return FIRST_MAIN;
        }

        @Override
        int plan(Campaigns campaigns, Campaign campaign, int day, Dice dice) {
            spread(campaigns, campaign, day, dice);
            int left = campaigns.firstDay() - (day - 190);
            int silence = dice.between(190, left < -70 ? 255 : Math.max(190, 190 - left - 25));
            int span = Math.min(dice.between(25, 75), Math.max(12, day - silence - campaigns.firstDay()));
            int count = dice.between(6, 18);
            for (int step = 0; step < count; step++) {
                int offset = (int) ((step + 0.9 * dice.unit()) * span / count);
                campaigns.add(day - silence - span + offset, new Act(campaign, step, Act.Chapter.PAST));
            }
            return campaign.steps();
        }

        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper owner = stage.shipper(act.campaign().castShipper(0));
            return act.main() ? woken(owner, act, stage) : owner.named();
        }

        abstract Shipper woken(Shipper owner, Act act, Stage stage);
    }

    static final class Hijacked extends AfterSilence {
        @Override
        Shipper woken(Shipper owner, Act act, Stage stage) {
            Campaign campaign = act.campaign();
            Dice dice = campaign.dice(stage.seed);
            boolean air = owner.lines().get(0).cargo() == 'A';
            Shipper.Line line = stage.otherLine(owner, air, dice);
            Trader thief = stage.shipper(campaign.castShipper(1)).trader();
            String phone = owner.trader().phone() == null && dice.chance(0.5)
                    ? null
                    : Trader.phone(owner.trader().country(), dice);
            int forwarder = dice.chance(0.75) ? stage.anyForwarder(dice) : owner.forwarder();
            Integer[] receivers = dice.chance(0.3)
                    ? new Integer[] {campaign.castConsignee(0), campaign.castConsignee(1)}
                    : new Integer[] {campaign.castConsignee(0)};
            return owner.as(owner.trader().reachedBy(phone, thief.mail()))
                    .selling(java.util.List.of(line))
                    .sellingTo(receivers)
                    .sentBy(forwarder, dice.chance(0.8))
                    .named();
        }
    }

    static final class SeasonalReturn extends AfterSilence {
        @Override
        Shipper woken(Shipper owner, Act act, Stage stage) {
            Dice dice = act.campaign().dice(stage.seed);
            Shipper back = owner;
            if (dice.chance(0.2)) {
                back = back.as(owner.trader()
                        .reachedBy(
                                Trader.phone(owner.trader().country(), dice),
                                owner.trader().mail()));
            }
            if (dice.chance(0.2)) {
                back = back.sellingTo(act.campaign().castConsignee(0));
            }
            return back.named();
        }
    }

    static final class Revived extends AfterSilence {
        @Override
        Shipper woken(Shipper owner, Act act, Stage stage) {
            Dice dice = act.campaign().dice(stage.seed);
            boolean air = owner.lines().get(0).cargo() == 'A';
            Shipper.Line line = stage.otherLine(owner, air, dice);
            return dice.chance(0.5)
                    ? owner.selling(java.util.List.of(line)).named()
                    : owner.sellingTo(act.campaign().castConsignee(0)).named();
        }
    }
}
