// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import org.jspecify.annotations.Nullable;

/**
 * One item of a bill.
 *
 * @param hs null when no code was filed
 * @param grams gross mass
 * @param count packages, null when not filed
 * @param valueCents null when no value was filed
 * @param litres volume, null when not filed
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
        @Nullable Long litres) {

    GoodsItem described(String text) {
        return new GoodsItem(goods, text, hs, origin, grams, packages, count, valueCents, currency, litres);
    }

    GoodsItem weighing(long other) {
        return new GoodsItem(goods, description, hs, origin, other, packages, count, valueCents, currency, litres);
    }

    GoodsItem coded(@Nullable String other) {
        return new GoodsItem(goods, description, other, origin, grams, packages, count, valueCents, currency, litres);
    }

    GoodsItem from(String country) {
        return new GoodsItem(goods, description, hs, country, grams, packages, count, valueCents, currency, litres);
    }

    GoodsItem packed(long number) {
        return new GoodsItem(goods, description, hs, origin, grams, number, number, valueCents, currency, litres);
    }

    GoodsItem worth(long cents, String in) {
        return new GoodsItem(goods, description, hs, origin, grams, packages, count, cents, in, litres);
    }

    GoodsItem filling(long volume) {
        return new GoodsItem(goods, description, hs, origin, grams, packages, count, valueCents, currency, volume);
    }
}
