// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

/** Numbers as people type them. */
final class Numbers {
    private Numbers() {}

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
