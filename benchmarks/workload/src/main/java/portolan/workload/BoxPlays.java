// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;
import static portolan.workload.Play.soon;
import static portolan.workload.Play.within;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Box numbers that are elsewhere, or seem to be. */
final class BoxPlays {
    static final List<Play> USUAL = List.of(
            offence(Scheme.CLONED_CONTAINER, Need.SEA_FULL, 3, 5, 21, 56)
                    .by(scene -> scene.host().toLargestCustomer())
                    .filing(BoxPlays::elsewhere),
            alike(LookAlike.BOX_SLIP, Need.SEA_FULL, 1, 2, 14, 56)
                    .filing(BoxPlays::elsewhere)
                    .amending(soon(20), BoxPlays::put),
            alike(LookAlike.BOX_CHECK_DIGIT, Need.SEA_FULL, 1, 2, 14, 56)
                    .filing((scene, bill, dice) ->
                            number(bill, ConsignmentDraw.mistyped(scene.stage().ownBox(bill), dice)))
                    .amending((bill, dice) -> dice.chance(0.5) ? soon(24).of(bill, dice) : 0, BoxPlays::put),
            alike(LookAlike.ROLLED_BOX, Need.SEA_FULL, 1, 3, 14, 56)
                    .amending(
                            (bill, dice) -> {
                                long departs = bill.booking.voyage().departs();
                                long from = Math.max(departs - Times.DAY, bill.ticket.createdAt() + Times.HOUR);
                                return within(from, departs + Times.DAY / 2, dice);
                            },
                            (scene, bill, dice) -> RefilePlays.roll(bill, scene.stage().seed)),
            alike(LookAlike.QUICK_TURN, Need.SEA_FULL, 1, 3, 14, 56).filing(BoxPlays::returned));

    private BoxPlays() {}

    private static void number(BillVersion bill, String number) {
        bill.boxes.set(0, bill.boxes.get(0).renumbered(number));
    }

    /** Puts the number right. */
    private static void put(Scene scene, BillVersion bill, Dice dice) {
        number(bill, scene.stage().ownBox(bill));
    }

    private static void elsewhere(Scene scene, BillVersion bill, Dice dice) {
        borrow(bill, scene.stage().boxElsewhere(bill, dice));
    }

    /** The box of another has come back in time. */
    static void returned(Scene scene, BillVersion bill, Dice dice) {
        borrow(bill, scene.stage().boxReturned(bill, dice));
    }

    private static void borrow(BillVersion bill, @Nullable String number) {
        Ticket ticket = bill.ticket;
        if (ticket.borrowedBox() == null) {
            ticket.borrow(number == null ? bill.boxes.get(0).number() : number);
        }
        String borrowed = ticket.borrowedBox();
        if (borrowed != null) {
            number(bill, borrowed);
        }
    }
}
