// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/** One telephone for many names: a ring, an agent, a group of companies. */
final class RingPlays {
    private RingPlays() {}

    /** Several members of a cast, each with consignments of its own. */
    private abstract static class Circle extends Play {
        private final int mostMembers;

        Circle(int mostMembers) {
            this.mostMembers = mostMembers;
        }

        int members(Act act) {
            return mostMembers - act.campaign().number() % 3;
        }

        Shipper member(Act act, Stage stage) {
            int member = act.step() % members(act);
            Shipper shipper = stage.shipper(act.campaign().castShipper(member));
            return shipper.trader().natural() ? stage.shipper(act.campaign().castShipper(member + 16)) : shipper;
        }
    }

    static final class ContactRing extends Circle {
        ContactRing() {
            super(6);
        }

        /** Half of what is laid out is an offence. */
        @Override
        double size() {
            return super.size() / 2;
        }

        @Override
        int plan(Campaigns campaigns, Campaign campaign, int day, Dice dice) {
            return super.plan(campaigns, campaign, day, dice) / 2;
        }

        @Override
        double past() {
            return 1;
        }

        @Override
        boolean counts(Act act, Stage stage) {
            return act.main() && (act.step() / members(act) + act.step()) % 2 == 0;
        }

        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper member = member(act, stage);
            Dice dice = act.campaign().dice(stage.seed);
            Trader first = stage.shipper(act.campaign().castShipper(0)).trader();
            String phone = Trader.phone(first.country(), dice);
            Trader trader = member.trader();
            boolean files = (act.step() * 7 + act.campaign().number()) % 10 != 0;
            return member.as(files ? trader.reachedBy(phone, trader.mail()) : trader.reachedBy(null, trader.mail()));
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            if (!consignment.boxes.isEmpty() && !consignment.boxes.get(0).shared() && dice.chance(0.35)) {
                Dice stock = Dice.of(stage.seed, Purpose.CENTRE, act.campaign().number());
                String seal = ConsignmentDraw.seal(consignment.booking.carrier(), stock);
                consignment.boxes.set(0, consignment.boxes.get(0).resealed(List.of(seal), "SH"));
            }
        }
    }

    static final class AgentPhone extends Circle {
        AgentPhone() {
            super(6);
        }

        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper member = member(act, stage);
            int number = stage.anyForwarder(act.campaign().dice(stage.seed));
            Trader agent = stage.forwarder(number).trader();
            String phone = agent.phone() == null
                    ? Trader.phone(
                            agent.country(),
                            Dice.of(stage.seed, Purpose.CENTRE, act.campaign().number()))
                    : agent.phone();
            return member.as(member.trader().reachedBy(phone, member.trader().mail()))
                    .sentBy(number, true);
        }
    }

    static final class GroupCompany extends Circle {
        private static final String[] BRANCHES = {"TRADING", "EXPORT", "LOGISTICS", "INDUSTRIES", "INTERNATIONAL"};

        GroupCompany() {
            super(5);
        }

        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper parent = stage.shipper(act.campaign().castShipper(0));
            Shipper member = member(act, stage);
            Trader head = parent.trader();
            Dice dice = act.campaign().dice(stage.seed);
            String stem =
                    head.country().words().get(dice.below(head.country().words().size()))
                            + ' '
                            + head.country()
                                    .words()
                                    .get(dice.below(head.country().words().size()));
            String name = stem
                    + ' '
                    + BRANCHES[act.step() % members(act) % BRANCHES.length]
                    + ' '
                    + head.country().legalForms().get(0);
            Trader branch = new Trader(
                    head.country(),
                    name,
                    false,
                    head.city(),
                    head.street(),
                    head.house(),
                    member.trader().number(),
                    Trader.phone(head.country(), dice),
                    null);
            return parent.as(branch).sellingTo(member.consignees().get(0));
        }
    }
}
