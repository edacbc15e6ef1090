// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.vehicle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Part;
import portolan.scoring.manifest.VehicleNumber;

/**
 * One memory a vehicle, keyed {@code tenant|vehicle|VIN}, the vehicle identification number as stated.
 *
 * <p>Of goods declared as vehicles or machines (chapters 84 and 87) every plausible number is remembered, of others
 * only one with the right check digit: seventeen characters in a row are seldom one by chance. A wrong one would be
 * another vehicle's past. Of a bill of many vehicles the first eight numbers.
 *
 * <p>Which bills state the number does not depend on what was found.
 */
public final class VehicleKind extends KindOf<VehicleMemory> {
    private static final String KIND = "|vehicle|";

    private VehicleKind() {
        super(
                "vehicle",
                Set.of(Part.PARTIES, Part.ROUTING, Part.CONVEYANCE, Part.FIGURES),
                VehicleMemory::new,
                VehicleMemory::of);
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<VehicleMemory> remembered(MemorySettings settings) {
        return new Remembered<>(new VehicleKind(), new VehicleIndicators(), settings.retention());
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        List<String> keys = List.of();
        for (GoodsItem item : consignment.items()) {
            for (String number : VehicleNumber.of(item)) {
                if (isOne(number, item.hs6())) {
                    // Few bills carry a vehicle: only theirs make a list.
                    keys = keys.isEmpty() ? new ArrayList<>(2) : keys;
                    String key = consignment.tenant() + KIND + number;
                    if (!keys.contains(key)) {
                        keys.add(key);
                    }
                    if (keys.size() == MOST_KEYS) {
                        return keys;
                    }
                }
            }
        }
        return keys;
    }

    private static boolean isOne(String number, @Nullable String hs6) {
        boolean vehicleOrMachine = hs6 != null && (hs6.startsWith("87") || hs6.startsWith("84"));
        return vehicleOrMachine ? VehicleNumber.isPlausible(number) : VehicleNumber.hasRightCheckDigit(number);
    }
}
