// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is left of a name when everything is taken away that its owner may write differently next time: script, case,
 * accents, punctuation, legal form, short forms of trade words, order of words, blanks between them, double letters and
 * the ways to write one sound. Equal keys are taken for the same party, so that nothing is taken away that tells
 * companies apart: numbers and single consonants stay.
 *
 * @param text the words' sounds, sorted and written together, words of the trade last; a person's words as they stand
 * @param isWeak whether it is too short or too common to be one party's in a whole country
 */
public record NameKey(String text, boolean isWeak) {
    /** Longer names are not read to the end. */
    private static final int LONGEST_READ = 300;

    /** Letters of a key that many companies of a country may share. */
    private static final int FEW = 3;

    /**
     * The key of a name; its text is empty when the name says nothing.
     *
     * @param plain as {@link #plain(String)} makes it
     * @param person whether it is the name of a natural person: those are told apart by less, so that less is taken
     *     away
     */
    public static NameKey of(String plain, boolean person) {
        if (person) {
            return new NameKey(plain, true);
        }
        return ofCompany(NameWords.split(plain), NameRegion.ELSEWHERE);
    }

    /**
     * The key of a company's name in its region.
     *
     * @param name as filed
     */
    public static NameKey ofCompany(String name, NameRegion region) {
        return ofCompany(NameWords.split(plain(region.inLatin(name))), region);
    }

    /** The key of a company's name, by its words. */
    static NameKey ofCompany(List<NameWord> words, NameRegion region) {
        List<String> own = new ArrayList<>(4);
        List<String> generic = new ArrayList<>(4);
        List<NameWord> all = region.spelled(NameWords.own(words));
        for (int i = 0; i < all.size(); i++) {
            NameWord word = all.get(i);
            (word.isGeneric() ? generic : own).add(word.sound());
        }
        // Apart, so that the words of GOOD WILL TRADING stay together as they do in GOODWILL TRADING.
        Collections.sort(own);
        Collections.sort(generic);
        String text = together(own, generic);
        return new NameKey(text, own.isEmpty() || text.length() <= FEW);
    }

    private static String together(List<String> own, List<String> generic) {
        if (own.size() + generic.size() == 1) {
            return own.isEmpty() ? generic.get(0) : own.get(0);
        }
        StringBuilder text = new StringBuilder(32);
        for (int i = 0; i < own.size(); i++) {
            text.append(own.get(i));
        }
        for (int i = 0; i < generic.size(); i++) {
            text.append(generic.get(i));
        }
        return text.toString();
    }

    /** The name without the legal forms beside it, which is as far as a plain normaliser goes. */
    public static String withoutLegalForm(String plain) {
        return NameWords.written(" ", LegalForms.bundled().strip(NameWords.joined(NameWords.split(plain))));
    }

    /** A name in capital letters and digits of ASCII, one blank between words; other scripts transliterated. */
    public static String plain(String name) {
        String text = name.length() > LONGEST_READ ? BoundedText.start(name, LONGEST_READ) : name;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return ofAscii(LatinLetters.of(text));
            }
        }
        return ofAscii(text);
    }

    private static String ofAscii(String text) {
        StringBuilder plain = new StringBuilder(text.length() + 1);
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= 'a' && letter <= 'z') {
                letter = (char) (letter - 'a' + 'A');
            } else if (letter == '\'' || letter == '`') {
                continue; // Int'l, Al Qa'ida
            }
            if (isWritten(letter)) {
                if (blank && plain.length() > 0) {
                    plain.append(' ');
                }
                blank = false;
                plain.append(letter);
            } else {
                blank = true;
            }
            if (i > 0 && isSmall(text.charAt(i)) && i + 1 < text.length() && startsForm(text, i + 1)) {
                blank = true; // SiemensAG
            }
        }
        return plain.toString();
    }

    /** What no transliterator knows stays as it is: it still tells names apart. */
    private static boolean isWritten(char letter) {
        return (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || (letter >= 0x80 && (Character.isLetterOrDigit(letter) || Character.isSurrogate(letter)));
    }

    private static boolean isSmall(char letter) {
        return letter >= 'a' && letter <= 'z';
    }

    /** Whether from here to the word's end stand capital letters that are a legal form. */
    private static boolean startsForm(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= 'A' && text.charAt(end) <= 'Z') {
            end++;
        }
        return end > from + 1
                && (end == text.length() || text.charAt(end) == ' ')
                && LegalForms.bundled().contains(text.substring(from, end));
    }
}
