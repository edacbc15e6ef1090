// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads names as {@link NameKey} and {@link PartyTerms} did at first: every word looked up in every table, every time.
 */
final class PlainNameReading {
    private static final int FEW = 3;
    private static final int SHORT = 2;

    private final Map<String, String> writtenOut = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<String> particleWords = new HashSet<>();
    private final Set<String> generics = new HashSet<>();
    private final Map<String, List<List<String>>> forms = new HashMap<>();
    private final Map<String, PartyTerms.Kind> whole = new HashMap<>();
    private final Map<String, PartyTerms.Kind> words = new HashMap<>();
    private final Map<String, List<Start>> starts = new HashMap<>();

    private record Start(String words, PartyTerms.Kind kind) {}

    PlainNameReading() {
        List<String> lines = PartyTerms.lines("/portolan/party/words.csv");
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            switch (fields[0]) {
                case "SHORT" -> {
                    writtenOut.put(fields[1], fields[2]);
                    generics.add(fields[2]);
                }
                case "GENERIC" -> generics.add(fields[1]);
                case "PARTICLE" -> particleWords.add(fields[1]);
                case "SILENT" -> silent.add(fields[1]);
                default -> throw new IllegalStateException("words.csv: line=" + line);
            }
        }
        for (String line : PartyTerms.lines("/portolan/party/legal-forms.txt")) {
            List<String> form = joined(split(line));
            List<List<String>> sameStart = forms.computeIfAbsent(form.get(0), first -> new ArrayList<>());
            if (!sameStart.contains(form)) {
                sameStart.add(form);
                sameStart.sort(Comparator.<List<String>>comparingInt(List::size).reversed());
            }
        }
        List<String> terms = PartyTerms.lines("/portolan/party/terms.csv");
        for (String line : terms.subList(1, terms.size())) {
            String[] fields = line.split(",", -1);
            PartyTerms.Kind kind = PartyTerms.Kind.valueOf(fields[0]);
            String term = fields[2];
            switch (fields[1]) {
                case "WHOLE" -> whole.put(term, kind);
                case "WORD" -> words.put(term, kind);
                case "START" -> {
                    int blank = term.indexOf(' ');
                    starts.computeIfAbsent(blank < 0 ? term : term.substring(0, blank), first -> new ArrayList<>())
                            .add(new Start(term, kind));
                }
                default -> throw new IllegalStateException("terms.csv: line=" + line);
            }
        }
    }

    NameKey key(String plain, boolean person) {
        if (person) {
            return new NameKey(plain, true);
        }
        List<String> own = new ArrayList<>();
        List<String> shared = new ArrayList<>();
        for (String word : own(plain)) {
            (generics.contains(word) ? shared : own).add(WordSound.of(word));
        }
        // Apart, so that the words of GOOD WILL TRADING stay together as they do in GOODWILL TRADING.
        Collections.sort(own);
        Collections.sort(shared);
        String text = String.join("", own).concat(String.join("", shared));
        return new NameKey(text, own.isEmpty() || text.length() <= FEW);
    }

    String withoutLegalForm(String plain) {
        return String.join(" ", strip(joined(split(plain))));
    }

    /** The words between blanks. */
    private static List<String> split(String plain) {
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
    private static List<String> joined(List<String> words) {
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
    private List<String> own(String plain) {
        List<String> words = split(plain);
        List<String> stripped = strip(joined(spoken(words)));
        List<String> own = new ArrayList<>(stripped.size());
        String particles = "";
        for (String word : stripped) {
            if (particleWords.contains(word)) {
                particles = particles.concat(word);
            } else {
                own.add(particles.concat(writtenOut.getOrDefault(word, word)));
                particles = "";
            }
        }
        if (!particles.isEmpty()) {
            own.add(particles);
        }
        return own;
    }

    /** The words without silent ones; all of them when there would be none left. */
    private List<String> spoken(List<String> words) {
        int spoken = 0;
        for (String word : words) {
            spoken += silent.contains(word) ? 0 : 1;
        }
        if (spoken == 0 || spoken == words.size()) {
            return words;
        }
        List<String> without = new ArrayList<>(spoken);
        for (String word : words) {
            if (!silent.contains(word)) {
                without.add(word);
            }
        }
        return without;
    }

    /** The words without legal forms; all of them when there would be none left. */
    private List<String> strip(List<String> words) {
        List<String> own = new ArrayList<>(words.size());
        int at = 0;
        while (at < words.size()) {
            int length = lengthAt(words, at, own.isEmpty());
            if (length == 0) {
                own.add(words.get(at));
                at++;
            } else {
                at += length;
            }
        }
        return own.isEmpty() ? words : own;
    }

    private int lengthAt(List<String> words, int at, boolean first) {
        List<List<String>> sameStart = forms.get(words.get(at));
        if (sameStart != null) {
            for (List<String> form : sameStart) {
                int end = at + form.size();
                if (end <= words.size() && words.subList(at, end).equals(form) && mayStand(form, words, end, first)) {
                    return form.size();
                }
            }
        }
        return 0;
    }

    private boolean mayStand(List<String> form, List<String> words, int end, boolean first) {
        return form.size() > 1 || form.get(0).length() > SHORT || first || onlyFormsFrom(words, end);
    }

    private boolean onlyFormsFrom(List<String> words, int from) {
        for (int at = from; at < words.size(); at++) {
            List<List<String>> sameStart = forms.get(words.get(at));
            if (sameStart == null) {
                return false;
            }
        }
        return true;
    }

    PartyTerms.Kind kindOf(String plain) {
        if (plain.isEmpty() || repeatsOneCharacter(plain)) {
            return PartyTerms.Kind.PLACEHOLDER;
        }
        PartyTerms.Kind all = whole.get(plain);
        if (all != null) {
            return all;
        }
        PartyTerms.Kind found = PartyTerms.Kind.NONE;
        int start = 0;
        while (start < plain.length()) {
            int blank = plain.indexOf(' ', start);
            int end = blank < 0 ? plain.length() : blank;
            String word = plain.substring(start, end);
            if (start == 0) {
                for (Start known : starts.getOrDefault(word, List.of())) {
                    if (startsWithWords(plain, known.words)) {
                        return known.kind;
                    }
                }
            }
            PartyTerms.Kind kind = words.getOrDefault(word, PartyTerms.Kind.NONE);
            // A bank's logistics arm is a bank here: the bank is the rarer thing to be.
            if (kind == PartyTerms.Kind.BANK || found == PartyTerms.Kind.NONE) {
                found = kind;
            }
            start = end + 1;
        }
        return found;
    }

    private static boolean startsWithWords(String plain, String words) {
        return plain.startsWith(words) && (plain.length() == words.length() || plain.charAt(words.length()) == ' ');
    }

    /** XXX, 000 and a single letter are no names. */
    private static boolean repeatsOneCharacter(String plain) {
        for (int i = 1; i < plain.length(); i++) {
            if (plain.charAt(i) != plain.charAt(0) && plain.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }
}
