// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.Locale;

/**
 * Names of other scripts as their owners write them in Latin: in passports and on letterheads, which a letter-by-letter
 * standard is far from. Screening compares these; a {@link NameKey} keeps to the standard, for a key that changes is a
 * memory that is not found.
 *
 * <p>Cyrillic by its language, Greek by ELOT 743, Arabic and Hebrew with the vowels that they leave out, Hangul by
 * syllable with the surname apart. Scripts that are not here are the transliterator's.
 */
final class SpelledByScript {
    private static final char FIRST = 0x370;
    private static final String RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЎӘҒҚҢӨҰҮҺ";
    private static final String[] FOR_RUSSIAN = {
        "A", "B", "V", "G", "D", "E", "E", "ZH", "Z", "I", "Y", "K", "L", "M", "N", "O", "P", "R", "S", "T", "U", "F",
        "KH", "TS", "CH", "SH", "SHCH", "", "Y", "", "E", "YU", "YA", "I", "YI", "YE", "G", "U", "A", "GH", "K", "N",
        "O", "U", "U", "H"
    };

    /** Letters that only Serbian and Macedonian have, and only Ukrainian. */
    private static final String SOUTHERN = "ЂЉЊЋЏЈЃЌЅ";

    private static final String UKRAINIAN = "ІЇЄҐ";

    private static final String ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئپچژگکیٱ";
    private static final String[] FOR_ARABIC = {
        "A", "B", "T", "TH", "J", "H", "KH", "D", "DH", "R", "Z", "S", "SH", "S", "D", "T", "Z", "", "GH", "F", "Q",
        "K", "L", "M", "N", "H", "U", "I", "A", "A", "", "A", "I", "A", "U", "I", "P", "CH", "ZH", "G", "K", "I", "A"
    };
    private static final String ARTICLE = "ال";
    private static final String HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת";
    private static final String[] FOR_HEBREW = {
        "A", "B", "G", "D", "H", "U", "Z", "H", "T", "I", "K", "K", "L", "M", "M", "N", "N", "S", "A", "F", "P", "TZ",
        "TZ", "K", "R", "SH", "T"
    };

    private static final char FIRST_SYLLABLE = 0xAC00;
    private static final char LAST_SYLLABLE = 0xD7A3;
    private static final String[] BEGINS = {
        "G", "KK", "N", "D", "TT", "R", "M", "B", "PP", "S", "SS", "", "J", "JJ", "CH", "K", "T", "P", "H"
    };
    private static final String[] MIDDLES = {
        "A", "AE", "YA", "YAE", "U", "E", "YU", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WO", "WE", "WI", "YU", "EU",
        "UI", "I"
    };
    private static final String[] ENDS = {
        "", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "L", "L", "L", "L", "L", "M", "P", "P", "T", "T", "NG",
        "T", "T", "K", "T", "P", "T"
    };

    /** Surnames of one syllable that most Koreans have. */
    private static final String SURNAMES =
            "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용";

    private static final String[][] SURNAMES_WRITTEN = {
        {"이", "LEE"},
        {"박", "PARK"},
        {"최", "CHOI"},
        {"오", "OH"},
        {"구", "KOO"},
        {"고", "KO"},
        {"김", "KIM"},
        {"권", "KWON"},
        {"강", "KANG"},
        {"전", "JEON"},
        {"허", "HUR"},
        {"노", "ROH"},
        {"임", "LIM"}
    };

    private static final ThreadLocal<Transliterator> SIMPLIFIED =
            ThreadLocal.withInitial(() -> Transliterator.getInstance("Traditional-Simplified"));

    private SpelledByScript() {}

    /** The name in Latin as far as its script is known here; itself where it has none of them. */
    static String latin(String name) {
        int at = 0;
        while (at < name.length() && name.charAt(at) < FIRST && !isSign(name, at)) {
            at++;
        }
        if (at == name.length()) {
            return name;
        }
        return latinOf(ComparedWords.withTradesApart(name));
    }

