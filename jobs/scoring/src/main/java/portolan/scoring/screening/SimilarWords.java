// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

import java.util.Arrays;

/**
 * A word and the listed words that it may be meant to be.
 *
 * @param spelled the word in its one spelling
 * @param rarity bits that the word tells by itself, the more the fewer names have it
 * @param words numbers of listed words, in order
 * @param likeness how like each of them is, above 0, at most 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record SimilarWords(String word, String spelled, float rarity, int[] words, float[] likeness) {
    /** How like a listed word is; 0 when it is not like. */
    float likeness(int listed) {
        int at = place(listed);
        return at < 0 ? 0 : likeness[at];
    }

    /** Where a listed word is among those; negative when it is not. */
    int place(int listed) {
        return Arrays.binarySearch(words, listed);
    }
}
