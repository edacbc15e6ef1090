// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * Freight by the value of all goods, whatever the values include, for goods of low value by mass over a long haul.
 * Nobody pays more to move scrap or charcoal across an ocean than it is worth, unless the goods are others.
 *
 * <p>Above 1 the freight costs more than the goods. No reading unless every item is of {@link LowValueBulk}, every
 * item has a value above nothing in sum, freight has an amount, and loading and discharge are known to be
 * {@value #LONG_HAUL} nautical miles apart or more ({@link Haul}).
 */
final class FreightAboveValue extends CaseIndicator {
    /** Farther than a Mediterranean or Baltic trade goes: mostly another continent. */
    static final double LONG_HAUL = 2_000;

    FreightAboveValue() {
        super("freight_above_value");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        List<GoodsItem> items = event.live().items();
        for (GoodsItem item : items) {
            if (!LowValueBulk.holds(item.hs6())) {
                return null;
            }
        }
        GoodsValue goods = GoodsValue.of(event.live(), reference);
        Haul haul = goods == null ? null : Haul.of(event.live(), reference.world());
        if (goods == null || haul == null || !(haul.miles() >= LONG_HAUL)) {
            return null;
        }
        double ratio = goods.freight() / goods.value();
        return Double.isInfinite(ratio)
                ? null
                : reading(
                        ratio,
                        "freight " + goods.show(goods.freight()) + " for " + named(items) + " worth "
                                + goods.show(goods.value()) + " over " + Wording.decimal(haul.miles(), 0)
                                + " nautical miles from " + haul.from() + " to " + haul.to());
    }

    private static String named(List<GoodsItem> items) {
        int more = items.size() - 1;
        return "HS " + items.get(0).hs6()
                + (more == 0 ? "" : " and " + Wording.counted(more, "more item", "more items"));
    }
}
