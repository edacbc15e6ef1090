// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/** Bills that are withdrawn and filed anew, and changes that share a part of it. */
final class RefilePlays {
    private static final List<String> OFFICES = List.of("NLRTM", "NLVLI", "NLAMS", "NLSPL");

    private RefilePlays() {}

    /** A withdrawal within hours; then the same, or nearly the same, is filed once more. */
    private abstract static class Refile extends Play {
        @Override
        boolean refiles() {
            return true;
        }

        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return soon(consignment, 30, dice);
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            if (consignment.ticket.generation() > 0) {
                refile(act, consignment, stage, dice);
            }
        }

        abstract void refile(Act act, BillVersion consignment, Stage stage, Dice dice);
    }

    static final class CancelRefile extends Refile {
        @Override
        void refile(Act act, BillVersion consignment, Stage stage, Dice dice) {
            Dice plan = act.campaign().dice(stage.seed);
            int number = stage.anyForwarder(plan);
            Forwarder second = stage.forwarder(number);
            if (second.equals(consignment.forwarder)) {
                second = stage.forwarder(number + 1);
            }
            boolean newDocument = act.step() % 5 < 3;
            if (newDocument) {
                consignment.booking = consignment.booking.asHouse();
                consignment.forwarder = second;
                String year = consignment.key.substring(consignment.key.length() - 4);
                consignment.issuer = second.code();
                consignment.number = second.code() + ConsignmentDraw.scattered(consignment.ticket.serial());
                consignment.key = consignment.issuer + ':' + consignment.number + ':' + year;
            } else {
                consignment.otherFiler = second;
            }
            if (!newDocument || dice.chance(0.7)) {
                consignment.office = otherOffice(consignment, plan);
            }
            if (dice.chance(0.7)) {
                stage.consign(consignment, stage.consignee(act.campaign().castConsignee(0)), dice);
            }
        }
    }

    static final class HonestRefile extends Refile {
        @Override
        void refile(Act act, BillVersion consignment, Stage stage, Dice dice) {
            if (dice.chance(0.4)) {
                stage.consign(consignment, stage.consignee(act.campaign().castConsignee(act.step())), dice);
            } else {
                consignment.items.replaceAll(item ->
                        item.weighing(Math.max(1, Math.round(item.grams() * (0.97 + 0.02 * dice.unit()) / 100)) * 100));
            }
        }
    }

    static final class RolledRefile extends Refile {
        @Override
        void refile(Act act, BillVersion consignment, Stage stage, Dice dice) {
            roll(consignment, stage.seed);
        }
    }

    /** Filed anew by the same filer at the same office, in another box and for a stranger. */
    static final class SwappedBox extends Refile {
        @Override
        void refile(Act act, BillVersion consignment, Stage stage, Dice dice) {
            BoxPlays.borrow(consignment, stage.boxReturned(consignment, dice));
            stage.consign(consignment, stage.consignee(act.campaign().castConsignee(0)), dice);
            if (act.step() % 2 == 0) {
                String year = consignment.key.substring(consignment.key.length() - 4);
                // Beyond all serials: no other bill has this number.
                consignment.number =
                        consignment.issuer + ConsignmentDraw.scattered(consignment.ticket.serial() + 500_000_000L);
                consignment.key = consignment.issuer + ':' + consignment.number + ':' + year;
            }
        }
    }

    /** The box was damaged, all else stays. */
    static final class BoxReplaced extends Refile {
        @Override
        void refile(Act act, BillVersion consignment, Stage stage, Dice dice) {
            BoxPlays.borrow(consignment, stage.boxReturned(consignment, dice));
        }
    }

    /** Sold to another before departure, in the same box: to a large importer or, one in three, to somebody new. */
    static final class ResoldRefile extends Refile {
        @Override
        void refile(Act act, BillVersion consignment, Stage stage, Dice dice) {
            Campaign campaign = act.campaign();
            Dice plan = campaign.dice(stage.seed);
            int buyer = plan.chance(0.33) ? campaign.castConsignee(0) : stage.wellKnownConsignee(plan);
            stage.consign(consignment, stage.consignee(buyer), dice);
        }
    }

    static final class OfficeChange extends Play {
        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return soon(consignment, 60, dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            consignment.office = otherOffice(consignment, dice);
        }
    }

    static final class ForwarderChange extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            return host.sentBy(stage.anyForwarder(act.campaign().dice(stage.seed)), true);
        }
    }

    /** Puts a consignment on the next sailing of the same service. */
    static void roll(BillVersion consignment, long seed) {
        Booking booking = consignment.booking;
        Voyage next = Voyage.sailing(
                seed, booking.port(), booking.carrier(), booking.voyage().departureDay());
        consignment.booking = booking.on(next);
    }

    private static String otherOffice(BillVersion consignment, Dice dice) {
        int office = dice.below(OFFICES.size());
        String chosen = OFFICES.get(office);
        return chosen.equals(consignment.discharge) ? OFFICES.get((office + 1) % OFFICES.size()) : chosen;
    }
}