    private static String latinOf(String name) {
        StringBuilder text = new StringBuilder(name.length() + 16);
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || !(Character.isLetterOrDigit(name.charAt(i)) || isMark(name.charAt(i)))) {
                if (i < name.length() && isSign(name, i)) {
                    continue;
                }
                word(name.substring(start, i), text);
                if (i < name.length()) {
                    text.append(name.charAt(i));
                }
                start = i + 1;
            }
        }
        return text.toString();
    }

    private static boolean isMark(char letter) {
        return Character.getType(letter) == Character.NON_SPACING_MARK
                || Character.getType(letter) == Character.COMBINING_SPACING_MARK;
    }

    /** Chinese in its simplified letters. */
    static String simplified(String text) {
        return SIMPLIFIED.get().transliterate(text);
    }

    /** A sign in the middle of a word, where only a slip of the hand puts it. */
    private static boolean isSign(String name, int at) {
        char sign = name.charAt(at);
        return !Character.isLetterOrDigit(sign)
                && sign != ' '
                && ("^[]{}~|_<>@\\`;:?!*%$#=+\"".indexOf(sign) >= 0 || sign == ',')
                && at > 0
                && at + 1 < name.length()
                && Character.isLetter(name.charAt(at - 1))
                && Character.isLetter(name.charAt(at + 1))
                && (sign != ',' || Character.isLowerCase(name.charAt(at + 1)));
    }

    private static void word(String word, StringBuilder text) {
        char script = 0;
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            script = (char) StrictMath.max(script, letter < FIRST ? 0 : letter);
        }
        String own = script >= 0x600 && script < 0x700 ? withoutArticle(word) : word;
        String trade = script == 0 ? null : ComparedWords.trade(own.toUpperCase(Locale.ROOT));
        if (trade != null) {
            text.append(trade);
        } else if (script >= FIRST_SYLLABLE && script <= LAST_SYLLABLE) {
            hangul(word, text);
        } else if (script >= 0x590 && script < 0x600) {
            vocalised(word, HEBREW, FOR_HEBREW, text);
        } else if (script >= 0x600 && script < 0x700) {
            vocalised(own, ARABIC, FOR_ARABIC, text);
        } else if (script >= 0x400 && script < 0x530) {
            cyrillic(word, text);
        } else if (script >= FIRST && script < 0x400) {
            greek(word, text);
        } else {
            for (int i = 0; i < word.length(); i++) {
                if (!isSign(word, i)) {
                    text.append(word.charAt(i));
                }
            }
        }
    }

    private static void cyrillic(String word, StringBuilder text) {
        String upper = word.toUpperCase(Locale.ROOT);
        if (upper.chars().anyMatch(letter -> SOUTHERN.indexOf(letter) >= 0)) {
            text.append(NameRegion.BALKAN.inLatin(word));
            return;
        }
        boolean ukrainian = upper.chars().anyMatch(letter -> UKRAINIAN.indexOf(letter) >= 0);
        for (int i = 0; i < upper.length(); i++) {
            char letter = upper.charAt(i);
            int at = RUSSIAN.indexOf(letter);
            if (ukrainian && (letter == 'Г' || letter == 'И')) {
                text.append(letter == 'Г' ? 'H' : 'Y');
            } else if (at >= 0) {
                text.append(FOR_RUSSIAN[at]);
            } else if (!isMark(letter)) {
                text.append(letter);
            }
        }
    }

    private static void greek(String word, StringBuilder text) {
        String latin = NameRegion.GREEK.inLatin(word);
        latin = latin.replace("OY", "OU")
                .replace("AY", "AV")
                .replace("EY", "EV")
                .replace("GG", "NG");
        text.append(latin.startsWith("MP") ? 'B' + latin.substring(2) : latin);
    }

    private static String withoutArticle(String word) {
        for (String article : new String[] {"وال", "لل", ARTICLE}) {
            if (word.startsWith(article) && word.length() > article.length() + 2) {
                return word.substring(article.length());
            }
        }
        return word;
    }

    /** With an A between consonants of which the first does not end a syllable already. */
    private static void vocalised(String word, String letters, String[] latin, StringBuilder text) {
        boolean consonant = false;
        boolean closes = false;
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            int at = letters.indexOf(letter);
            if (at < 0) {
                if (!isMark(letter)) {
                    text.append(letter);
                }
                continue;
            }
            String written = latin[at];
            if (i == 0 && (letter == 'و' || letter == 'ו')) {
                written = "W";
            } else if (i == 0 && (letter == 'ي' || letter == 'ی' || letter == 'י')) {
                written = "Y";
            } else if (written.isEmpty()) {
                written = i == 0 || consonant ? "A" : "";
            }
            boolean vowel = written.length() == 1 && "AIU".indexOf(written.charAt(0)) >= 0;
            boolean filled = consonant && !closes && !vowel && !written.isEmpty();
            text.append(filled ? "A" : "").append(written);
            closes = filled || (!consonant && !vowel && i > 0);
            consonant = !vowel && !written.isEmpty();
        }
    }

    private static void hangul(String word, StringBuilder text) {
        int from = 0;
        if (word.length() >= 2 && word.length() <= 3 && text.length() == 0 && SURNAMES.indexOf(word.charAt(0)) >= 0) {
            String first = word.substring(0, 1);
            text.append(Arrays.stream(SURNAMES_WRITTEN)
                            .filter(surname -> surname[0].equals(first))
                            .map(surname -> surname[1])
                            .findFirst()
                            .orElseGet(() -> syllable(first.charAt(0))))
                    .append(' ');
            from = 1;
        }
        for (int i = from; i < word.length(); i++) {
            char letter = word.charAt(i);
            text.append(letter >= FIRST_SYLLABLE && letter <= LAST_SYLLABLE ? syllable(letter) : letter);
            text.append(from > 0 ? " " : "");
        }
    }

    private static String syllable(char letter) {
        int at = letter - FIRST_SYLLABLE;
        int end = at % ENDS.length;
        int middle = at / ENDS.length % MIDDLES.length;
        int begin = at / ENDS.length / MIDDLES.length;
        boolean u = BEGINS[begin].isEmpty() && MIDDLES[middle].equals("U") && end == 0;
        return u ? "WOO" : BEGINS[begin] + MIDDLES[middle] + ENDS[end];
    }
}
