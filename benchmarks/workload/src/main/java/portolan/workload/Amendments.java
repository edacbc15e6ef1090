// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;

/** What a filer changes about a bill, honestly: slips put right, customers changed, late ships. */
final class Amendments {
    private enum Change {
        DESCRIPTION,
        MASS,
        CONSIGNEE,
        SEAL,
        BOX_NUMBER,
        NOTIFY,
        ARRIVAL
    }

    /** Ours: public sources count amendments, not what they change. */
    private static final Mix<Change> CHANGES =
            new Mix<>(List.of(Change.values()), new double[] {24, 28, 12, 8, 8, 10, 10});

    /** Versions are far below this; it keeps the dice of two consignments apart. */
    private static final int MOST_VERSIONS = 16;

    private final long seed;
    private final ConsignmentDraw draw;
    private final Stage stage;

    Amendments(long seed, ConsignmentDraw draw, Stage stage) {
        this.seed = seed;
        this.draw = draw;
        this.stage = stage;
    }

    /** Makes a first version into a later one: all changes in between, one after the other. */
    BillVersion bringTo(int version, BillVersion consignment) {
        for (int v = 2; v <= version; v++) {
            Dice dice = Dice.of(seed, Purpose.AMENDMENT, consignment.ticket.serial() * MOST_VERSIONS + v);
            Act act = consignment.ticket.act();
            if (v == 2 && act != null && consignment.ticket.scripted()) {
                act.play().amend(act, consignment, stage, dice);
            } else {
                change(consignment, dice);
            }
        }
        return consignment;
    }

    private void change(BillVersion consignment, Dice dice) {
        Change change = CHANGES.draw(dice);
        boolean boxed = !consignment.boxes.isEmpty();
        switch (change) {
            case MASS -> reweigh(consignment, dice);
            case CONSIGNEE -> changeConsignee(consignment, dice);
            case NOTIFY -> consignment.parties.add(draw.named(consignment.forwarder.trader(), PartyRole.NOTIFY, dice));
            case ARRIVAL -> consignment.delay += (1 + dice.below(96)) * Times.HOUR;
            case SEAL -> {
                if (boxed) {
                    Box box = consignment.boxes.get(0);
                    consignment.boxes.set(0, resealed(box, consignment.booking.carrier(), dice));
                } else {
                    describe(consignment, dice);
                }
            }
            case BOX_NUMBER -> {
                if (boxed && consignment.boxes.stream().anyMatch(box -> !box.valid())) {
                    consignment.boxes.replaceAll(box -> box.valid() ? box : box.renumbered(corrected(box.number())));
                } else {
                    describe(consignment, dice);
                }
            }
            case DESCRIPTION -> describe(consignment, dice);
        }
    }

    /** Mostly a slip put right; now and then customs or the carrier really put on another. */
    private static Box resealed(Box box, Carrier carrier, Dice dice) {
        double point = dice.unit();
        if (point < 0.6 && !box.seals().isEmpty()) {
            return box.resealed(List.of(SealPlays.retyped(box.seals().get(0), dice)), box.sealedBy());
        }
        return box.resealed(List.of(ConsignmentDraw.seal(carrier, dice)), point < 0.85 ? "CU" : "CA");
    }

    private static String corrected(String number) {
        return CheckDigits.withIso6346(number.substring(0, number.length() - 1));
    }

    private static void describe(BillVersion consignment, Dice dice) {
        BillItem item = consignment.items.get(0);
        List<String> wordings = item.goods().wordings();
        String words = wordings.get(dice.below(wordings.size()));
        consignment.items.set(0, item.described(words + " - INVOICE " + CheckDigits.digits(dice.below(1_000_000), 6)));
    }

    private static void reweigh(BillVersion consignment, Dice dice) {
        double perBox = consignment.grams() / 1_000.0 / Math.max(1, consignment.boxes.size());
        // A full box can only have been overstated: an honest correction does not overload it.
        boolean up = dice.chance(0.5) && (consignment.boxes.isEmpty() || perBox < 0.9 * Box.PAYLOAD_KG);
        double factor = 1 + (up ? 1 : -1) * (0.01 + 0.09 * dice.unit());
        consignment.items.replaceAll(item -> item.weighing(Math.max(1, Math.round(item.grams() * factor / 100)) * 100));
        int kgPerBox = (int) (consignment.grams() / 1_000 / Math.max(1, consignment.boxes.size()));
        consignment.boxes.replaceAll(box -> box.shared() ? box : box.weighing(kgPerBox));
    }

    private void changeConsignee(BillVersion consignment, Dice dice) {
        Party other = draw.otherConsignee(consignment.booking.shipper(), dice);
        consignment.parties.replaceAll(party -> party.getRole() == PartyRole.CONSIGNEE ? other : party);
    }
}
