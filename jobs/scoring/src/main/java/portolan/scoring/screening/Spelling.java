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
            case 'H' -> before != ' ' && !isVowel(before) && before != 'Y' && before != 'K' ? ' ' : 'H';
            case 'C' -> isFront(next) || next == 'H' || (next == ' ' && before == 'I') ? 'S' : 'K';
            case 'T' -> next == 'Z' || next == 'S' || (next == 'C') ? ' ' : 'T';
            case 'D' -> next == 'Z' ? ' ' : 'D';
            case 'Q' -> 'K';
            case 'W' -> 'V';
            case 'Z' -> 'S';
            case 'J' -> before == 'D' ? ' ' : 'I';
            case 'Y' -> 'I';
            case 'K' -> next == 'H' ? ' ' : 'K';
            case 'X' -> before == ' ' || next == 'H' ? 'S' : 'X';
            case 'M' -> before == ' ' && next == 'P' ? ' ' : 'M';
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

    /** Of a letter for another. */
    static final int CHANGED = 10;

    /** Of a vowel, or of a letter that is written for the same sound elsewhere. */
    private static final int RESPELLED = 5;

    private static final int MUTE = 3;
    private static final int SWAPPED = 7;

    /** Of a first letter more, which is seldom mistyped, and of a last one: MARIA and MARIO, WEIMIN and WEIMING. */
    private static final int AT_AN_END = 5;

    /** Pairs of letters written for one sound. */
    private static final int[] SOUNDS_LIKE = new int['Z' + 1];

    static {
        for (String pair :
                "CK CS CZ CQ CX GH GK GQ GJ HK HX JY JI JZ JS JC KQ KX PB PF BV BW FV VW VU WU TD SZ SX ZX IY"
                        .split(" ", -1)) {
            SOUNDS_LIKE[pair.charAt(0)] |= 1 << (pair.charAt(1) & 31);
            SOUNDS_LIKE[pair.charAt(1)] |= 1 << (pair.charAt(0) & 31);
        }
    }

    /**
     * What it costs to take one word for the other, ten a letter that is changed.
     *
     * @return the cost; more than {@code most} when it is more
     */
    static int cost(String one, String other, int most) {
        int start = 0;
        int end = one.length();
        int otherEnd = other.length();
        while (start < end && start < otherEnd && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        while (end > start && otherEnd > start && one.charAt(end - 1) == other.charAt(otherEnd - 1)) {
            end--;
            otherEnd--;
        }
        // What differs is mostly a letter or two in the middle.
        int width = otherEnd - start + 1;
        int[] rows = new int[3 * width];
        for (int j = 1; j < width; j++) {
            rows[j] = rows[j - 1] + left(other, start + j - 1);
        }
        int now = 0;
        for (int i = start; i < end; i++) {
            int last = now;
            int beforeLast = (now + 2 * width) % (3 * width);
            now = (now + width) % (3 * width);
            char letter = one.charAt(i);
            int left = left(one, i);
            rows[now] = rows[last] + left;
            int least = rows[now];
            for (int j = 1; j < width; j++) {
                int at = start + j - 1;
                char its = other.charAt(at);
                int changed = changed(letter, its);
                boolean atEnd = i == one.length() - 1 && at == other.length() - 1;
                int cost = rows[last + j - 1] + changed + atAnEnd(letter, its, changed, i + at == 0, atEnd);
                cost = StrictMath.min(cost, StrictMath.min(rows[last + j] + left, rows[now + j - 1] + left(other, at)));
                if (changed != 0 && i > start && j > 1 && letter == other.charAt(at - 1) && one.charAt(i - 1) == its) {
                    cost = StrictMath.min(cost, rows[beforeLast + j - 2] + SWAPPED);
                }
                rows[now + j] = cost;
                least = StrictMath.min(least, cost);
            }
            if (least > most) {
                return most + 1;
            }
        }
        return rows[now + width - 1];
    }

    private static int atAnEnd(char letter, char its, int changed, boolean first, boolean last) {
        if (first) {
            return changed == CHANGED ? AT_AN_END : 0;
        }
        return last && changed == RESPELLED && isVowel(letter) && isVowel(its) ? 2 * AT_AN_END : 0;
    }

    /** Of a letter that only one of both has. */
    private static int left(String word, int at) {
        char letter = word.charAt(at);
        if (letter == 'G' && at > 0 && word.charAt(at - 1) == 'N') {
            return CHANGED + AT_AN_END;
        }
        if (isVowel(letter) && at > 0 && at == word.length() - 1 && word.charAt(at - 1) != letter) {
            return RESPELLED + AT_AN_END;
        }
        return letter == 'H' || (at > 0 && word.charAt(at - 1) == letter)
                ? MUTE
                : isSounded(letter) ? RESPELLED : CHANGED;
    }

    private static int changed(char letter, char other) {
        if (letter == other) {
            return 0;
        }
        boolean alike = (isSounded(letter) && isSounded(other))
                || (letter < SOUNDS_LIKE.length && (SOUNDS_LIKE[letter] >>> (other & 31) & 1) != 0);
        return alike ? RESPELLED : CHANGED;
    }

    private static boolean isSounded(char letter) {
        return isVowel(letter) || letter == 'Y';
    }

    /** Whether it is a number, or has one: VII and VIII are two ships. A word of two letters is rather a name. */
    static boolean hasDigit(String word) {
        boolean roman = word.length() > 2 || word.equals("II") || word.equals("IV") || word.equals("IX");
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= '0' && word.charAt(i) <= '9') {
                return true;
            }
            roman &= "IVX".indexOf(word.charAt(i)) >= 0;
        }
        return roman;
    }

    private static boolean isFront(char letter) {
        return letter == 'E' || letter == 'I' || letter == 'Y';
    }

    private static boolean isVowel(char letter) {
        return letter == 'A' || letter == 'E' || letter == 'I' || letter == 'O' || letter == 'U';
    }
}
