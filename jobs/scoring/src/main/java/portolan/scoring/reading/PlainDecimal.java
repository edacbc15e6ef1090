// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles in decimal digits, rounded half to even as {@link BigDecimal} rounds them, which is asked only where a
 * product of doubles cannot tell: near a tie, or beyond nine digits. Evidence is full of numbers, and their digits were
 * a tenth of all that scoring allocated.
 */
final class PlainDecimal {
    /** A scaled number may be off by its last digits: of one as near to a tie as this they decide. */
    private static final double NEAR_TIE = 1e-6;

    /** Up to here a scaled number is right to less than {@link #NEAR_TIE}. */
    private static final double LARGEST = 1e9;

    /** Down to here three digits need no more than five decimals. */
    private static final double SMALLEST = 1e-3;

    private static final long[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};
    private static final int DIGITS = 3;
    private static final MathContext THREE_DIGITS = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

    /** Of more zeros than this before or behind the digits, an exponent is written. */
    private static final int MOST_ZEROS = 12;

    private PlainDecimal() {}

    /** At most this many decimals of a finite number, without trailing zeros. */
    static String rounded(double value, int decimals) {
        double scaled = Math.abs(value) * TENS[decimals];
        if (scaled < LARGEST && !isNearTie(scaled)) {
            return plain(value < 0, (long) StrictMath.rint(scaled), decimals);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A finite number rounded to three digits. */
    static double toThreeDigits(double value) {
        double size = Math.abs(value);
        if (size >= SMALLEST && size < LARGEST) {
            int exponent = exponent(size);
            double scaled = scaled(size, exponent);
            if (!isNearTie(scaled)) {
                double digits = StrictMath.rint(scaled);
                double rounded = exponent < 0 ? digits / TENS[-exponent] : digits * TENS[exponent];
                return value < 0 ? -rounded : rounded;
            }
        }
        return new BigDecimal(value).round(THREE_DIGITS).doubleValue();
    }

    /** The same in digits; with an exponent where a row of zeros would be. */
    static String threeDigits(double value) {
        double size = Math.abs(value);
        if (size >= SMALLEST && size < LARGEST) {
            int exponent = exponent(size);
            double scaled = scaled(size, exponent);
            if (!isNearTie(scaled)) {
                long digits = (long) StrictMath.rint(scaled);
                return plain(value < 0, exponent < 0 ? digits : digits * TENS[exponent], exponent < 0 ? -exponent : 0);
            }
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros();
        return Math.abs(rounded.precision() - rounded.scale()) > MOST_ZEROS
                ? rounded.toString()
                : rounded.toPlainString();
    }

    /** By which power of ten three digits stand before the point: -5 to 6. */
    private static int exponent(double size) {
        int exponent = 0;
        while (size >= 1_000.0 * TENS[exponent]) {
            exponent++;
        }
        while (exponent <= 0 && size * TENS[-exponent] < 100) {
            exponent--;
        }
        return exponent;
    }

    private static double scaled(double size, int exponent) {
        return exponent < 0 ? size * TENS[-exponent] : size / TENS[exponent];
    }

    private static boolean isNearTie(double scaled) {
        return Math.abs(scaled - StrictMath.floor(scaled) - 0.5) < NEAR_TIE;
    }

    private static String plain(boolean negative, long units, int decimals) {
        long left = units;
        int places = decimals;
        while (places > 0 && left % 10 == 0) {
            left /= 10;
            places--;
        }
        if (places == 0) {
            return Long.toString(negative ? -left : left);
        }
        StringBuilder plain = new StringBuilder(16);
        if (negative) {
            plain.append('-');
        }
        plain.append(left / TENS[places]).append('.');
        long rest = left % TENS[places];
        for (int place = places - 1; place >= 0; place--) {
            plain.append((char) ('0' + rest / TENS[place] % 10));
        }
        return plain.toString();
    }
}
