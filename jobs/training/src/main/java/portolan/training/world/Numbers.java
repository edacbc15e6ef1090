// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

/** Numbers that carry a check digit, and numbers of a width. */
final class Numbers {
    /** Letters count from 10 and leave out the multiples of 11. */
    private static final int[] LETTERS = {
        10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38
    };

    private Numbers() {}

    /** Text of letters and digits with the check digit of ISO 6346; a customs MRN uses the same one. */
    static String checked(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            long value = c <= '9' ? c - '0' : LETTERS[c - 'A'];
            sum += (int) (value * (1L << i) % 11);
        }
        return text + sum % 11 % 10;
    }

    /** An air waybill number: airline prefix, dash, seven digits and the remainder of their division by seven. */
    static String airWaybill(String airline, int serial) {
        return airline + '-' + digits(serial, 7) + serial % 7;
    }

    /** An IMO ship number: six digits weighted 7 to 2, the last digit of the sum. */
    static String ship(int sixDigits) {
        String digits = digits(sixDigits, 6);
        int sum = 0;
        for (int i = 0; i < 6; i++) {
            sum += (digits.charAt(i) - '0') * (7 - i);
        }
        return digits + sum % 10;
    }

    /** The last digits of a number that is not negative. */
    static String digits(long value, int width) {
        char[] text = new char[width];
        long rest = value;
        for (int i = width - 1; i >= 0; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(text);
    }

    /** The same number with one of its last digits typed otherwise. */
    static String retyped(String number, Dice dice) {
        char[] text = number.toCharArray();
        int at = text.length - 1 - dice.below(Math.min(4, text.length));
        if (Character.isDigit(text[at])) {
            text[at] = (char) ('0' + (text[at] - '0' + 1 + dice.below(8)) % 10);
        }
        return new String(text);
    }
}
