// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;
import static portolan.workload.Play.soon;

import java.util.List;

/** Masses and volumes that cannot be, and those that only look so. */
final class WeightPlays {
    private static final double POUNDS = 2.2046;

    static final List<Play> USUAL = List.of(
            offence(Scheme.IMPOSSIBLE_WEIGHT, Need.SEA_FULL, 3, 6, 21, 56)
                    .by(scene -> scene.host().toLargestCustomer())
                    .filing(WeightPlays::impossible),
            alike(LookAlike.POUNDS_SLIP, Need.SEA, 1, 2, 14, 56)
                    .filing((scene, bill, dice) -> weigh(bill, POUNDS))
                    .amending(soon(48), (scene, bill, dice) -> weigh(bill, 1 / POUNDS)),
            alike(LookAlike.VGM_ROUNDED, Need.SEA_FULL, 2, 6, 21, 56).filing((scene, bill, dice) -> {
                double each = perBox(bill);
                double off = (150 + Math.max(300, 0.045 * each - 150) * dice.unit()) * (dice.chance(0.5) ? 1 : -1);
                bill.boxes.replaceAll(box -> box.verified((int) (box.tareKg() + each + off)));
            }),
            alike(LookAlike.BOX_VOLUME, Need.SEA, 2, 6, 21, 56).filing((scene, bill, dice) -> {
                long litres = dice.chance(0.5) ? 33_000 : 67_000;
                bill.items.replaceAll(item -> item.filling(litres));
            }),
            alike(LookAlike.HEAVY_BOX, Need.SEA_FULL, 1, 3, 21, 56)
                    .filing((scene, bill, dice) -> overload(bill, 26_000 + 1_900 * dice.unit())),
            alike(LookAlike.DUNNAGE, Need.SEA_FULL, 1, 3, 21, 56).filing((scene, bill, dice) -> dunnage(bill, dice)));

    private WeightPlays() {}

    private static void impossible(Scene scene, BillVersion bill, Dice dice) {
        // An operator has a way of its own, and now and then tries the next one.
        switch ((scene.number() + (scene.step() % 3 == 2 ? 1 : 0)) % 4) {
            case 0 -> overload(bill, 33_000 + 12_000 * dice.unit());
            case 1 -> compress(bill, 3.5 + 6 * dice.unit());
            case 2 -> misverify(bill, (2_000 + 7_000 * dice.unit()) * (dice.chance(0.75) ? 1 : -1));
            default -> bill.boxes.replaceAll(Box::declaredEmpty);
        }
    }

    private static double perBox(BillVersion bill) {
        return bill.grams() / 1_000.0 / bill.boxes.size();
    }

    private static void overload(BillVersion bill, double kgPerBox) {
        weigh(bill, kgPerBox * bill.boxes.size() / (bill.grams() / 1_000.0));
    }

    /** Into a volume that makes the goods so many times as dense as water, or as they are if that is more. */
    private static void compress(BillVersion bill, double density) {
        bill.items.replaceAll(item -> item.filling(Math.max(1, Math.round(item.grams() / 1_000.0 / density))));
    }

    private static void misverify(BillVersion bill, double kg) {
        double each = perBox(bill);
        bill.boxes.replaceAll(box -> box.verified((int) Math.max(box.tareKg() + each * 0.2, box.tareKg() + each + kg)));
    }

    private static void dunnage(BillVersion bill, Dice dice) {
        int boxes = bill.boxes.size();
        int kg = dice.between(20, 190);
        BillItem item = bill.items.get(0);
        bill.items.clear();
        bill.items.add(new BillItem(
                item.goods(),
                dice.chance(0.5) ? "EMPTY CONTAINER WITH DUNNAGE" : "EMPTY CONTAINERS, LASHING MATERIAL",
                null,
                item.origin(),
                kg * 1_000L * boxes,
                boxes,
                (long) boxes,
                null,
                item.currency(),
                null));
        bill.boxes.replaceAll(box ->
                box.resealed(List.of(), "CA").declaredEmpty().verified(box.vgmKg() == null ? null : box.tareKg() + kg));
    }

    /** Makes goods and verified boxes that many times as heavy. */
    private static void weigh(BillVersion bill, double factor) {
        bill.items.replaceAll(item -> item.weighing(Math.max(1, Math.round(item.grams() * factor / 100)) * 100));
        int each = (int) (bill.grams() / 1_000 / Math.max(1, bill.boxes.size()));
        bill.boxes.replaceAll(box -> box.shared() ? box : box.weighing(each));
    }
}
