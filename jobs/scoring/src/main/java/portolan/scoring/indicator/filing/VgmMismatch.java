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
 * {@code |VGM - (tare + cargo)| / max(500 kg, 5 % of VGM)}, the largest of all boxes.
 *
 * <p>Above 1 is beyond the tolerance. No reading for a box without verified mass, tare or mass of its cargo, and none
 * for one that other bills may share: declared LCL, or not declared full on a house bill.
 */
final class VgmMismatch extends CaseIndicator {
    private static final double LEAST_TOLERANCE_KG = 500;
    private static final double TOLERANCE = 0.05;

    VgmMismatch() {
        super("vgm_mismatch");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        Reading largest = null;
        for (Equipment unit : consignment.equipment()) {
            Reading reading = of(consignment, unit);
            if (reading != null && (largest == null || reading.value() > largest.value())) {
                largest = reading;
            }
        }
        return largest;
    }

    private @Nullable Reading of(Consignment consignment, Equipment unit) {
        Double vgm = unit.vgmKg();
        Double tare = unit.tareKg();
        if (unit.packedStatus() != PackedStatus.FULL || vgm == null || !(vgm > 0) || tare == null || !(tare > 0)) {
            return null;
        }
        double cargo = BoxCargo.grossKg(consignment, unit);
        double ratio = Math.abs(vgm - (tare + cargo)) / Math.max(LEAST_TOLERANCE_KG, TOLERANCE * vgm);
        // NaN where the cargo's mass is not known, infinite where a mass is.
        return ratio < Double.POSITIVE_INFINITY
                ? reading(
                        ratio,
                        unit.id() + ": verified " + Wording.kilograms(vgm) + ", tare and cargo "
                                + Wording.kilograms(tare + cargo))
                : null;
    }
}
