// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The words of a description of goods, as hashes: each once, in ascending order, at most {@value #MOST}.
 *
 * <p>A word is a run of letters, at least three of them, in lower case, Latin letters without their accents, an English
 * plural without its s. Runs that hold a digit are article numbers and no words. Other scripts are taken as they are,
 * and so are unknown to whoever was taught in English.
 */
public final class Words {
    static final int MOST = 24;

    private static final int SHORTEST = 3;
    private static final int LONGEST_TEXT = 512;
    private static final int FIRST_ACCENTED = 0xC0;
    private static final int[] NONE = {};

    /** Latin letters from U+00C0 to U+017F without their accents. */
    private static final String PLAIN = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
            + "lllnnnnnn nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private Words() {}

    /** No words for no text. */
    public static int[] of(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        int[] words = new int[MOST];
        int size = 0;
        int length = Math.min(text.length(), LONGEST_TEXT);
        int hash = 0;
        int letters = 0;
        int last = 0;
        int before = 0;
        boolean digits = false;
        for (int at = 0; at <= length && size < MOST; at++) {
            int letter = at < length ? letter(text.charAt(at)) : 0;
            if (letter > 0) {
                before = hash;
                last = letter;
                hash = 31 * hash + letter;
                letters++;
            } else if (letter < 0) {
                digits = true;
            } else {
                if (letters >= SHORTEST && !digits) {
                    words[size++] = last == 's' && letters > SHORTEST ? before : hash;
                }
                hash = 0;
                letters = 0;
                digits = false;
            }
        }
        return distinct(words, size);
    }

    private static int[] distinct(int[] words, int size) {
        Arrays.sort(words, 0, size);
        int kept = 0;
        for (int at = 0; at < size; at++) {
            if (kept == 0 || words[kept - 1] != words[at]) {
                words[kept++] = words[at];
            }
        }
        return Arrays.copyOf(words, kept);
    }

    /** The letter in lower case; 0 between words, -1 for a digit. */
    private static int letter(char character) {
        if (character >= 'a' && character <= 'z') {
            return character;
        }
        if (character >= 'A' && character <= 'Z') {
            return character + ('a' - 'A');
        }
        if (character >= '0' && character <= '9') {
            return -1;
        }
        if (character < FIRST_ACCENTED) {
            return 0;
        }
        if (character < FIRST_ACCENTED + PLAIN.length()) {
            char plain = PLAIN.charAt(character - FIRST_ACCENTED);
            return plain == ' ' ? 0 : plain;
        }
        if (Character.isSurrogate(character) || Character.isLetter(character)) {
            return Character.toLowerCase(character);
        }
        return Character.isDigit(character) ? -1 : 0;
    }
}
