// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import org.jspecify.annotations.Nullable;

/** Box numbers that are elsewhere, or seem to be. */
final class BoxPlays {
    private BoxPlays() {}

    static void borrow(BillVersion consignment, @Nullable String number) {
        Ticket ticket = consignment.ticket;
        if (ticket.borrowedBox() == null) {
            ticket.borrow(number == null ? consignment.boxes.get(0).number() : number);
        }
        String borrowed = ticket.borrowedBox();
        if (borrowed != null) {
            consignment.boxes.set(0, consignment.boxes.get(0).renumbered(borrowed));
        }
    }

    static final class Cloned extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            return host.sellingTo(host.consignees().get(0));
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            borrow(consignment, stage.boxElsewhere(consignment, dice));
        }
    }

    static final class BoxSlip extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            borrow(consignment, stage.boxElsewhere(consignment, dice));
        }

        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return soon(consignment, 20, dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            consignment.boxes.set(0, consignment.boxes.get(0).renumbered(stage.ownBox(consignment)));
        }
    }

    static final class BoxCheckDigit extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            Box box = consignment.boxes.get(0);
            consignment.boxes.set(0, box.renumbered(ConsignmentDraw.mistyped(stage.ownBox(consignment), dice)));
        }

        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return dice.chance(0.5) ? soon(consignment, 24, dice) : 0;
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            consignment.boxes.set(0, consignment.boxes.get(0).renumbered(stage.ownBox(consignment)));
        }
    }

    static final class RolledBox extends Play {
        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            long departs = consignment.booking.voyage().departs();
            return within(
                    Math.max(departs - Times.DAY, consignment.ticket.createdAt() + Times.HOUR),
                    departs + Times.DAY / 2,
                    dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            RefilePlays.roll(consignment, stage.seed);
        }
    }

    static final class QuickTurn extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            borrow(consignment, stage.boxReturned(consignment, dice));
        }
    }
}
