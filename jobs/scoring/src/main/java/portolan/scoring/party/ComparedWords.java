// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words of a name that are compared with a listed name's: without legal forms, titles and particles, short forms
 * written out, none twice in a row, in the order of the name. Unlike a {@link NameKey} it takes nothing from a word itself.
 */
public final class ComparedWords {
    /** Words beyond it are not compared. */
    public static final int MOST = 12;

    /** Written or left out as it pleases the writer, apart from the word that they belong to. */
    private static final Set<String> UNCOMPARED = Set.of(
            "AL",
            "EL",
            "UL",
            "BIN",
            "BEN",
            "IBN",
            "BINT",
            "MR",
            "MRS",
            "MISS",
            "DR",
            "PROF",
            "SIR",
            "HAJI",
            "HAJJI",
            "SHAIKH",
            "SHEIKH",
            "SHEIK",
            "MULLAH",
            "MULLA",
            "MAULVI",
            "QARI",
            "MV",
            "MT",
            "MS",
            "SS",
            "PRESIDENT");

    /** One servant of God, however his name is taken apart. */
    private static final Set<String> SERVANT = Set.of("ABDUL", "ABDEL", "ABDAL", "ABD", "ABDOUL");

    /** The letter that each digit looks like. */
    private static final String LOOKS_LIKE = "OIZEASGTBG";

    private ComparedWords() {}

    /**
     * The words; none when the name says nothing.
     *
     * @param plain as {@link NameKey#plain(String)} makes it
     */
    public static List<String> of(String plain) {
        List<NameWord> all = NameWords.split(plain);
        List<NameWord> kept = new ArrayList<>(all.size());
        for (NameWord word : all) {
            if (!UNCOMPARED.contains(word.text())) {
                kept.add(word);
            }
        }
        List<String> words = new ArrayList<>();
        for (NameWord word : NameWords.own(kept.isEmpty() ? all : kept)) {
            String written = SERVANT.contains(word.text()) ? "ABD" : lettersOf(word.text());
            boolean again = !words.isEmpty() && words.get(words.size() - 1).equals(written);
            if (words.size() < MOST && !again) {
                words.add(written);
            }
        }
        return List.copyOf(words);
    }

    /** A digit between two letters stands for the letter that it looks like: SECH1N. */
    private static String lettersOf(String word) {
        StringBuilder letters = null;
        for (int i = 1; i + 1 < word.length(); i++) {
            int digit = word.charAt(i) - '0';
            if (digit >= 0 && digit <= 9 && isLetter(word.charAt(i - 1)) && isLetter(word.charAt(i + 1))) {
                letters = letters == null ? new StringBuilder(word) : letters;
                letters.setCharAt(i, LOOKS_LIKE.charAt(digit));
            }
        }
        return letters == null ? word : letters.toString();
    }

    private static boolean isLetter(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }
}
