// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word of a name with all that the tables say of it and what it sounds like. Names are many and their words are few,
 * so that most words have been looked up before: a word is found by its letters, in the text that it stands in.
 *
 * <p>One table for all threads, without a lock: what is in a word never changes, and one that takes the place of
 * another costs the other a look into every table, no more.
 */
final class NameWord {
    /** A power of two. */
    private static final int KEPT = 1 << 12;

    private static final @Nullable NameWord[] RECENT = new NameWord[KEPT];

    private final String text;

    /** Asked of the tables when somebody wants to know: they are read by words themselves. */
    private @Nullable Facts facts;

    private NameWord(String text) {
        this.text = text;
    }

    /**
     * What is known of a word.
     *
     * @param terms what it says of the party wherever it stands in the name
     * @param forms the legal forms that begin with it, the longest first; null when there are none
     * @param writtenOut the one way to write it
     * @param sound of the word as it stands, not of {@code writtenOut}
     */
    private record Facts(
            PartyTerms.Kind terms,
            @Nullable List<List<String>> forms,
            String writtenOut,
            String sound,
            boolean isSilent,
            boolean isParticle,
            boolean isGeneric) {
        static Facts of(String word) {
            return new Facts(
                    PartyTerms.bundled().kindOfWord(word),
                    LegalForms.bundled().startingWith(word),
                    NameWords.writtenOut(word),
                    WordSound.of(word),
                    NameWords.isSilent(word),
                    NameWords.isParticle(word),
                    NameWords.isGeneric(word));
        }
    }

    static NameWord of(String word) {
        return of(word, 0, word.length());
    }

    /** The word that stands in a text from one place to another. */
    static NameWord of(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int place = (hash ^ (hash >>> 16)) & (KEPT - 1);
        NameWord known = RECENT[place];
        if (known == null || known.text.length() != to - from || !text.startsWith(known.text, from)) {
            known = new NameWord(text.substring(from, to));
            RECENT[place] = known;
        }
        return known;
    }

    String text() {
        return text;
    }

    /** Whether it is a single letter. */
    boolean isInitial() {
        return text.length() == 1 && Character.isLetter(text.charAt(0));
    }

    PartyTerms.Kind terms() {
        return facts().terms;
    }

    @Nullable
    List<List<String>> forms() {
        return facts().forms;
    }

    String writtenOut() {
        return facts().writtenOut;
    }

    /** Whether it is written in the one way already. */
    boolean isWrittenOut() {
        return writtenOut().equals(text);
    }

    String sound() {
        return facts().sound;
    }

    boolean isSilent() {
        return facts().isSilent;
    }

    boolean isParticle() {
        return facts().isParticle;
    }

    boolean isGeneric() {
        return facts().isGeneric;
    }

    private Facts facts() {
        Facts known = facts;
        if (known == null) {
            known = Facts.of(text);
            facts = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return text;
    }
}
