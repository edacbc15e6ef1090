// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerRef;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.GoodsItem;

/** How much a bill says is in one of its boxes. */
final class BoxCargo {
    private BoxCargo() {}

    /**
     * Gross kilograms in the box: everything when it is the bill's only one, else what the items say is in it; NaN when
     * an item that names the box, or any item of a single box, does not say how much.
     */
    static double grossKg(Consignment consignment, Equipment unit) {
        boolean only = consignment.equipment().size() == 1;
        double sum = 0;
        boolean stated = false;
        for (GoodsItem item : consignment.items()) {
            if (only) {
                sum += item.grossMassKg() == null ? Double.NaN : item.grossMassKg();
                stated = true;
                continue;
            }
            for (ContainerRef ref : item.containers()) {
                if (ref.equipmentId().equals(unit.id())) {
                    sum += ref.massKg() == null ? Double.NaN : ref.massKg();
                    stated = true;
                }
            }
        }
        return stated && sum < Double.POSITIVE_INFINITY ? sum : Double.NaN;
    }
}
