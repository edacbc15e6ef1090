// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where names are written in ways of their own. A country's rules hold for its parties only: elsewhere the same letters
 * mean other sounds, and a key that changes is a memory that is not found.
 */
public enum NameRegion {
    /** By the rules of all names. */
    ELSEWHERE,
    /** Latin with and without diacritics, Cyrillic, and spellings for English readers are one. */
    BALKAN,
    /** ELOT 743, and the spellings by ear and by letter that firms use instead. */
    GREEK,
    /** Syllables written apart are words of two, as they are written together. */
    CHINESE;

    private static final String CYRILLIC = "ЂЉЊЋЏЈЃЌЅЧШЩЖЦХЮЯЪЬ";
    private static final String[] FOR_CYRILLIC = {
        "DJ", "LJ", "NJ", "C", "DZ", "J", "GJ", "KJ", "DZ", "C", "S", "ST", "Z", "C", "H", "JU", "JA", "A", ""
    };
    private static final String HELLENIC = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ";
    private static final String[] FOR_HELLENIC = {
        "A", "V", "G", "D", "E", "Z", "I", "TH", "I", "K", "L", "M", "N", "X", "O", "P", "R", "S", "T", "Y", "F", "CH",
        "PS", "O"
    };

    /** In this order, each wherever it stands. */
    private static final String[][] SPELT_IN_THE_BALKANS = {
        {"DZH", "DZ"},
        {"SH", "S"},
        {"ZH", "Z"},
        {"CH", "C"},
        {"TS", "C"},
        {"DJ", "D"},
        {"GJ", "G"},
        {"KJ", "K"},
        {"KS", "X"},
        {"YA", "JA"},
        {"YU", "JU"}
    };

    private static final String[][] SPELT_IN_GREECE = {
        {"CH", "H"}, {"KH", "H"}, {"PH", "F"}, {"MP", "B"}, {"KS", "X"}, {"AU", "AV"}, {"AY", "AV"}, {"AF", "AV"},
        {"EU", "EV"}, {"EY", "EV"}, {"EF", "EV"}, {"OU", "U"}, {"OY", "U"}, {"AI", "E"}, {"EI", "I"}, {"OI", "I"},
        {"Y", "I"}, {"B", "V"}
    };

    private static final String CITY = "CITY";

    /** "City", behind the two syllables of its name. */
    private static final String SHI = "SHI";

    private static final Set<String> SYLLABLES = syllables();

    /** Where a party of this country writes its name. */
    public static NameRegion of(String country) {
        return switch (country) {
            case "AL", "BA", "BG", "HR", "ME", "MK", "RS", "SI", "XK" -> BALKAN;
            case "GR", "CY" -> GREEK;
            case "CN", "HK", "TW" -> CHINESE;
            default -> ELSEWHERE;
        };
    }

    /** The name with this region's own letters as its firms write them in Latin. */
    public String inLatin(String name) {
        return switch (this) {
            case BALKAN -> written(name, CYRILLIC, FOR_CYRILLIC);
            case GREEK -> written(name, HELLENIC, FOR_HELLENIC);
            case ELSEWHERE, CHINESE -> name;
        };
    }

    private static String written(String name, String letters, String[] latin) {
        StringBuilder text = null;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            int at = letter < FIRST_OTHER_SCRIPT ? -1 : letters.indexOf(plain(letter));
            if (at >= 0 && text == null) {
                text = new StringBuilder(name.length() + 8).append(name, 0, i);
            }
            if (text != null) {
                text.append(at >= 0 ? latin[at] : letter);
            }
        }
        return text == null ? name : text.toString();
    }

    /** Greek begins here, Cyrillic follows. */
    private static final char FIRST_OTHER_SCRIPT = 0x370;

    /** In upper case without accents. */
    private static char plain(char letter) {
        char upper = Character.toUpperCase(letter);
        return switch (upper) {
            case 'Ά' -> 'Α';
            case 'Έ' -> 'Ε';
            case 'Ή' -> 'Η';
            case 'Ί', 'Ϊ', 'ΐ' -> 'Ι';
            case 'Ό' -> 'Ο';
            case 'Ύ', 'Ϋ', 'ΰ' -> 'Υ';
            case 'Ώ' -> 'Ω';
            default -> upper;
        };
    }

    /** A company's own words in the one way of writing of the region. */
    List<NameWord> spelled(List<NameWord> own) {
        return switch (this) {
            case BALKAN -> spelled(own, SPELT_IN_THE_BALKANS);
            case GREEK -> spelled(own, SPELT_IN_GREECE);
            case CHINESE -> paired(own);
            case ELSEWHERE -> own;
        };
    }

    private static List<NameWord> spelled(List<NameWord> own, String[][] spellings) {
        List<NameWord> spelled = new ArrayList<>(own.size());
        for (NameWord word : own) {
            String text = word.text();
            if (!word.isGeneric()) {
                for (String[] spelling : spellings) {
                    text = text.replace(spelling[0], spelling[1]);
                }
            }
            spelled.add(text.equals(word.text()) ? word : NameWord.of(text));
        }
        return spelled;
    }

    /** Chinese words mostly have two syllables. */
    private static List<NameWord> paired(List<NameWord> own) {
        List<NameWord> words = new ArrayList<>(own.size());
        int run = 0;
        String open = "";
        for (NameWord word : own) {
            String text = word.text();
            if (SYLLABLES.contains(text)) {
                run++;
                if (run == 3 && text.equals(SHI)) {
                    continue;
                }
                if (open.isEmpty()) {
                    open = text;
                } else {
                    words.add(NameWord.of(open.concat(text)));
                    open = "";
                }
                continue;
            }
            if (!open.isEmpty()) {
                words.add(NameWord.of(open));
                open = "";
            }
            run = 0;
            if (!text.equals(CITY)) {
                words.add(word);
            }
        }
        if (!open.isEmpty()) {
            words.add(NameWord.of(open));
        }
        return words.isEmpty() ? own : words;
    }

    /** All of pinyin, and some that it does not have. */
    private static Set<String> syllables() {
        Set<String> syllables = new HashSet<>();
        for (String initial : List.of(
                "", "B", "P", "M", "F", "D", "T", "N", "L", "G", "K", "H", "J", "Q", "X", "ZH", "CH", "SH", "R", "Z",
                "C", "S", "Y", "W")) {
            for (String rest : List.of(
                    "A", "O", "E", "I", "U", "AI", "EI", "UI", "AO", "OU", "IU", "IE", "UE", "ER", "AN", "EN", "IN",
                    "UN", "ANG", "ENG", "ING", "ONG", "IA", "IAO", "IAN", "IANG", "IONG", "UA", "UO", "UAI", "UAN",
                    "UANG")) {
                if (initial.length() + rest.length() > 1) {
                    syllables.add(initial + rest);
                }
            }
        }
        return Set.copyOf(syllables);
    }
}
