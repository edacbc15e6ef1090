// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * A box declared empty whose verified mass, or whose goods' mass, exceeds its tare by more than 200 kg.
 *
 * <p>The goods of an empty box may state the box's own mass, so that they too are held against the tare; without one,
 * against {@value #HEAVIEST_TARE_KG} kg, which hardly any box weighs empty. No reading when no box is declared empty
 * with a mass.
 */
final class EmptyWithWeight extends CaseIndicator {
    private static final double TOLERANCE_KG = 200;
    private static final double HEAVIEST_TARE_KG = 5_500;

    EmptyWithWeight() {
        super("empty_with_weight");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        int weighed = 0;
        for (Equipment unit : consignment.equipment()) {
            if (unit.packedStatus() != PackedStatus.EMPTY) {
                continue;
            }
            double mass = massKg(consignment, unit);
            if (Double.isNaN(mass)) {
                continue;
            }
            weighed++;
            Double tare = unit.tareKg();
            double limit = (tare != null && tare > 0 ? tare : HEAVIEST_TARE_KG) + TOLERANCE_KG;
            if (mass > limit) {
                return reading(
                        1,
                        unit.id() + ": " + Wording.kilograms(mass)
                                + (tare != null && tare > 0
                                        ? ", tare " + Wording.kilograms(tare)
                                        : ", more than any empty box weighs"));
            }
        }
        return weighed == 0
                ? null
                : reading(
                        0,
                        Wording.counted(weighed, "empty container weighs", "empty containers weigh")
                                + " at most tare and 200 kg");
    }

    /** The larger of verified mass and the goods' mass; NaN when neither is known. */
    private static double massKg(Consignment consignment, Equipment unit) {
        double cargo = BoxCargo.grossKg(consignment, unit);
        Double vgm = unit.vgmKg();
        if (vgm == null || !(vgm < Double.POSITIVE_INFINITY)) {
            return cargo;
        }
        return Double.isNaN(cargo) ? vgm : Math.max(vgm, cargo);
    }
}
