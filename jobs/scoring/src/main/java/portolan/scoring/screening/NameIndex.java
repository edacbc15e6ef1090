// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import portolan.scoring.party.ComparedWords;

/**
 * Listed names, found by names that are like them: order of words, initials, legal forms, transliteration, typing
 * errors and blanks between words do not matter much, and rare words more than common ones.
 *
 * <p>A name is compared with at most {@value #MOST_COMPARED} listed ones: those that share the most bits of words with
 * it. Names of common words only are found by all their words together.
 */
public final class NameIndex {
    /** Listed names that are compared word by word. */
    static final int MOST_COMPARED = 32;

    /** Listed names that are looked at for a word in common. */
    private static final int MOST_LOOKED_AT = 3_000;

    /** Words of a name that is also looked for by their first letters. */
    private static final int LEAST_ABBREVIATED = 3;

    /** More than words can have in common. */
    private static final float ALL = 1_000;

    /** Before all words of a name, so that a name of two is none of those that only begin with them. */
    private static final String WHOLE = "=";

    /** Share of the filed name's bits that a name must have in common, to be compared. */
    private static final float WORTH_COMPARING = 0.3f;

    /** Part of its likeness that a name loses whose syllables are all others. One of four makes it another person's. */
    private static final float OTHER_SYLLABLE = 1.3f;

    /** Bits by which sums of the same floats may differ, and more. */
    private static final float ROUNDED = 0.01f;

    private static final Comparator<SimilarWords> RAREST_FIRST =
            (one, other) -> Float.compare(other.rarity(), one.rarity());

    private final WordIndex words;
    private final NameLikeness comparison;
    private final List<int[]> names = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private int[][] byWord = {};

    /** The words of all names one after another, and where those of a name begin. */
    private int[] wordsOfNames = {};

    private int[] starts = {};
    private HashedLists together = new HashedLists.Builder().build();

    /** What was looked at lately, a thread: counters of all names, of which few are touched. */
    private final ThreadLocal<Looking> looking = ThreadLocal.withInitial(() -> new Looking(names.size()));

    /** Of a list of its own. */
    public NameIndex() {
        this(new WordIndex());
    }

    /** @param whole of which this is to have some names only: how rare their words are, it says */
    public NameIndex(NameIndex whole) {
        this(new WordIndex(whole.words));
    }

    private NameIndex(WordIndex words) {
        this.words = words;
        this.comparison = new NameLikeness(words);
    }

    /**
     * A listed name that is like the filed one.
     *
     * @param name its number
     * @param likeness 0 to 1
     * @param bits what the words tell that both have: of two names taken at random, one in {@code 2^bits} has as much
     */
    public record Like(int name, float likeness, float bits) {}

    /**
     * Takes a listed name.
     *
     * @return its number, from 0
     * @throws IllegalArgumentException when the name has no word
     */
    public int add(String name) {
        List<String> own = ComparedWords.of(name);
        if (own.isEmpty()) {
            throw new IllegalArgumentException("names nobody: '" + name + "'");
        }
        int[] numbers = new int[own.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = words.add(own.get(i));
        }
        names.add(numbers);
        written.add(name);
        return names.size() - 1;
    }

