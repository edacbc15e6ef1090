package portolan.scoring.indicator;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.reference.OwnTable;

/**
 * Terms that say nothing about the goods, after what customs authorities publish (CBP CSMS 60011750, the EU's ICS2 stop
 * words). Some are fine on a master bill: its houses say what it holds.
 */
final class VagueTerms {
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

    private final Map<String, Listed> listed = new HashMap<>();

    /** Reads the table; faults are added to the list. */
    VagueTerms(String text, List<String> faults) {
        for (Listed term : TABLE.read(text, Listed::of, faults)) {
            if (listed.put(term.term(), term) != null) {
                faults.add(TABLE.file() + ": listed twice: '" + term.term() + "'");
            }
        }
    }

    /**
     * Whether the whole description says nothing on a bill of this level: it is a term, or what is left of it without
     * fillers and numbers is one, or nothing but terms.
     */
    boolean isVague(String description, BillLevel level) {
        String plain = plain(description);
        Listed whole = listed.get(plain);
        if (whole != null && whole.kind() == Kind.TERM) {
            return !whole.fineOn().contains(level);
        }
        List<String> telling = new ArrayList<>();
        for (String word : words(plain)) {
            Listed one = listed.get(word);
            if (one == null ? !isNumber(word) : one.kind() == Kind.TERM) {
                telling.add(word);
            }
        }
        Listed rest = listed.get(String.join(" ", telling));
        if (rest != null) {
            return !rest.fineOn().contains(level);
        }
        for (String word : telling) {
            Listed one = listed.get(word);
            if (one == null || one.fineOn().contains(level)) {
                return false;
            }
        }
        return !telling.isEmpty();
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    private static List<String> words(String plain) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int blank = plain.indexOf(' '); blank >= 0; blank = plain.indexOf(' ', from)) {
            words.add(plain.substring(from, blank));
            from = blank + 1;
        }
        words.add(plain.substring(from));
        return words;
    }

    /** Upper case, no diacritics, every run of anything but letters and digits one blank. */
    private static String plain(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char character = decomposed.charAt(i);
            if (Character.isLetterOrDigit(character) || Character.isSurrogate(character)) {
                plain.append(character);
            } else if (Character.getType(character) != Character.NON_SPACING_MARK
                    && plain.length() > 0
                    && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        }
        return plain.toString().strip();
    }
}
