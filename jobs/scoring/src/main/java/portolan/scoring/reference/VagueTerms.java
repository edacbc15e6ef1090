// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.party.BoundedText;

/**
 * Terms that say nothing about the goods, after what customs authorities publish (CBP CSMS 60011750, the EU's ICS2 stop
 * words). Some are fine on a master bill: its houses say what it holds.
 */
public final class VagueTerms {
    static final OwnTable TABLE = new OwnTable("vague-terms.csv", "term", "kind", "fine_on", "source");

    /** What a listed term is. */
    private enum Kind {
        /** Says nothing, alone. */
        TERM,
        /** Adds nothing to what says nothing: articles, packaging, "said to contain". */
        FILLER
    }

    private record Listed(String term, Kind kind, Set<BillLevel> fineOn) {
        private static Listed of(List<String> fields) {
            String term = fields.get(0);
            if (term.isEmpty() || !term.equals(plain(term))) {
                throw new IllegalArgumentException("a term is upper-case words without punctuation: '" + term
                        + "', expected '" + plain(term) + "'");
            }
            Set<BillLevel> fineOn = EnumSet.noneOf(BillLevel.class);
            for (String level : fields.get(2).split(" ", -1)) {
                if (!level.isEmpty()) {
                    fineOn.add(constant(BillLevel.class, level));
                }
            }
            if (fields.get(3).isEmpty()) {
                throw new IllegalArgumentException("the source is missing");
            }
            return new Listed(term, constant(Kind.class, fields.get(1)), fineOn);
        }

        private static <E extends Enum<E>> E constant(Class<E> type, String name) {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(name)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException(
                    "unknown '" + name + "', one of " + List.of(type.getEnumConstants()) + " is expected");
        }
    }

    private static final char FIRST_BEYOND_ASCII = 0x80;

    private static final int LONGEST_READ = 1_000;

    /** More marks than any script puts on a letter. */
    private static final int MOST_MARKS = 8;

    private final Map<String, Listed> listed = new HashMap<>();

    /** With which words terms begin: what begins otherwise is none. */
    private final Set<String> firstWords = new HashSet<>();

    /** Reads the table; faults are added to the list. */
    VagueTerms(String text, List<String> faults) {
        for (Listed term : TABLE.read(text, Listed::of, faults)) {
            if (listed.put(term.term(), term) != null) {
                faults.add(TABLE.file() + ": listed twice: '" + term.term() + "'");
            }
            int blank = term.term().indexOf(' ');
            firstWords.add(blank < 0 ? term.term() : term.term().substring(0, blank));
        }
    }

    /**
     * Whether the whole description says nothing on a bill of this level: it is a term, or what is left of it without
     * fillers and numbers is one, or nothing but terms. A description may be a megabyte long: it is told by its first
     * {@value #LONGEST_READ} characters.
     */
    public boolean isVague(String description, BillLevel level) {
        String plain =
                plain(description.length() > LONGEST_READ ? BoundedText.start(description, LONGEST_READ) : description);
        Listed whole = listed.get(plain);
        if (whole != null && whole.kind() == Kind.TERM) {
            return !whole.fineOn().contains(level);
        }
        // Nearly all descriptions are told by their first word: no room for them.
        StringBuilder telling = null;
        boolean onlyTerms = true;
        boolean mayBeTerm = true;
        for (int from = 0; from <= plain.length(); ) {
            int blank = plain.indexOf(' ', from);
            int end = blank < 0 ? plain.length() : blank;
            String word = plain.substring(from, end);
            from = end + 1;
            Listed one = listed.get(word);
            if (one == null ? isNumber(word) : one.kind() == Kind.FILLER) {
                continue;
            }
            mayBeTerm &= telling != null || firstWords.contains(word);
            onlyTerms &= one != null && !one.fineOn().contains(level);
            if (!mayBeTerm && !onlyTerms) {
                return false;
            }
            telling = telling == null
                    ? new StringBuilder(plain.length()).append(word)
                    : telling.append(' ').append(word);
        }
        if (telling == null) {
            return false;
        }
        Listed rest = mayBeTerm ? listed.get(telling.toString()) : null;
        return rest != null ? !rest.fineOn().contains(level) : onlyTerms;
    }

    private static boolean isNumber(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Upper case, no diacritics, every run of anything but letters and digits one blank. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= FIRST_BEYOND_ASCII) {
                return plainOf(Normalizer.normalize(fewMarks(text), Normalizer.Form.NFKD)
                        .toUpperCase(Locale.ROOT));
            }
            if (character >= 'a' && character <= 'z') {
                plain.append((char) (character - ('a' - 'A')));
            } else if ((character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9')) {
                plain.append(character);
            } else {
                blank(plain);
            }
        }
        return plain.toString().strip();
    }

    /** The text with a few of the marks on each letter: to put many into their order takes steps by their square. */
    private static String fewMarks(String text) {
        StringBuilder few = new StringBuilder(text.length());
        int marks = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            int type = Character.getType(character);
            marks = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK ? marks + 1 : 0;
            if (marks <= MOST_MARKS) {
                few.appendCodePoint(character);
            }
        }
        return few.toString();
    }

    private static String plainOf(String decomposed) {
        StringBuilder plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char character = decomposed.charAt(i);
            if (Character.isLetterOrDigit(character) || Character.isSurrogate(character)) {
                plain.append(character);
            } else if (Character.getType(character) != Character.NON_SPACING_MARK) {
                blank(plain);
            }
        }
        return plain.toString().strip();
    }

    private static void blank(StringBuilder plain) {
        if (plain.length() > 0 && plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
        }
    }
}
