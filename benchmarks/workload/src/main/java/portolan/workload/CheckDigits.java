// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/** Numbers that carry a check digit, written in full from their free digits. */
public final class CheckDigits {
    /** Letters count from 10 and leave out the multiples of 11. */
    private static final int[] LETTERS = {
        10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38
    };

    private CheckDigits() {}

    /** A box number of ISO 6346: owner and category, six digits, check digit. */
    static String box(String prefix, int serial) {
        return withIso6346(prefix + digits(serial, 6));
    }

    /** An air waybill number: airline prefix, dash, seven digits and the remainder of their division by seven. */
    public static String airWaybill(String airline, int serial) {
        return airline + '-' + digits(serial, 7) + serial % 7;
    }

    /** An IMO ship number: six digits weighted 7 to 2, the last digit of the sum. */
    public static String ship(int sixDigits) {
        String digits = digits(sixDigits, 6);
        int sum = 0;
        for (int i = 0; i < 6; i++) {
            sum += (digits.charAt(i) - '0') * (7 - i);
        }
        return digits + sum % 10;
    }

    /** Text of letters and digits with the check digit that ISO 6346 gives it; a customs MRN uses the same one. */
    public static String withIso6346(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += (int) ((long) iso6346(text.charAt(i)) * (1L << i) % 11);
        }
        return text + sum % 11 % 10;
    }

    /** What a digit or a letter from A to Z counts in a check digit of ISO 6346. */
    public static int iso6346(char c) {
        return c <= '9' ? c - '0' : LETTERS[c - 'A'];
    }

    /** The last digits of a number that is not negative. */
    public static String digits(long value, int width) {
        char[] text = new char[width];
        long rest = value;
        for (int i = width - 1; i >= 0; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(text);
    }
}
