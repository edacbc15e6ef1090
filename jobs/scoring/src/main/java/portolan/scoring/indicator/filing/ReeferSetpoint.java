// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.ChapterNorms;
import portolan.scoring.reference.ContainerSizes;
import portolan.scoring.reference.Reference;

/**
 * A temperature, of an item or of a box, that goods of the item's HS chapter do not travel at; or perishable goods in
 * a full refrigerated box for which no temperature is stated.
 *
 * <p>No reading when no temperature is stated and no box can cool, or nothing is known of the goods.
 */
final class ReeferSetpoint extends CaseIndicator {
    ReeferSetpoint() {
        super("reefer_setpoint");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        Equipment set = setBox(consignment.equipment());
        Equipment unset = unsetReefer(consignment.equipment(), reference.world().containerSizes());
        int measured = 0;
        for (GoodsItem item : consignment.items()) {
            String hsCode = item.hsCode();
            ChapterNorms.Norm norm =
                    hsCode == null ? null : reference.world().norms().of(hsCode);
            if (norm == null || Double.isNaN(norm.coldest())) {
                continue;
            }
            Double temperature = temperature(item, set);
            if (temperature != null && !(temperature >= norm.coldest() && temperature <= norm.warmest())) {
                return reading(
                        1,
                        degrees(temperature) + " for item " + item.seq() + " of HS " + hsCode
                                + ", whose chapter travels at " + degrees(norm.coldest()) + " to "
                                + degrees(norm.warmest()));
            }
            if (temperature == null && unset != null && norm.refrigerated()) {
                return reading(
                        1, "no temperature for " + unset.id() + ", a refrigerated box with goods of HS " + hsCode);
            }
            measured += temperature != null || unset != null ? 1 : 0;
        }
        return measured == 0
                ? null
                : reading(
                        0,
                        Wording.counted(measured, "item", "items") + ", none at a temperature it does not travel at");
    }

    private static @Nullable Double temperature(GoodsItem item, @Nullable Equipment set) {
        Double own = item.temperatureC();
        if (own != null && Double.isFinite(own)) {
            return own;
        }
        return set == null ? null : set.setTemperatureC();
    }

    private static @Nullable Equipment setBox(List<Equipment> equipment) {
        for (Equipment box : equipment) {
            Double temperature = box.setTemperatureC();
            if (temperature != null && Double.isFinite(temperature)) {
                return box;
            }
        }
        return null;
    }

    private static @Nullable Equipment unsetReefer(List<Equipment> equipment, ContainerSizes sizes) {
        for (Equipment box : equipment) {
            String sizeType = box.sizeType();
            ContainerSizes.Size size = sizeType == null ? null : sizes.of(sizeType);
            if (size != null
                    && size.refrigerated()
                    && box.packedStatus() == PackedStatus.FULL
                    && box.setTemperatureC() == null) {
                return box;
            }
        }
        return null;
    }

    private static String degrees(double temperature) {
        return Wording.decimal(temperature, 1) + " °C";
    }
}
