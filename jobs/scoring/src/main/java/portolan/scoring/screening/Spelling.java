// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

/**
 * One spelling for the ways in which a word comes out of transliteration: PH and F, Q and K, W and V, Y, J and I, all
 * hissing sounds, and letters written twice are one. And the difference between two words by typing.
 */
final class Spelling {
    private Spelling() {}

    /** The word in its one spelling; numbers and words with digits stay as they are. */
    static String of(String word) {
        if (hasDigit(word)) {
            return word;
        }
        StringBuilder one = new StringBuilder(word.length());
        int length = word.length();
        for (int i = 0; i < length; i++) {
            char next = i + 1 < length ? word.charAt(i + 1) : ' ';
            char before = i == 0 ? ' ' : word.charAt(i - 1);
            char letter = folded(word.charAt(i), before, next);
            if (letter == ' ' || (one.length() > 0 && one.charAt(one.length() - 1) == letter)) {
                continue;
            }
            one.append(letter);
        }
        return one.toString();
    }

    /** The letter written for this one; a blank where it is written by its neighbour. */
    private static char folded(char letter, char before, char next) {
        return switch (letter) {
            case 'P' -> next == 'H' ? 'F' : 'P';
            case 'H' -> before != ' ' && !isVowel(before) && before != 'Y' ? ' ' : 'H';
            case 'C' -> isFront(next) || next == 'H' || (next == ' ' && before == 'I') ? 'S' : 'K';
            case 'T' -> next == 'Z' || next == 'S' || (next == 'C') ? ' ' : 'T';
            case 'D' -> next == 'Z' || next == 'J' ? ' ' : 'D';
            case 'Q' -> 'K';
            case 'W' -> 'V';
            case 'Z' -> 'S';
            case 'Y', 'J' -> 'I';
            // An umlaut written out, and OU for U.
            case 'E' ->
                before == 'A' || before == 'O' || before == 'U' ? ' ' : next == 'E' ? 'I' : before == 'E' ? ' ' : 'E';
            case 'O' -> next == 'U' || next == 'O' ? ' ' : before == 'O' ? 'U' : 'O';
            default -> letter;
        };
    }

    /** Which letters of the alphabet a word has, a bit each. */
    static int letters(String word) {
        int letters = 0;
        for (int i = 0; i < word.length(); i++) {
            letters |= 1 << (word.charAt(i) & 31);
        }
        return letters;
    }

    /** The consonants of a word in its one spelling, its first letter before them. */
    static String skeleton(String spelled) {
        StringBuilder skeleton = new StringBuilder(spelled.length());
        for (int i = 0; i < spelled.length(); i++) {
            char letter = spelled.charAt(i);
            if (i == 0 || !isVowel(letter)) {
                skeleton.append(letter);
            }
        }
        return skeleton.toString();
    }

    /**
     * Letters left out, put in, changed, or changed for their neighbour, from one word to the other (optimal string
     * alignment).
     *
     * @return the number, or one more than {@code most} when there are more
     */
    static int distance(String one, String other, int most) {
        int rows = one.length();
        int columns = other.length();
        if (StrictMath.abs(rows - columns) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[columns + 1];
        int[] last = new int[columns + 1];
        int[] now = new int[columns + 1];
        for (int j = 0; j <= columns; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= rows; i++) {
            now[0] = i;
            int least = i;
            for (int j = 1; j <= columns; j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int cost = StrictMath.min(last[j - 1] + (same ? 0 : 1), StrictMath.min(last[j], now[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost = StrictMath.min(cost, beforeLast[j - 2] + 1);
                }
                now[j] = cost;
                least = StrictMath.min(least, cost);
            }
            if (least > most) {
                return most + 1;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = now;
            now = free;
        }
        return StrictMath.min(last[columns], most + 1);
    }

    static boolean hasDigit(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= '0' && word.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    private static boolean isFront(char letter) {
        return letter == 'E' || letter == 'I' || letter == 'Y';
    }

    private static boolean isVowel(char letter) {
        return letter == 'A' || letter == 'E' || letter == 'I' || letter == 'O' || letter == 'U';
    }
}
