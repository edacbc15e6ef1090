// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/** A few months of silence, too short to call a company dormant: its name is lent to others, or trade was slow. */
final class PausePlays {
    private PausePlays() {}

    private abstract static class AfterPause extends Play {
        @Override
        double past() {
            return 2;
        }

        @Override
        int lead() {
            return 245;
        }

        @Override
        int earliest() {
            return 140;
        }

        @Override
        int plan(Campaigns campaigns, Campaign campaign, int day, Dice dice) {
            spread(campaigns, campaign, day, dice);
            int pause = dice.between(95, 150);
            int span = Math.min(dice.between(40, 90), Math.max(15, day - pause - campaigns.firstDay()));
            int count = dice.between(6, 12);
            for (int step = 0; step < count; step++) {
                int offset = (int) ((step + 0.9 * dice.unit()) * span / count);
                campaigns.add(day - pause - span + offset, new Act(campaign, step, Act.Chapter.PAST));
            }
            return campaign.steps();
        }

        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper owner = stage.shipper(act.campaign().castShipper(0));
            Dice dice = act.campaign().dice(stage.seed);
            return (act.main() ? back(owner, act, stage, dice) : owner).named();
        }

        abstract Shipper back(Shipper owner, Act act, Stage stage, Dice dice);
    }

    /** Its own goods and telephone, but two strangers as customers and another forwarder. */
    static final class LentName extends AfterPause {
        @Override
        Shipper back(Shipper owner, Act act, Stage stage, Dice dice) {
            return owner.sellingTo(
                            act.campaign().castConsignee(0), act.campaign().castConsignee(1))
                    .sentBy(stage.anyForwarder(dice), true);
        }
    }

    /** All as before; one in three ships through another forwarder. */
    static final class QuietQuarter extends AfterPause {
        @Override
        Shipper back(Shipper owner, Act act, Stage stage, Dice dice) {
            return dice.chance(0.33) ? owner.sentBy(stage.anyForwarder(dice), true) : owner;
        }
    }

    /** A new customer beside the old one, through the usual forwarder. */
    static final class RegainedTrade extends AfterPause {
        @Override
        Shipper back(Shipper owner, Act act, Stage stage, Dice dice) {
            return owner.sellingTo(
                    act.campaign().castConsignee(0), owner.consignees().get(0));
        }
    }
}
