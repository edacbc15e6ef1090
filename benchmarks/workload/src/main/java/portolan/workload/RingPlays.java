// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;

import java.util.List;

/** One telephone for many names: a ring, an agent, a group of companies; each member has consignments of its own. */
final class RingPlays {
    private static final String[] BRANCHES = {"TRADING", "EXPORT", "LOGISTICS", "INDUSTRIES", "INTERNATIONAL"};
    private static final int CIRCLE = 6;
    private static final int GROUP = 5;

    static final List<Play> USUAL = List.of(
            offence(Scheme.CONTACT_RING, Need.CAST, 18, 30, 70, 110)
                    .countingHalf(scene -> (scene.step() / members(scene, CIRCLE) + scene.step()) % 2 == 0)
                    .by(RingPlays::ofRing)
                    .filing(RingPlays::sealAlike),
            alike(LookAlike.AGENT_PHONE, Need.CAST, 18, 30, 70, 110).by(RingPlays::ofAgent),
            alike(LookAlike.GROUP_COMPANY, Need.CAST, 14, 25, 70, 110).by(RingPlays::ofGroup));

    private RingPlays() {}

    private static int members(Scene scene, int most) {
        return most - scene.number() % 3;
    }

    private static Shipper member(Scene scene, int most) {
        int member = scene.step() % members(scene, most);
        Shipper shipper = scene.cast(member);
        return shipper.trader().natural() ? scene.cast(member + 16) : shipper;
    }

    private static Shipper ofRing(Scene scene) {
        Shipper member = member(scene, CIRCLE);
        String phone = Trader.phone(scene.cast(0).trader().country(), scene.dice());
        boolean files = (scene.step() * 7 + scene.number()) % 10 != 0;
        return member.as(
                member.trader().reachedBy(files ? phone : null, member.trader().mail()));
    }

    private static void sealAlike(Scene scene, BillVersion bill, Dice dice) {
        if (!bill.boxes.isEmpty() && !bill.boxes.get(0).shared() && dice.chance(0.35)) {
            Dice stock = Dice.of(scene.stage().seed, Purpose.CENTRE, scene.number());
            String seal = ConsignmentDraw.seal(bill.booking.carrier(), stock);
            bill.boxes.set(0, bill.boxes.get(0).resealed(List.of(seal), "SH"));
        }
    }

    private static Shipper ofAgent(Scene scene) {
        Shipper member = member(scene, CIRCLE);
        int number = scene.stage().anyForwarder(scene.dice());
        Trader agent = scene.stage().forwarder(number).trader();
        String phone = agent.phone() == null
                ? Trader.phone(agent.country(), Dice.of(scene.stage().seed, Purpose.CENTRE, scene.number()))
                : agent.phone();
        return member.as(member.trader().reachedBy(phone, member.trader().mail()))
                .sentBy(number, true);
    }

    private static Shipper ofGroup(Scene scene) {
        Shipper parent = scene.cast(0);
        Shipper member = member(scene, GROUP);
        Trader head = parent.trader();
        Country country = head.country();
        Dice dice = scene.dice();
        String name = dice.oneOf(country.words())
                + ' '
                + dice.oneOf(country.words())
                + ' '
                + BRANCHES[scene.step() % members(scene, GROUP) % BRANCHES.length]
                + ' '
                + country.legalForms().get(0);
        Trader branch = new Trader(
                country,
                name,
                false,
                head.city(),
                head.street(),
                head.house(),
                member.trader().number(),
                Trader.phone(country, dice),
                null);
        return parent.as(branch).sellingTo(member.consignees().get(0));
    }
}
