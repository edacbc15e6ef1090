// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the words of a name say about the party: that nobody is named, or a bank, or a forwarder.
 *
 * <p>The list is the resource {@code portolan/party/terms.csv}; it belongs to the release, since parties are identified
 * before any setting of the assessment is at hand.
 */
public final class PartyTerms {
    private static final String RESOURCE = "/portolan/party/terms.csv";
    private static final PartyTerms BUNDLED = new PartyTerms(lines(RESOURCE));

    /** What a name turned out to be. */
    public enum Kind {
        PLACEHOLDER,
        TO_ORDER,
        BANK,
        FORWARDER,
        NONE
    }

    private final Map<String, Kind> whole = new HashMap<>();
    private final Map<String, Kind> words = new HashMap<>();
    /** By the first word: what follows it, led by a blank, or nothing. */
    private final Map<String, List<Start>> starts = new HashMap<>();

    private record Start(String words, Kind kind) {}

    private PartyTerms(List<String> lines) {
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            Kind kind = Kind.valueOf(fields[0]);
            String term = fields[2];
            switch (fields[1]) {
                case "WHOLE" -> whole.put(term, kind);
                case "WORD" -> words.put(term, kind);
                case "START" -> {
                    int blank = term.indexOf(' ');
                    starts.computeIfAbsent(blank < 0 ? term : term.substring(0, blank), first -> new ArrayList<>())
                            .add(new Start(term, kind));
                }
                default -> throw new IllegalStateException("resource=" + RESOURCE + ", line=" + line);
            }
        }
    }

    /** The terms that came with this release. */
    public static PartyTerms bundled() {
        return BUNDLED;
    }

    /**
     * What the name says of its owner. Words in place of a name come before the trade that some of them mention: "to
     * the order of Harbour Bank" names no owner of the goods.
     *
     * @param plain as {@link NameKey#plain(String)} makes it
     * @param nameWords the same name, word by word
     */
    Kind kindOf(String plain, List<NameWord> nameWords) {
        if (plain.isEmpty() || repeatsOneCharacter(plain)) {
            return Kind.PLACEHOLDER;
        }
        Kind all = whole.get(plain);
        if (all != null) {
            return all;
        }
        List<Start> known = starts.getOrDefault(nameWords.get(0).text(), List.of());
        for (int i = 0; i < known.size(); i++) {
            if (startsWithWords(plain, known.get(i).words)) {
                return known.get(i).kind;
            }
        }
        Kind found = Kind.NONE;
        for (int i = 0; i < nameWords.size(); i++) {
            Kind kind = nameWords.get(i).terms();
            // A bank's logistics arm is a bank here: the bank is the rarer thing to be.
            if (kind == Kind.BANK || found == Kind.NONE) {
                found = kind;
            }
        }
        return found;
    }

    /** What one word says wherever it stands. */
    Kind kindOfWord(String word) {
        return words.getOrDefault(word, Kind.NONE);
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

    /** The lines of one of this release's tables that are neither blank nor comments. */
    public static List<String> lines(String resource) {
        try (InputStream stream = PartyTerms.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("this release lacks a table: resource=" + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("resource=" + resource, e);
        }
    }
}
