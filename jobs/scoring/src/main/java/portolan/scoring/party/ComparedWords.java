// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a name that are compared with a listed name's: without legal forms, titles and particles, short forms
 * written out, in the order of the name. Unlike a {@link NameKey} it takes nothing from a word itself.
 */
public final class ComparedWords {
    /** Words beyond it are not compared. */
    public static final int MOST = 12;

    /** Titles and particles, written or left out as it pleases the writer; they never stand alone. */
    private static final Set<String> LEFT_OUT = new HashSet<>();

    /** The one spelling of a name that has many. */
    private static final Map<String, String> ONE = new HashMap<>();

    /** The English for words of other scripts. */
    private static final Map<String, String> TRADES = new HashMap<>();

    /** Those of them that stand in a name without blanks around them, the longest first. */
    private static final List<String> WITHOUT_BLANKS = new ArrayList<>();

    /** From here on scripts write no blanks. */
    private static final char FIRST_WITHOUT_BLANKS = 0x2E80;

    private static final char LAST_WITHOUT_BLANKS = 0xD7A3;

    static {
        List<String> lines = PartyTerms.lines("/portolan/party/compared-words.csv");
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.substring(line.indexOf(',') + 1).split(" ", -1);
            switch (line.substring(0, line.indexOf(','))) {
                case "ONE" -> Arrays.stream(words).forEach(word -> ONE.put(word, words[0]));
                case "TRADE" -> Arrays.stream(words).skip(1).forEach(word -> TRADES.put(word, words[0]));
                default -> LEFT_OUT.addAll(Arrays.asList(words));
            }
        }
        TRADES.keySet().stream()
                .filter(word -> word.charAt(0) >= FIRST_WITHOUT_BLANKS)
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .forEach(WITHOUT_BLANKS::add);
    }

    /** Letters of ABDUL and its spellings. */
    private static final int LONGEST_SERVANT = 5;

    /** The letter that each digit looks like. */
    private static final String LOOKS_LIKE = "OIZEASGTBG";

    private ComparedWords() {}

    /** The words of a name as filed; none when the name says nothing. */
    public static List<String> of(String name) {
        String latin = SpelledByScript.latin(name);
        List<NameWord> all =
                NameWords.split(latin.equals(name) ? ReadName.of(name).plain() : NameKey.plain(latin));
        List<NameWord> kept = new ArrayList<>(all.size());
        for (NameWord word : all) {
            if (!LEFT_OUT.contains(word.text())) {
                kept.add(word);
            }
        }
        List<String> words = new ArrayList<>();
        for (NameWord word : NameWords.own(kept.isEmpty() ? all : kept)) {
            String written = lettersOf(word.text());
            int servant = servant(written);
            if (servant > 0) {
                add(written.substring(0, servant), words);
                written = written.substring(servant);
            }
            add(written, words);
        }
        return List.copyOf(words);
    }

    /** The English for a word of another script, in upper case; null where it is none of a trade. */
    static @Nullable String trade(String word) {
        return TRADES.get(word);
    }

    /** Whether a name has letters that are syllables or words: they are told apart by what they are, not by their sound. */
    public static boolean isWithoutBlanks(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isSyllable(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The share of such letters that differ, in any order, between two names that have as many of them; else 0. */
    public static float differing(String one, String other) {
        if (!isWithoutBlanks(one) || !isWithoutBlanks(other)) {
            return 0;
        }
        String ones = syllables(SpelledByScript.simplified(one));
        StringBuilder left = new StringBuilder(syllables(SpelledByScript.simplified(other)));
        if (ones.length() != left.length()) {
            return 0;
        }
        for (int i = 0; i < ones.length(); i++) {
            int at = left.indexOf(ones.substring(i, i + 1));
            if (at >= 0) {
                left.deleteCharAt(at);
            }
        }
        return (float) left.length() / ones.length();
    }

    private static boolean isSyllable(int letter) {
        return letter >= FIRST_WITHOUT_BLANKS && letter <= LAST_WITHOUT_BLANKS && Character.isLetter(letter);
    }

    private static String syllables(String name) {
        return name.chars()
                .filter(ComparedWords::isSyllable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The name with words of trades in English, of scripts that write no blanks. */
    static String withTradesApart(String name) {
        String apart = name;
        if (isWithoutBlanks(name)) {
            for (String word : WITHOUT_BLANKS) {
                apart = apart.replace(word, ' ' + TRADES.get(word) + ' ');
            }
        }
        return apart;
    }

    /** Whether a word is a name that has many spellings. */
    static boolean isOne(String word) {
        return word.equals(ONE.get(word));
    }

    private static void add(String written, List<String> words) {
        if (words.size() < MOST) {
            words.add(ONE.getOrDefault(written, written));
        }
    }

    /** Where the name of God begins in the name of his servant that is written as one word; else 0. */
    private static int servant(String word) {
        int end = word.startsWith("ABD") && word.length() > LONGEST_SERVANT + 3 && !word.startsWith("ABDULLAH")
                ? LONGEST_SERVANT
                : 0;
        return end > 0 && ONE.containsKey(word.substring(0, end)) ? end : 0;
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
