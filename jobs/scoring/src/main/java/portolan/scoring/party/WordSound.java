// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

/**
 * A word apart from how its sounds are written: SCHWARTZ and SCHWARZ, CRYSTAL and CRISTAL, MUELLER and MULLER. Long
 * words lose their vowels as well: what is left of five consonants still tells companies apart, and vowels are what
 * transliteration and typing change most.
 *
 * <p>A letter is rewritten by its neighbours only, so that a change in one place does not move another.
 */
final class WordSound {
    /** Letters left, the first included, from which vowels are left out. */
    private static final int LONG = 5;

    private WordSound() {}

    static String of(String word) {
        if (isNumber(word)) {
            return word;
        }
        StringBuilder sound = new StringBuilder(word.length());
        int letters = 0;
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
            char written = letter;
            switch (letter) {
                case 'C' -> {
                    if (next == 'E' || next == 'I' || next == 'Y') {
                        written = 'S';
                    } else if (next != 'H') {
                        written = 'K';
                    } else if (i > 0 && word.charAt(i - 1) == 'S') {
                        continue; // SCH is SH
                    }
                }
                case 'Q' -> written = 'K';
                case 'Y' -> written = 'I';
                case 'Z' -> written = 'S';
                case 'P' -> {
                    if (next == 'H') {
                        written = 'F';
                        i++;
                    }
                }
                case 'T' -> {
                    if (next == 'Z') {
                        continue;
                    }
                }
                case 'E' -> {
                    char before = i == 0 ? ' ' : word.charAt(i - 1);
                    if (before == 'A' || before == 'O' || before == 'U') {
                        continue; // an umlaut written out
                    }
                }
                default -> {}
            }
            if (sound.length() == 0 || sound.charAt(sound.length() - 1) != written) {
                sound.append(written);
                letters += sound.length() == 1 || !isVowel(written) ? 1 : 0;
            }
        }
        if (letters < LONG) {
            return sound.toString();
        }
        StringBuilder consonants = new StringBuilder(letters);
        for (int i = 0; i < sound.length(); i++) {
            if (i == 0 || !isVowel(sound.charAt(i))) {
                consonants.append(sound.charAt(i));
            }
        }
        return consonants.toString();
    }

    /** Numbers, model names with digits and Roman numerals: VII and VIII are two companies. */
    private static boolean isNumber(String word) {
        boolean roman = true;
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            if (letter >= '0' && letter <= '9') {
                return true;
            }
            roman &= letter == 'I' || letter == 'V' || letter == 'X';
        }
        return roman;
    }

    private static boolean isVowel(char letter) {
        return letter == 'A' || letter == 'E' || letter == 'I' || letter == 'O' || letter == 'U';
    }
}
