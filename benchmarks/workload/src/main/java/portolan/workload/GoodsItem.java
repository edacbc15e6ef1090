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

    /** A share of it, in whole packages. */
    GoodsItem part(double share) {
        return new GoodsItem(
                goods,
                description,
                hs,
                origin,
                Math.max(1, Math.round(grams * share / 100) * 100),
                Math.max(1, Math.round(packages * share)),
                count == null ? null : Math.max(1, Math.round(count * share)),
                valueCents == null ? null : Math.round(valueCents * share),
                currency,
                litres == null ? null : Math.max(1, Math.round(litres * share)));
    }

    /** What is left beside a part. */
    GoodsItem less(GoodsItem part) {
        return new GoodsItem(
                goods,
                description,
                hs,
                origin,
                Math.max(1, grams - part.grams),
                Math.max(1, packages - part.packages),
                rest(count, part.count),
                rest(valueCents, part.valueCents),
                currency,
                rest(litres, part.litres));
    }

    private static @Nullable Long rest(@Nullable Long whole, @Nullable Long part) {
        return whole == null || part == null ? null : Long.valueOf(Math.max(1, whole - part));
    }

    GoodsItem filling(long volume) {
        return new GoodsItem(goods, description, hs, origin, grams, packages, count, valueCents, currency, volume);
    }
}
