// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle identification number after ISO 3779: 17 capital letters and digits without I, O and Q.
 *
 * <p>The ninth is a check digit for vehicles made for North America or in China (49 CFR 565, GB 16735): the weighted
 * sum of the others' values modulo 11, 10 written as X. Elsewhere it may be anything.
 */
public final class VehicleNumber {
    private static final int LENGTH = 17;
    private static final int CHECK = 8;
    private static final String VALUES = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
    private static final String WEIGHTS = "8765432X098765432";
    private static final String CHECKED_REGIONS = "12345L";

    private VehicleNumber() {}

    /** The first number in a text, whether its check digit is right or not; null when there is none. */
    public static @Nullable String in(@Nullable String text) {
        int at = text == null ? -1 : next(text, 0);
        return text == null || at < 0 ? null : text.substring(at, at + LENGTH);
    }

    /**
     * All numbers that the item's description and marks state, in their order, whether check digits are right or not.
     */
    public static List<String> of(GoodsItem item) {
        List<String> numbers = addAll(item.description(), List.of());
        for (Packages packages : item.packages()) {
            numbers = addAll(packages.marks(), numbers);
        }
        return numbers;
    }

    /** Few texts have a number: only for those a list is made. */
    private static List<String> addAll(@Nullable String text, List<String> to) {
        List<String> all = to;
        int at = text == null ? -1 : next(text, 0);
        while (text != null && at >= 0) {
            all = all.isEmpty() ? new ArrayList<>(2) : all;
            all.add(text.substring(at, at + LENGTH));
            at = next(text, at + LENGTH);
        }
        return all;
    }

    /**
     * Where the next number begins; -1 when there is none. Called with the beginning of the text or the end of a
     * number.
     */
    private static int next(String text, int from) {
        if (text.length() - from < LENGTH) {
            return -1;
        }
        int run = 0;
        for (int i = from; i <= text.length(); i++) {
            if (i < text.length() && isCharacter(text.charAt(i))) {
                run++;
                continue;
            }
            if (run == LENGTH && looksLikeOne(text, i - LENGTH)) {
                return i - LENGTH;
            }
            boolean wordGoesOn = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            // A word with I, O or Q, or with small letters, in it is no number: its rest must not become one.
            run = wordGoesOn ? LENGTH + 1 : 0;
        }
        return -1;
    }

    /** Whether its check digit is right, or it comes from where the ninth character is none. */
    public static boolean isPlausible(String number) {
        return hasRightCheckDigit(number) || CHECKED_REGIONS.indexOf(number.charAt(0)) < 0;
    }

    public static boolean hasRightCheckDigit(String number) {
        int sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            int weight = WEIGHTS.charAt(i) == 'X' ? 10 : WEIGHTS.charAt(i) - '0';
            sum += VALUES.indexOf(number.charAt(i)) % 10 * weight;
        }
        int rest = sum % 11;
        return number.charAt(CHECK) == (rest == 10 ? 'X' : (char) ('0' + rest));
    }

    /** The last four are digits for every maker; seventeen digits are some other number, and so are few digits. */
    private static boolean looksLikeOne(String text, int from) {
        boolean letter = false;
        for (int i = from; i < from + LENGTH; i++) {
            boolean digit = text.charAt(i) <= '9';
            letter |= !digit;
            if (i >= from + LENGTH - 4 && !digit) {
                return false;
            }
        }
        return letter;
    }

    private static boolean isCharacter(char character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z' && character != 'I' && character != 'O' && character != 'Q');
    }
}
