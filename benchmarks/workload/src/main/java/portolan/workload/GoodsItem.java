package portolan.workload;

import org.jspecify.annotations.Nullable;

/**
 * One item of a bill.
 *
 * @param hs null when no code was filed
 * @param grams gross mass
 * @param count packages, null when not filed
 * @param valueCents null when no value was filed
 */
record GoodsItem(
        Goods goods,
        String description,
        @Nullable String hs,
        String origin,
        long grams,
        long packages,
        @Nullable Long count,
        @Nullable Long valueCents,
        String currency,
        boolean withVolume) {

    GoodsItem described(String text) {
        return new GoodsItem(goods, text, hs, origin, grams, packages, count, valueCents, currency, withVolume);
    }

    GoodsItem weighing(long other) {
        return new GoodsItem(goods, description, hs, origin, other, packages, count, valueCents, currency, withVolume);
    }
}
