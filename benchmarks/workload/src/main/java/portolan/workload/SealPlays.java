// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/** Seals that change: by thieves of a trusted load, by customs, by mistake. */
final class SealPlays {
    private static final Mix<String> SEALERS = new Mix<>(List.of("CA", "SH", "TO"), new double[] {50, 20, 30});
    private static final String[] SHORT = {"0", "1", "00", "12", "001", "123", "999"};

    private SealPlays() {}

    private abstract static class OfRegularLoads extends Play {
        /** The host's usual goods for its usual customer. */
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            return host.selling(List.of(host.lines().get(0)))
                    .sellingTo(host.consignees().get(0));
        }

        void reseal(BillVersion consignment, String seal, String by) {
            // In a small population a shipper without boxes may have got the part: it has no seal.
            if (!consignment.boxes.isEmpty()) {
                consignment.boxes.set(0, consignment.boxes.get(0).resealed(List.of(seal), by));
            }
        }
    }

    static final class RipOn extends OfRegularLoads {
        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            long departs = consignment.booking.voyage().departs();
            long from = Math.max(consignment.ticket.createdAt() + Times.HOUR, departs - Times.DAY);
            return within(from, Math.min(departs + 4 * Times.DAY, consignment.arrives() - Times.DAY), dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            Carrier carrier = consignment.booking.carrier();
            boolean cloned = act.step() % 5 == 1 || act.step() % 5 == 2;
            // The campaign's own stock of seals: the cloned one is on the first box already.
            Dice stock = act.campaign().dice(stage.seed);
            String seal = ConsignmentDraw.seal(carrier, cloned || act.step() == 0 ? stock : dice);
            reseal(consignment, seal, SEALERS.draw(dice));
        }
    }

    static final class CustomsReseal extends OfRegularLoads {
        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            long departs = consignment.booking.voyage().departs();
            long from = Math.max(consignment.ticket.createdAt() + Times.HOUR, departs - Times.DAY);
            return within(from, Math.min(departs + 6 * Times.DAY, consignment.arrives() - Times.DAY), dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            reseal(consignment, ConsignmentDraw.seal(consignment.booking.carrier(), dice), "CU");
        }
    }

    static final class SealSlip extends OfRegularLoads {
        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return soon(consignment, 10, dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            if (consignment.boxes.isEmpty()) {
                return;
            }
            Box box = consignment.boxes.get(0);
            String seal = box.seals().isEmpty()
                    ? ConsignmentDraw.seal(consignment.booking.carrier(), dice)
                    : retyped(box.seals().get(0), dice);
            reseal(consignment, seal, box.sealedBy());
        }
    }

    static final class SealDamaged extends OfRegularLoads {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            for (Port port : host.ports()) {
                if (!port.source()) {
                    return host.loadingAt(port);
                }
            }
            return host.loadingAt(Atlas.get().port("CNSHA"));
        }

        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return atSea(consignment, dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            reseal(consignment, ConsignmentDraw.seal(consignment.booking.carrier(), dice), "CA");
        }
    }

    static final class ShortSeal extends OfRegularLoads {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            String seal = act.campaign().dice(stage.seed).oneOf(SHORT);
            consignment.boxes.replaceAll(box -> box.resealed(List.of(seal), box.sealedBy()));
        }
    }

    /** The same number with a digit or two typed otherwise. */
    static String retyped(String seal, Dice dice) {
        char[] text = seal.toCharArray();
        int slips = 1 + dice.below(2);
        for (int i = 0; i < slips; i++) {
            int at = text.length - 1 - dice.below(Math.min(6, text.length));
            text[at] = (char) ('0' + (text[at] - '0' + 1 + dice.below(8)) % 10);
        }
        return new String(text);
    }
}
