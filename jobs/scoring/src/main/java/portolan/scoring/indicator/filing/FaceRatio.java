// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * Value without freight by value with freight: {@code FOB / (FOB + freight)} or {@code (CIF - freight) / CIF}, as the
 * filing values its goods. Insurance counts as part of the goods.
 *
 * <p>0 (freight is all there is) to 1 (no freight). DATE's features call 0.6 to 1.0 usual. No
 * reading unless every item is valued FOB, or every item CIF, and freight has an amount.
 */
final class FaceRatio extends CaseIndicator {
    FaceRatio() {
        super("face_ratio");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        GoodsValue goods = GoodsValue.of(event.live(), reference);
        if (goods == null || goods.basis() == null) {
            return null;
        }
        double without;
        double with;
        if (goods.basis().equals("FOB")) {
            without = goods.value();
            with = goods.value() + goods.freight();
        } else if (goods.basis().equals("CIF")) {
            without = StrictMath.max(0, goods.value() - goods.freight());
            with = goods.value();
        } else {
            return null;
        }
        return reading(
                without / with, "worth " + goods.show(without) + " without freight, " + goods.show(with) + " with it");
    }
}
