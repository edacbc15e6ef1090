// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;
import static portolan.workload.Play.soon;

import java.util.List;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;

/** Bills whose receiver changes. */
final class ConsigneePlays {
    static final List<Play> USUAL = List.of(
            offence(Scheme.CONSIGNEE_SWITCH, Need.SEA, 3, 6, 21, 56)
                    .hosts(1, 3)
                    .amending(Play::atSea, ConsigneePlays::toStranger),
            alike(LookAlike.SOLD_AT_SEA, Need.SEA, 1, 4, 14, 56)
                    .by(scene -> scene.host().toLargestCustomer())
                    .amending(Play::atSea, ConsigneePlays::toOtherCustomer),
            alike(LookAlike.CONSIGNEE_SLIP, Need.SEA, 1, 3, 14, 56)
                    .amending(soon(12), (scene, bill, dice) -> scene.consign(bill, scene.stranger(scene.step()), dice)),
            alike(LookAlike.CONSIGNEE_SPELLING, Need.SEA, 1, 3, 14, 56)
                    .by(scene -> scene.host().named())
                    .amending(Play::atSea, ConsigneePlays::misspelt));

    private static final String[] PORTS = {"NLRTM", "NLVLI", "NLAMS"};

    private ConsigneePlays() {}

    private static void toStranger(Scene scene, BillVersion bill, Dice dice) {
        Trader receiver = scene.receiver(0);
        if (dice.chance(0.15)) {
            receiver = scene.receiver(1).reachedBy(receiver.phone(), null);
        }
        scene.stage().consign(bill, receiver, dice);
    }

    private static void toOtherCustomer(Scene scene, BillVersion bill, Dice dice) {
        List<Integer> customers = scene.whole().consignees();
        int last = customers.size() - 1;
        int buyer = last > 0 && dice.chance(0.6)
                ? customers.get(1 + dice.below(last))
                : scene.stage().wellKnownConsignee(dice);
        scene.consign(bill, buyer, dice);
    }

    private static void misspelt(Scene scene, BillVersion bill, Dice dice) {
        for (Party party : bill.parties) {
            if (party.getRole() == PartyRole.CONSIGNEE) {
                party.setRawName(NameVariant.of(party.getRawName(), dice));
            }
        }
    }

    /** All bills of a voyage: not planned as a campaign, but hit by what happens to the ship. */
    static Play divertedShip() {
        return alike(LookAlike.DIVERTED_SHIP, Need.SEA, 1, 1, 1, 1)
                .amending(ConsigneePlays::newsOfShip, (scene, bill, dice) -> divert(bill));
    }

    private static long newsOfShip(BillVersion bill, Dice dice) {
        Voyage voyage = bill.booking.voyage();
        long news = voyage.departs() + (voyage.arrives() - voyage.departs()) * 6 / 10;
        return Play.within(news, Math.min(news + Times.HOUR, bill.arrives() - 1), dice);
    }

    private static void divert(BillVersion bill) {
        int port = (int) Long.remainderUnsigned(bill.booking.voyage().identity() >>> 3, PORTS.length);
        bill.discharge = bill.discharge.equals(PORTS[port]) ? PORTS[(port + 1) % PORTS.length] : PORTS[port];
    }
}
