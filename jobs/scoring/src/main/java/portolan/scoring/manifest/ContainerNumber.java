// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;

/**
 * A container number after ISO 6346: three letters of the owner, a category letter, six digits, a check digit.
 *
 * <p>The check digit is the sum of the first ten characters' values, each times 2 to the power of its place, modulo 11,
 * a remainder of 10 written as 0. Letters count from 10 and leave out the multiples of 11. Trailers' ILU codes (EN
 * 13044) are built the same way.
 */
public final class ContainerNumber {
    private static final int LETTERS = 4;
    private static final int CHECKED = 10;
    private static final int LENGTH = 11;
    private static final int FEWEST_DIGITS = 5;
    private static final int MOST_DIGITS = 8;
    private static final String SEPARATORS = " ./-";

    /**
     * ISO 6346: freight containers, detachable equipment, trailers and chassis; R was a refrigerated box's until 1995.
     */
    private static final String CATEGORIES = "UJZR";

    /** EN 13044: what a trailer or swap body has instead of a category. */
    private static final String ILU_LETTERS = "ABCDEK";

    private ContainerNumber() {}

    /**
     * The number in capitals and without separators when its check digit is right, so that it names a box; else null.
     */
    public static @Nullable String valid(String equipmentId) {
        String number = plain(equipmentId);
        return isNumber(number) && number.charAt(CHECKED) - '0' == checkDigit(number) ? number : null;
    }

    /** What is wrong with an equipment id; empty when it is right, null when it is no container number at all. */
    public static @Nullable String fault(String equipmentId, TransportMode mode) {
        String number = plain(equipmentId);
        if (isNumber(number)) {
            int stated = number.charAt(CHECKED) - '0';
            int right = checkDigit(number);
            if (stated != right) {
                return number + " has check digit " + stated + ", " + right + " would be right";
            }
            char category = number.charAt(LETTERS - 1);
            boolean known = CATEGORIES.indexOf(category) >= 0 || ILU_LETTERS.indexOf(category) >= 0;
            return known ? "" : number + " has the category letter " + category + ", which no equipment has";
        }
        if (mode == TransportMode.SEA && isTypingError(number)) {
            return number + " has " + (number.length() - LETTERS) + " digits, a container number has 7";
        }
        return null;
    }

    /** The check digit that belongs to the first ten characters. */
    static int checkDigit(String number) {
        int sum = 0;
        for (int place = 0; place < CHECKED; place++) {
            sum += value(number.charAt(place)) << place;
        }
        return sum % 11 % 10;
    }

    private static int value(char character) {
        if (character <= '9') {
            return character - '0';
        }
        int value = 10 + (character - 'A');
        // 11, 22 and 33 are left out, or their letters could not be told from nothing.
        return value + (value - 1) / 10;
    }

    private static boolean isNumber(String number) {
        return number.length() == LENGTH && areLetters(number, LETTERS) && areDigitsFrom(number, LETTERS);
    }

    /** A freight container's letters with too few or too many digits: nothing else at sea is numbered so. */
    private static boolean isTypingError(String number) {
        int digits = number.length() - LETTERS;
        return digits >= FEWEST_DIGITS
                && digits <= MOST_DIGITS
                && areLetters(number, LETTERS)
                && number.charAt(LETTERS - 1) == 'U'
                && areDigitsFrom(number, LETTERS);
    }

    private static boolean areLetters(String text, int count) {
        for (int i = 0; i < count; i++) {
            if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }

    private static boolean areDigitsFrom(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** ASCII capitals without separators: the id itself when it is written so, as nearly all are. */
    private static String plain(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (plain(id.charAt(i)) != id.charAt(i)) {
                return rewritten(id);
            }
        }
        return id;
    }

    private static String rewritten(String id) {
        StringBuilder plain = new StringBuilder(id.length());
        for (int i = 0; i < id.length(); i++) {
            char character = plain(id.charAt(i));
            if (character != 0) {
                plain.append(character);
            }
        }
        return plain.toString();
    }

    /** 0 for a separator. */
    private static char plain(char character) {
        if (character >= 'a' && character <= 'z') {
            return (char) (character - 'a' + 'A');
        }
        return SEPARATORS.indexOf(character) >= 0 ? 0 : character;
    }
}
