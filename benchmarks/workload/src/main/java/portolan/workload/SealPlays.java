// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;
import static portolan.workload.Play.soon;

import java.util.List;

/** Seals that change: by thieves of a trusted load, by customs, by mistake. */
final class SealPlays {
    private static final Mix<String> SEALERS = new Mix<>(List.of("CA", "SH", "TO"), new double[] {50, 20, 30});
    private static final String[] SHORT = {"0", "1", "00", "12", "001", "123", "999"};

    static final List<Play> USUAL = List.of(
            offence(Scheme.RIP_ON, Need.SOURCE_PORT, 3, 6, 28, 70)
                    .by(SealPlays::regularLoad)
                    .amending(afterLoading(4), SealPlays::ripOn),
            alike(LookAlike.CUSTOMS_RESEAL, Need.SOURCE_PORT, 1, 3, 14, 60)
                    .by(SealPlays::regularLoad)
                    .amending(afterLoading(6), (scene, bill, dice) -> reseal(bill, dice, "CU")),
            alike(LookAlike.SEAL_SLIP, Need.SOURCE_PORT, 1, 3, 14, 60)
                    .by(SealPlays::regularLoad)
                    .amending(soon(10), SealPlays::slip),
            alike(LookAlike.SEAL_DAMAGED, Need.SEA_FULL, 1, 3, 14, 60)
                    .by(SealPlays::noSourcePort)
                    .amending(Play::atSea, (scene, bill, dice) -> reseal(bill, dice, "CA")),
            alike(LookAlike.SHORT_SEAL, Need.SOURCE_PORT, 3, 6, 28, 70)
                    .by(SealPlays::regularLoad)
                    .filing((scene, bill, dice) -> {
                        String seal = scene.dice().oneOf(SHORT);
                        bill.boxes.replaceAll(box -> box.resealed(List.of(seal), box.sealedBy()));
                    }));

    private SealPlays() {}

    /** The host's usual goods for its usual customer. */
    private static Shipper regularLoad(Scene scene) {
        Shipper host = scene.host();
        return host.selling(List.of(host.lines().get(0))).toLargestCustomer();
    }

    private static Shipper noSourcePort(Scene scene) {
        Shipper host = regularLoad(scene);
        return host.loadingAt(host.ports().stream()
                .filter(port -> !port.source())
                .findFirst()
                .orElseGet(() -> Atlas.get().port("CNSHA")));
    }

    /** From a day before departure to so many days after it. */
    private static Play.Moment afterLoading(int days) {
        return (bill, dice) -> {
            long departs = bill.booking.voyage().departs();
            long from = Math.max(bill.ticket.createdAt() + Times.HOUR, departs - Times.DAY);
            return Play.within(from, Math.min(departs + days * Times.DAY, bill.arrives() - Times.DAY), dice);
        };
    }

    private static void ripOn(Scene scene, BillVersion bill, Dice dice) {
        boolean cloned = scene.step() % 5 == 1 || scene.step() % 5 == 2;
        // The campaign's own stock of seals: the cloned one is on the first box already.
        Dice stock = cloned || scene.step() == 0 ? scene.dice() : dice;
        String seal = ConsignmentDraw.seal(bill.booking.carrier(), stock);
        reseal(bill, seal, SEALERS.draw(dice));
    }

    private static void slip(Scene scene, BillVersion bill, Dice dice) {
        if (bill.boxes.isEmpty()) {
            return;
        }
        Box box = bill.boxes.get(0);
        if (box.seals().isEmpty()) {
            reseal(bill, dice, box.sealedBy());
        } else {
            reseal(bill, retyped(box.seals().get(0), dice), box.sealedBy());
        }
    }

    private static void reseal(BillVersion bill, Dice dice, String by) {
        reseal(bill, ConsignmentDraw.seal(bill.booking.carrier(), dice), by);
    }

    private static void reseal(BillVersion bill, String seal, String by) {
        // In a small population a shipper without boxes may have got the part: it has no seal.
        if (!bill.boxes.isEmpty()) {
            bill.boxes.set(0, bill.boxes.get(0).resealed(List.of(seal), by));
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
