// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.reference.World;

/**
 * How far goods travel from loading to discharge.
 *
 * @param from UN/LOCODE of the place of loading
 * @param to that of the place of discharge
 * @param miles nautical miles: by sea where the table of distances has the pair, else along the great circle
 */
record Haul(String from, String to, double miles) {

    /** Null when a place is not stated, or where it is is not known. */
    static @Nullable Haul of(Consignment consignment, World world) {
        Leg loading = consignment.loading();
        Leg discharge = consignment.discharge();
        String from = loading == null ? null : loading.locode();
        String to = discharge == null ? null : discharge.locode();
        if (from == null || to == null) {
            return null;
        }
        double miles =
                consignment.mode() == TransportMode.SEA ? world.distances().bySea(from, to) : Double.NaN;
        miles = Double.isNaN(miles) ? world.greatCircle(from, to) : miles;
        return Double.isNaN(miles) ? null : new Haul(from, to, miles);
    }
}
