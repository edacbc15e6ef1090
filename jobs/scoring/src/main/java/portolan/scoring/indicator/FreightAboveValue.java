package portolan.scoring.indicator;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;

/**
 * {@link Indicator#FREIGHT_ABOVE_VALUE} (catalogue 43): freight by the value of all goods, whatever the values include.
 * Nobody pays more to move goods than they are worth, unless the goods are others.
 *
 * <p>Unit: ratio, from 0; above 1 the freight costs more than the goods. State: exchange rates, where currencies differ.
 * Source: FATF/Egmont 2021. No reading unless every item has a value above nothing in sum and freight an amount. Known
 * false positives: samples, household goods, urgent air freight.
 */
final class FreightAboveValue implements CaseMeasure {
    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        GoodsValue goods = GoodsValue.of(event.live(), reference);
        if (goods == null) {
            return List.of();
        }
        double ratio = goods.freight() / goods.value();
        return Double.isInfinite(ratio)
                ? List.of()
                : List.of(new Reading(
                        Indicator.FREIGHT_ABOVE_VALUE,
                        ratio,
                        "freight " + goods.show(goods.freight()) + " for goods worth " + goods.show(goods.value())));
    }
}