    /** Makes the names findable; none is added afterwards. */
    public void close() {
        words.close(names.size());
        int[] counts = new int[words.size()];
        names.forEach(name -> {
            for (int word : name) {
                counts[word]++;
            }
        });
        byWord = new int[words.size()][];
        for (int word = 0; word < counts.length; word++) {
            byWord[word] = new int[counts[word]];
        }
        Arrays.fill(counts, 0);
        HashedLists.Builder builder = new HashedLists.Builder();
        for (int name = 0; name < names.size(); name++) {
            int[] its = names.get(name);
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < its.length; i++) {
                byWord[its[i]][counts[its[i]]++] = name;
                all.append(words.spelled(its[i]));
                if (i + 1 < its.length) {
                    builder.add(HashedLists.hash(words.spelled(its[i]) + words.spelled(its[i + 1])), name);
                }
            }
            builder.add(HashedLists.hash(WHOLE + all), name);
            builder.add(~HashedLists.hash(Spelling.skeleton(all.toString())), name);
            if (its.length >= LEAST_ABBREVIATED) {
                StringBuilder initials = new StringBuilder();
                for (int word : its) {
                    initials.append(words.word(word).charAt(0));
                }
                builder.add(HashedLists.hash(Spelling.of(initials.toString())), name);
            }
        }
        together = builder.build();
        flatten();
    }

    private void flatten() {
        starts = new int[names.size() + 1];
        for (int name = 0; name < names.size(); name++) {
            starts[name + 1] = starts[name] + names.get(name).length;
        }
        wordsOfNames = new int[starts[names.size()]];
        for (int name = 0; name < names.size(); name++) {
            System.arraycopy(names.get(name), 0, wordsOfNames, starts[name], names.get(name).length);
        }
    }

    /** A listed name, as the list has it. */
    public String written(int name) {
        return written.get(name);
    }

    /** Takes what is found, the likeliest not first. */
    public interface Taker {
        void take(Like like);
    }

    /**
     * Hands out the listed names that have enough in common with a filed one to be compared.
     *
     * @param person whether it is a natural person's: those have more names than they use
     */
    public void find(String name, boolean person, Taker taker) {
        List<String> own = ComparedWords.of(name);
        if (own.isEmpty() || names.isEmpty()) {
            return;
        }
        SimilarWords[] filed = new SimilarWords[own.size()];
        float all = 0;
        for (int i = 0; i < filed.length; i++) {
            filed[i] = words.similarTo(own.get(i));
            all += filed[i].rarity();
        }
        Looking look = looking.get();
        look.begin();
        lookForJoined(filed, look);
        lookForWords(filed, look, all * WORTH_COMPARING);
        boolean syllables = ComparedWords.isWithoutBlanks(name);
        int compared = look.best(all * WORTH_COMPARING);
        for (int i = 0; i < compared; i++) {
            int number = look.best[i];
            NameLikeness.Compared result = comparison.of(filed, names.get(number), person);
            float differing = syllables ? ComparedWords.differing(name, written.get(number)) : 0;
            float likeness = result.likeness() * (1 - OTHER_SYLLABLE * differing);
            if (likeness > 0) {
                taker.take(new Like(number, likeness, result.shared()));
            }
        }
    }

    private void lookForJoined(SimilarWords[] filed, Looking look) {
        StringBuilder all = new StringBuilder();
        for (SimilarWords word : filed) {
            all.append(word.spelled());
        }
        // First: of the looks of one round only the first counts for a name.
        look.takeAll(together, HashedLists.hash(WHOLE + all), ALL);
        look.takeAll(together, ~HashedLists.hash(Spelling.skeleton(all.toString())), ALL);
        for (int i = 0; i < filed.length; i++) {
            look.takeAll(together, HashedLists.hash(filed[i].spelled()), filed[i].rarity() * 2);
            if (i + 1 < filed.length) {
                String pair = filed[i].spelled() + filed[i + 1].spelled();
                float bits = filed[i].rarity() + filed[i + 1].rarity();
                look.takeAll(together, HashedLists.hash(pair), bits);
                int one = words.number(filed[i].word(), filed[i + 1].word());
                if (one >= 0) {
                    look.take(byWord[one], bits);
                }
            }
        }
    }

    /**
     * The rarest first, until enough has been looked at. Once what is left cannot make a name worth comparing, it only
     * adds to the names that have something in common already: a common word is in thousands of others.
     *
     * @param least bits that a name must have in common, to be compared
     */
    private void lookForWords(SimilarWords[] filed, Looking look, float least) {
        SimilarWords[] rarestFirst = filed.clone();
        Arrays.sort(rarestFirst, RAREST_FIRST);
        float[] left = new float[filed.length + 1];
        for (int i = filed.length - 1; i >= 0; i--) {
            left[i] = left[i + 1] + most(rarestFirst[i]);
        }
        for (int i = 0; i < filed.length; i++) {
            SimilarWords word = rarestFirst[i];
            look.nextWord();
            if (left[i] < least - ROUNDED) {
                addToTouched(word, look, left[i], least);
                continue;
            }
            for (int k = 0; k < word.words().length; k++) {
                look.take(byWord[word.words()[k]], bits(word, k));
            }
        }
    }

    private float bits(SimilarWords word, int k) {
        return (word.rarity() + words.rarity(word.words()[k])) / 2 * word.likeness()[k];
    }

    private float most(SimilarWords word) {
        float most = 0;
        for (int k = 0; k < word.words().length; k++) {
            most = StrictMath.max(most, bits(word, k));
        }
        return most;
    }

    /**
     * Of several spellings of a word in one name the first counts, as when names are looked for by each of them.
     *
     * @param left bits that a name can still have at most
     */
    private void addToTouched(SimilarWords word, Looking look, float left, float least) {
        float worth = StrictMath.max(least, look.leastOfBest(least)) - left - ROUNDED;
        for (int i = 0; i < look.size; i++) {
            int name = look.touched[i];
            if (look.bits[name] < worth) {
                continue;
            }
            int first = Integer.MAX_VALUE;
            for (int at = starts[name]; at < starts[name + 1]; at++) {
                int listed = wordsOfNames[at];
                first = listed < first && word.place(listed) >= 0 ? listed : first;
            }
            if (first != Integer.MAX_VALUE) {
                look.take(name, bits(word, word.place(first)));
            }
        }
    }

    /** Bits by listed name, of one filed name after the other. */
    private static final class Looking {
        private final float[] bits;
        private final int[] word;
        private final int[] touched = new int[MOST_LOOKED_AT];
        private final int[] best = new int[MOST_COMPARED];
        private int size;
        private int words;

        Looking(int names) {
            bits = new float[names];
            word = new int[names];
        }

        void begin() {
            for (int i = 0; i < size; i++) {
                bits[touched[i]] = 0;
            }
            size = 0;
            words++;
        }

        void nextWord() {
            words++;
        }

        void takeAll(HashedLists lists, int hash, float more) {
            for (int at = lists.from(hash); lists.isOf(hash, at); at++) {
                take(lists.number(at), more);
            }
        }

        void take(int[] listed, float more) {
            for (int name : listed) {
                take(name, more);
            }
        }

        private void take(int name, float more) {
            if (bits[name] == 0) {
                if (size == touched.length) {
                    return;
                }
                touched[size++] = name;
            } else if (word[name] == words) {
                return; // two spellings of one word
            }
            word[name] = words;
            bits[name] += more;
        }

        /** Bits of the last of the best, where there are so many; else 0. */
        float leastOfBest(float least) {
            return best(least) < best.length ? 0 : bits[best[best.length - 1]];
        }

        /** Puts the names with the most bits into {@link #best}, of equal ones the first of the list. */
        int best(float least) {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                int name = touched[i];
                float its = bits[name];
                if (its < least || (kept == best.length && !isBetter(name, best[kept - 1]))) {
                    continue;
                }
                int at = kept < best.length ? kept++ : kept - 1;
                while (at > 0 && isBetter(name, best[at - 1])) {
                    best[at] = best[at - 1];
                    at--;
                }
                best[at] = name;
            }
            return kept;
        }

        private boolean isBetter(int name, int than) {
            return bits[name] != bits[than] ? bits[name] > bits[than] : name < than;
        }
    }
}
