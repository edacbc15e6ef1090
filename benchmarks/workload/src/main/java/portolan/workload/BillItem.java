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
record BillItem(
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

    BillItem described(String text) {
        return new BillItem(goods, text, hs, origin, grams, packages, count, valueCents, currency, litres);
    }

    BillItem weighing(long other) {
        return new BillItem(goods, description, hs, origin, other, packages, count, valueCents, currency, litres);
    }

    BillItem coded(@Nullable String other) {
        return new BillItem(goods, description, other, origin, grams, packages, count, valueCents, currency, litres);
    }

    BillItem from(String country) {
        return new BillItem(goods, description, hs, country, grams, packages, count, valueCents, currency, litres);
    }

    BillItem packed(long number) {
        return new BillItem(goods, description, hs, origin, grams, number, number, valueCents, currency, litres);
    }

    BillItem worth(long cents, String in) {
        return new BillItem(goods, description, hs, origin, grams, packages, count, cents, in, litres);
    }

    /** A share of it, in whole packages. */
    BillItem part(double share) {
        return new BillItem(
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
    BillItem less(BillItem part) {
        return new BillItem(
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

    BillItem filling(long volume) {
        return new BillItem(goods, description, hs, origin, grams, packages, count, valueCents, currency, volume);
    }
}
