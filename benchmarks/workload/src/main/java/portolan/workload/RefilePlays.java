// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;
import static portolan.workload.Play.soon;

import java.util.List;

/** Bills that are withdrawn and filed anew, and changes that share a part of it. */
final class RefilePlays {
    private static final List<String> OFFICES = List.of("NLRTM", "NLVLI", "NLAMS", "NLSPL");

    static final List<Play> USUAL = List.of(
            offence(Scheme.CANCEL_REFILE, Need.SEA_FULL, 3, 6, 21, 56).refiling(RefilePlays::elsewhere),
            alike(LookAlike.HONEST_REFILE, Need.SEA_FULL, 1, 3, 14, 56).refiling(RefilePlays::corrected),
            alike(LookAlike.ROLLED_REFILE, Need.SEA_FULL, 1, 3, 14, 56)
                    .refiling((scene, bill, dice) -> roll(bill, scene.stage().seed)),
            alike(LookAlike.OFFICE_CHANGE, Need.SEA_FULL, 1, 3, 14, 56)
                    .amending(soon(60), (scene, bill, dice) -> bill.office = otherOffice(bill, dice)),
            alike(LookAlike.FORWARDER_CHANGE, Need.ANY, 4, 8, 28, 70)
                    .by(scene -> scene.host().sentBy(scene.stage().anyForwarder(scene.dice()), true)));

    static final List<Play> OTHERS = List.of(
            // Filed anew by the same filer at the same office, in another box and for a stranger.
            offence(Scheme.SWAPPED_BOX, Need.SEA_FULL, 2, 5, 21, 56).refiling((scene, bill, dice) -> {
                BoxPlays.returned(scene, bill, dice);
                scene.consign(bill, scene.stranger(0), dice);
                if (scene.step() % 2 == 0) {
                    // Beyond all serials: no other bill has this number.
                    number(bill, bill.issuer, bill.ticket.serial() + 500_000_000L);
                }
            }),
            // The box was damaged, all else stays.
            alike(LookAlike.BOX_REPLACED, Need.SEA_FULL, 1, 3, 14, 56).refiling(BoxPlays::returned),
            // Sold to another before departure, in the same box: to a large importer or, one in three, to somebody new.
            alike(LookAlike.RESOLD_REFILE, Need.SEA_FULL, 1, 3, 14, 56).refiling((scene, bill, dice) -> {
                Dice plan = scene.dice();
                int buyer =
                        plan.chance(0.33) ? scene.stranger(0) : scene.stage().wellKnownConsignee(plan);
                scene.consign(bill, buyer, dice);
            }));

    private RefilePlays() {}

    private static void elsewhere(Scene scene, BillVersion bill, Dice dice) {
        Dice plan = scene.dice();
        int number = scene.stage().anyForwarder(plan);
        Forwarder second = scene.stage().forwarder(number);
        if (second.equals(bill.forwarder)) {
            second = scene.stage().forwarder(number + 1);
        }
        boolean newDocument = scene.step() % 5 < 3;
        if (newDocument) {
            bill.booking = bill.booking.filed(true);
            bill.forwarder = second;
            number(bill, second.code(), bill.ticket.serial());
        } else {
            bill.otherFiler = second;
        }
        if (!newDocument || dice.chance(0.7)) {
            bill.office = otherOffice(bill, plan);
        }
        if (dice.chance(0.7)) {
            scene.consign(bill, scene.stranger(0), dice);
        }
    }

    private static void corrected(Scene scene, BillVersion bill, Dice dice) {
        if (dice.chance(0.4)) {
            scene.consign(bill, scene.stranger(scene.step()), dice);
        } else {
            bill.items.replaceAll(item ->
                    item.weighing(Math.max(1, Math.round(item.grams() * (0.97 + 0.02 * dice.unit()) / 100)) * 100));
        }
    }

    /** Gives a bill another number in the year that it has. */
    private static void number(BillVersion bill, String issuer, long serial) {
        String year = bill.key.substring(bill.key.length() - 4);
        bill.issuer = issuer;
        bill.number = issuer + ConsignmentDraw.scattered(serial);
        bill.key = issuer + ':' + bill.number + ':' + year;
    }

    /** Puts a consignment on the next sailing of the same service. */
    static void roll(BillVersion bill, long seed) {
        Booking booking = bill.booking;
        bill.booking = booking.on(Voyage.sailing(
                seed, booking.port(), booking.carrier(), booking.voyage().departureDay()));
    }

    private static String otherOffice(BillVersion bill, Dice dice) {
        int office = dice.below(OFFICES.size());
        String chosen = OFFICES.get(office);
        return chosen.equals(bill.discharge) ? OFFICES.get((office + 1) % OFFICES.size()) : chosen;
    }
}
