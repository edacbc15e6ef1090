// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;

/**
 * What some filers get wrong throughout, innocently: their software or their desk does so with every bill. Each falls
 * on filers of its own, who file some 4 % of all bills.
 */
public enum Artefact {
    /** The verified gross mass of a bill of several items is that of its first. */
    VGM_OF_FIRST_ITEM(4, "HLCU") {
        @Override
        void distort(BillVersion consignment, Dice dice) {
            if (consignment.items.size() == 1) {
                split(consignment, 0.3 + 0.4 * dice.unit());
            }
            int boxes = Math.max(1, consignment.boxes.size());
            int kg = (int) (consignment.items.get(0).grams() / 1_000 / boxes);
            consignment.boxes.replaceAll(box -> box.empty() || box.shared() ? box : box.verified(box.tareKg() + kg));
        }

        private static void split(BillVersion consignment, double first) {
            BillItem whole = consignment.items.get(0);
            if (whole.packages() < 2 || consignment.boxes.isEmpty()) {
                return;
            }
            BillItem part = part(whole, first);
            consignment.items.set(0, part);
            consignment.items.add(whole.less(part));
        }

        private static BillItem part(BillItem whole, double share) {
            long packages = Math.max(1, Math.round(whole.packages() * share));
            return whole.part((double) packages / whole.packages());
        }
    },

    /** One placeholder stands for whoever receives the goods. */
    PLACEHOLDER_PARTY(5, "ONEY") {
        @Override
        void distort(BillVersion consignment, Dice dice) {
            String name = dice.oneOf(PLACEHOLDERS);
            consignment.parties.replaceAll(party -> party.getRole() == PartyRole.CONSIGNEE ? placeholder(name) : party);
        }

        private static Party placeholder(String name) {
            Party party = new Party();
            party.setRole(PartyRole.CONSIGNEE);
            party.setRawName(name);
            party.setIds(new ArrayList<>(0));
            party.setPersonType(PersonType.UNKNOWN);
            party.setContacts(new ArrayList<>(0));
            party.setIsToOrder(false);
            return party;
        }
    },

    /** Gross masses are in pounds; verified masses are right. */
    POUNDS(6, "EGLV") {
        @Override
        void distort(BillVersion consignment, Dice dice) {
            consignment.items.replaceAll(item -> item.weighing(Math.round(item.grams() * POUNDS_A_KILOGRAM)));
        }
    },

    /** Seals stay in the form from bill to bill, for days. */
    COPIED_SEALS(7, "OOLU", "ZIMU") {
        @Override
        void distort(BillVersion consignment, Dice dice) {
            String seal = ConsignmentDraw.seal(consignment.booking.carrier(), dice);
            consignment.boxes.replaceAll(box -> box.resealed(List.of(seal), box.sealedBy()));
        }
    };

    private static final String[] PLACEHOLDERS = {"UNKNOWN", "AS AGREED", "SAME AS CONSIGNEE"};
    private static final double POUNDS_A_KILOGRAM = 2.20462;
    private static final int DAYS_ALIKE = 3;

    private final int forwarder;

    @SuppressWarnings("ImmutableEnumChecker") // a copy
    private final Set<String> carriers;

    /** Carriers and forwarders have their shares of the bills for good, whatever the seed. */
    Artefact(int forwarder, String... carriers) {
        this.forwarder = forwarder;
        this.carriers = Set.of(carriers);
    }

    /** Its name in settings. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Changes what a bill says, if its filer is one of those that have it. */
    void fallOn(BillVersion consignment, long seed) {
        if (isOf(consignment)) {
            long time = this == COPIED_SEALS ? consignment.ticket.dueDay() / DAYS_ALIKE : consignment.ticket.serial();
            distort(consignment, Dice.of(seed, Purpose.ARTEFACT, time * 16 + forwarder));
        }
    }

    private boolean isOf(BillVersion consignment) {
        Forwarder other = consignment.otherFiler;
        if (other == null && !consignment.booking.house()) {
            return carriers.contains(consignment.booking.carrier().code());
        }
        return (other == null ? consignment.forwarder : other).id() == forwarder;
    }

    abstract void distort(BillVersion consignment, Dice dice);
}
