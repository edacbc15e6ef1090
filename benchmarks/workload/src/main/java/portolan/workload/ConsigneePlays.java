// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;

/** Bills whose receiver changes. */
final class ConsigneePlays {
    private ConsigneePlays() {}

    static final class Switch extends Play {
        @Override
        int hosts(Dice dice) {
            return dice.between(1, 3);
        }

        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return atSea(consignment, dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            Trader receiver = stage.consignee(act.campaign().castConsignee(0));
            if (dice.chance(0.15)) {
                receiver = stage.consignee(act.campaign().castConsignee(1)).reachedBy(receiver.phone(), null);
            }
            stage.consign(consignment, receiver, dice);
        }
    }

    static final class SoldAtSea extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            return host.sellingTo(host.consignees().get(0));
        }

        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return atSea(consignment, dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            Shipper host = super.shipper(act, stage);
            int last = host.consignees().size() - 1;
            int buyer = last > 0 && dice.chance(0.6)
                    ? host.consignees().get(1 + dice.below(last))
                    : stage.wellKnownConsignee(dice);
            stage.consign(consignment, stage.consignee(buyer), dice);
        }
    }

    static final class Slip extends Play {
        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return soon(consignment, 12, dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            stage.consign(consignment, stage.consignee(act.campaign().castConsignee(act.step())), dice);
        }
    }

    static final class Spelling extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            return super.shipper(act, stage).named();
        }

        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return atSea(consignment, dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            for (Party party : consignment.parties) {
                if (party.getRole() == PartyRole.CONSIGNEE) {
                    party.setRawName(NameVariant.of(party.getRawName(), dice));
                }
            }
        }
    }

    /** All bills of a voyage: not planned as a campaign, but hit by what happens to the ship. */
    static class DivertedShip extends Play {
        private static final String[] PORTS = {"NLRTM", "NLVLI", "NLAMS"};

        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            Voyage voyage = consignment.booking.voyage();
            long news = voyage.departs() + (voyage.arrives() - voyage.departs()) * 6 / 10;
            return within(news, Math.min(news + Times.HOUR, consignment.arrives() - 1), dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            int port = (int) Long.remainderUnsigned(consignment.booking.voyage().identity() >>> 3, PORTS.length);
            if (consignment.discharge.equals(PORTS[port])) {
                port = (port + 1) % PORTS.length;
            }
            consignment.discharge = PORTS[port];
        }
    }
}
