// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

/**
 * One item of goods as filed.
 *
 * @param grams gross
 * @param litres volume
 * @param cents value in euro cents; 0 where none is stated
 */
record Line(
        Goods goods,
        String hs,
        String words,
        String origin,
        long grams,
        long packages,
        long litres,
        long cents,
        String currency) {
    Line coded(String other) {
        return new Line(goods, other, words, origin, grams, packages, litres, cents, currency);
    }

    Line worded(String other) {
        return new Line(goods, hs, other, origin, grams, packages, litres, cents, currency);
    }

    Line packed(long other) {
        return new Line(goods, hs, words, origin, grams, Math.max(1, other), litres, cents, currency);
    }

    Line filling(long otherLitres) {
        return new Line(goods, hs, words, origin, grams, packages, Math.max(1, otherLitres), cents, currency);
    }

    /** At a share of the usual price. */
    Line priced(double share, Dice dice) {
        long usual = Math.round(grams / 1_000.0 * goods.euroPerKg() * dice.spread(0.06) * 100);
        return new Line(
                goods, hs, words, origin, grams, packages, litres, Math.max(100, Math.round(usual * share)), currency);
    }

    Line in(String otherCurrency, double rate) {
        return new Line(goods, hs, words, origin, grams, packages, litres, Math.round(cents * rate), otherCurrency);
    }

    long netGrams() {
        return grams / 1_000 * 955;
    }
}
