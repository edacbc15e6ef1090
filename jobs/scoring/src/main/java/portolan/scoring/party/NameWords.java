// SPDX-License-Identifier: Apache-2.0
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
    static List<NameWord> split(String plain) {
        List<NameWord> words = new ArrayList<>(8);
        int start = 0;
        for (int blank = plain.indexOf(' '); blank >= 0; blank = plain.indexOf(' ', start)) {
            words.add(NameWord.of(plain, start, blank));
            start = blank + 1;
        }
        if (start < plain.length()) {
            words.add(NameWord.of(plain, start, plain.length()));
        }
        return words;
    }

    /** Runs of single letters are one word, as A.B.C. is ABC. */
    static List<NameWord> joined(List<NameWord> words) {
        if (!hasRunOfInitials(words)) {
            return words;
        }
        List<NameWord> joined = new ArrayList<>(words.size());
        int at = 0;
        while (at < words.size()) {
            int end = at;
            while (end < words.size() && words.get(end).isInitial()) {
                end++;
            }
            if (end > at + 1) {
                joined.add(NameWord.of(written("", words.subList(at, end))));
                at = end;
            } else {
                joined.add(words.get(at));
                at++;
            }
        }
        return joined;
    }

    private static boolean hasRunOfInitials(List<NameWord> words) {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).isInitial() && words.get(i - 1).isInitial()) {
                return true;
            }
        }
        return false;
    }

    /** The words in one text. */
    static String written(String between, List<NameWord> words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            text.append(i == 0 ? "" : between).append(words.get(i).text());
        }
        return text.toString();
    }

    /** A company's own words: without legal form and silent words, written out, particles joined to what follows. */
    static List<NameWord> own(List<NameWord> words) {
        List<NameWord> stripped = LegalForms.bundled().strip(joined(spoken(words)));
        List<NameWord> own = new ArrayList<>(stripped.size());
        String particles = "";
        for (int i = 0; i < stripped.size(); i++) {
            NameWord word = stripped.get(i);
            if (word.isParticle()) {
                particles = particles.concat(word.text());
            } else {
                own.add(
                        particles.isEmpty() && word.isWrittenOut()
                                ? word
                                : NameWord.of(particles.concat(word.writtenOut())));
                particles = "";
            }
        }
        if (!particles.isEmpty()) {
            own.add(NameWord.of(particles));
        }
        return own;
    }

    /** The words without silent ones; all of them when there would be none left. */
    private static List<NameWord> spoken(List<NameWord> words) {
        int spoken = 0;
        for (int i = 0; i < words.size(); i++) {
            spoken += words.get(i).isSilent() ? 0 : 1;
        }
        if (spoken == 0 || spoken == words.size()) {
            return words;
        }
        List<NameWord> without = new ArrayList<>(spoken);
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).isSilent()) {
                without.add(words.get(i));
            }
        }
        return without;
    }

    /** The one way to write a word. */
    static String writtenOut(String word) {
        return WRITTEN_OUT.getOrDefault(word, word);
    }

    /** Whether a name means the same without the word. */
    static boolean isSilent(String word) {
        return SILENT.contains(word);
    }

    /** Whether the word belongs to the one after it. */
    static boolean isParticle(String word) {
        return PARTICLES.contains(word);
    }

    /** Whether a company shares this word with many others. */
    static boolean isGeneric(String own) {
        return GENERIC.contains(own);
    }
}
