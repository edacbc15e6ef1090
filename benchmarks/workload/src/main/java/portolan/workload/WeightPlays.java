// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/** Masses and volumes that cannot be, and those that only look so. */
final class WeightPlays {
    private static final double POUNDS = 2.2046;

    private WeightPlays() {}

    static final class Impossible extends Play {
        @Override
        Shipper shipper(Act act, Stage stage) {
            Shipper host = super.shipper(act, stage);
            return host.sellingTo(host.consignees().get(0));
        }

        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            // An operator has a way of its own, and now and then tries the next one.
            switch ((act.campaign().number() + (act.step() % 3 == 2 ? 1 : 0)) % 4) {
                case 0 -> overload(consignment, 33_000 + 12_000 * dice.unit());
                case 1 -> compress(consignment, 3.5 + 6 * dice.unit());
                case 2 -> misverify(consignment, (2_000 + 7_000 * dice.unit()) * (dice.chance(0.75) ? 1 : -1));
                default -> consignment.boxes.replaceAll(Box::declaredEmpty);
            }
        }

        private static void overload(BillVersion consignment, double kgPerBox) {
            double factor = kgPerBox * consignment.boxes.size() / (consignment.grams() / 1_000.0);
            weigh(consignment, factor);
        }

        /** Into a volume that makes the goods so many times as dense as water, or as they are if that is more. */
        private static void compress(BillVersion consignment, double density) {
            consignment.items.replaceAll(
                    item -> item.filling(Math.max(1, Math.round(item.grams() / 1_000.0 / density))));
        }

        private static void misverify(BillVersion consignment, double kg) {
            double each = consignment.grams() / 1_000.0 / consignment.boxes.size();
            consignment.boxes.replaceAll(
                    box -> box.verified((int) Math.max(box.tareKg() + each * 0.2, box.tareKg() + each + kg)));
        }
    }

    static final class PoundsSlip extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            weigh(consignment, POUNDS);
        }

        @Override
        long sequelAt(Act act, BillVersion consignment, Dice dice) {
            return soon(consignment, 48, dice);
        }

        @Override
        void amend(Act act, BillVersion consignment, Stage stage, Dice dice) {
            weigh(consignment, 1 / POUNDS);
        }
    }

    static final class VgmRounded extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            double each = consignment.grams() / 1_000.0 / consignment.boxes.size();
            double off = (150 + Math.max(300, 0.045 * each - 150) * dice.unit()) * (dice.chance(0.5) ? 1 : -1);
            consignment.boxes.replaceAll(box -> box.verified((int) (box.tareKg() + each + off)));
        }
    }

    static final class BoxVolume extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            long litres = dice.chance(0.5) ? 33_000 : 67_000;
            consignment.items.replaceAll(item -> item.filling(litres));
        }
    }

    static final class HeavyBox extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            double each = 26_000 + 1_900 * dice.unit();
            weigh(consignment, each * consignment.boxes.size() / (consignment.grams() / 1_000.0));
        }
    }

    static final class Dunnage extends Play {
        @Override
        void stage(Act act, BillVersion consignment, Stage stage, Dice dice) {
            int boxes = consignment.boxes.size();
            int kg = dice.between(20, 190);
            BillItem item = consignment.items.get(0);
            consignment.items.clear();
            consignment.items.add(new BillItem(
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
            consignment.boxes.replaceAll(box -> box.resealed(List.of(), "CA")
                    .declaredEmpty()
                    .verified(box.vgmKg() == null ? null : box.tareKg() + kg));
        }
    }

    /** Makes goods and verified boxes that many times as heavy. */
    private static void weigh(BillVersion consignment, double factor) {
        consignment.items.replaceAll(item -> item.weighing(Math.max(1, Math.round(item.grams() * factor / 100)) * 100));
        int each = (int) (consignment.grams() / 1_000 / Math.max(1, consignment.boxes.size()));
        consignment.boxes.replaceAll(box -> box.shared() ? box : box.weighing(each));
    }
}
