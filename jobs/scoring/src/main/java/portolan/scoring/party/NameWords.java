package portolan.scoring.party;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a name, each in the one way of writing that the resource {@code portolan/party/words.csv} chose. */
final class NameWords {
    private static final Map<String, String> WRITTEN_OUT = new HashMap<>();
    private static final Set<String> SILENT = new HashSet<>();
    private static final Set<String> PARTICLES = new HashSet<>();
    private static final Set<String> GENERIC = new HashSet<>();

    static {
        List<String> lines = PartyTerms.lines("/portolan/party/words.csv");
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            switch (fields[0]) {
                case "SHORT" -> {
                    WRITTEN_OUT.put(fields[1], fields[2]);
                    GENERIC.add(fields[2]);
                }
                case "GENERIC" -> GENERIC.add(fields[1]);
                case "PARTICLE" -> PARTICLES.add(fields[1]);
                case "SILENT" -> SILENT.add(fields[1]);
                default -> throw new IllegalStateException("words.csv: line=" + line);
            }
        }
    }

    private NameWords() {}

    /** The words between blanks. */
    static List<String> split(String plain) {
        List<String> words = new ArrayList<>(8);
        int start = 0;
        for (int blank = plain.indexOf(' '); blank >= 0; blank = plain.indexOf(' ', start)) {
            words.add(plain.substring(start, blank));
            start = blank + 1;
        }
        if (start < plain.length()) {
            words.add(plain.substring(start));
        }
        return words;
    }

    /** Runs of single letters are one word, as A.B.C. is ABC. */
    static List<String> joined(List<String> words) {
        if (!hasRunOfInitials(words)) {
            return words;
        }
        List<String> joined = new ArrayList<>(words.size());
        int at = 0;
        while (at < words.size()) {
            int end = at;
            while (end < words.size() && isInitial(words.get(end))) {
                end++;
            }
            if (end > at + 1) {
                joined.add(String.join("", words.subList(at, end)));
                at = end;
            } else {
                joined.add(words.get(at));
                at++;
            }
        }
        return joined;
    }

    private static boolean hasRunOfInitials(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            if (isInitial(words.get(i)) && isInitial(words.get(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInitial(String word) {
        return word.length() == 1 && Character.isLetter(word.charAt(0));
    }

    /** A company's own words: without legal form and silent words, written out, particles joined to what follows. */
    static List<String> own(String plain) {
        List<String> words = split(plain);
        List<String> stripped = LegalForms.bundled().strip(joined(spoken(words)));
        List<String> own = new ArrayList<>(stripped.size());
        String particles = "";
        for (String word : stripped) {
            if (PARTICLES.contains(word)) {
                particles = particles.concat(word);
            } else {
                own.add(particles.concat(WRITTEN_OUT.getOrDefault(word, word)));
                particles = "";
            }
        }
        if (!particles.isEmpty()) {
            own.add(particles);
        }
        return own;
    }

    /** The words without silent ones; all of them when there would be none left. */
    private static List<String> spoken(List<String> words) {
        int spoken = 0;
        for (String word : words) {
            spoken += SILENT.contains(word) ? 0 : 1;
        }
        if (spoken == 0 || spoken == words.size()) {
            return words;
        }
        List<String> without = new ArrayList<>(spoken);
        for (String word : words) {
            if (!SILENT.contains(word)) {
                without.add(word);
            }
        }
        return without;
    }

    /** Whether a company shares this word with many others. */
    static boolean isGeneric(String own) {
        return GENERIC.contains(own);
    }
}
