// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.party.CommonWords;

/**
 * The words of listed names: how rare each is, and which of them a filed word may be meant to be.
 *
 * <p>Words within a few typing errors are found by what is left of them when a letter or two are left out (Garbe's
 * symmetric deletion): both sides leave letters out of their beginning, and meet under the hash of the rest.
 */
final class WordIndex {
    /** Letters of a word of which some are left out; what comes after them tells nothing here. */
    private static final int PREFIX = 8;

    /** Letters from which a word may have one typing error, and two. */
    private static final int ONE_ERROR = 4;

    private static final int TWO_ERRORS = 8;

    /** Consonants from which words that differ in vowels only are alike. */
    static final int SKELETON = 3;

    /** Listed words that one filed word is compared with. */
    private static final int MOST_SIMILAR = 64;

    /** Bits of a filter for each word that it knows. */
    private static final int PLACES_A_WORD = 32;

    static final float SAME_SPELLING = 0.97f;
    static final float COST_OF_AN_ERROR = 2.3f;

    /** Bits of a word that is no name of its own. */
    private static final float COMMON = 6.5f;

    private static final float LEAST = 0.5f;

    /** Filed words kept with what they are like. A power of two. */
    private static final int KEPT = 1 << 16;

    private static final double LN_2 = StrictMath.log(2);

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> spelled = new ArrayList<>();
    private int[] names = new int[1024];
    private float[] rarity = {};
    private int allNames;
    private @Nullable HashedLists left;
    /** By hash, which words there may be: most that are asked for are not. */
    private BitSet written = new BitSet();

    private int writtenMask;
    private char[] first = {};
    private final BitSet letter = new BitSet();
    private final BitSet digit = new BitSet();
    private ListedWords listed = new ListedWords(List.of(), List.of());

    /** A race costs a second look, no more: what is in an entry never changes. */
    private @Nullable SimilarWords[] recent = new SimilarWords[1];

    private final @Nullable WordIndex whole;

    /** Of a list of its own. */
    WordIndex() {
        this(null);
    }

    /** @param whole says how rare a word is; null where the list itself does */
    WordIndex(@Nullable WordIndex whole) {
        this.whole = whole;
    }

    /** The number of a word of a listed name, which it gets when it comes first. */
    int add(String word) {
        Integer known = numbers.get(word);
        int number = known == null ? words.size() : known;
        if (known == null) {
            numbers.put(word, number);
            words.add(word);
            spelled.add(Spelling.of(word));
            if (number == names.length) {
                names = Arrays.copyOf(names, 2 * number);
            }
        }
        names[number]++;
        return number;
    }

    /**
     * Makes the words findable; none is added afterwards.
     *
     * @param listedNames how many names the list has
     */
    void close(int listedNames) {
        allNames = listedNames;
        rarity = new float[words.size()];
        first = new char[words.size()];
        HashedLists.Builder builder = new HashedLists.Builder();
        for (int word = 0; word < words.size(); word++) {
            rarity[word] = whole == null ? rarity(words.get(word), names[word]) : whole.rarity(words.get(word));
            first[word] = words.get(word).charAt(0);
            letter.set(word, words.get(word).length() == 1);
            digit.set(word, Spelling.hasDigit(words.get(word)));
            int number = word;
            forEachLeft(spelled.get(word), hash -> builder.add(hash, number));
        }
        left = builder.build();
        listed = new ListedWords(words, spelled);
        writtenMask = Integer.highestOneBit(PLACES_A_WORD * words.size()) - 1;
        written = new BitSet(writtenMask + 1);
        words.forEach(word -> written.set(written(word.hashCode())));
        recent = new SimilarWords[listedNames == 1 ? 1 : KEPT];
    }

    /** Expects as many names with the word as elsewhere, before the list itself says how many it has. */
    private float rarity(String word, int listed) {
        double share = (double) (listed + CommonWords.share(word)) / (allNames + CommonWords.NAMES);
        return (float) (-StrictMath.log(share) / LN_2);
    }

    /** Of any word, listed or not. */
    private float rarity(String word) {
        if (whole != null) {
            return whole.rarity(word);
        }
        Integer known = numbers.get(word);
        return known == null ? rarity(word, 0) : rarity[known];
    }

    private interface TakesHash {
        void take(int hash);
    }

    private static void forEachLeft(String spelled, TakesHash taker) {
        int length = StrictMath.min(PREFIX, spelled.length());
        taker.take(HashedLists.hash(spelled, length, -1, -1));
        if (Spelling.hasDigit(spelled)) {
            return;
        }
        int errors = errors(spelled.length() + 1);
        for (int i = 0; errors > 0 && i < length; i++) {
            taker.take(HashedLists.hash(spelled, length, i, -1));
            for (int j = i + 1; errors > 1 && j < length; j++) {
                taker.take(HashedLists.hash(spelled, length, i, j));
            }
        }
        String skeleton = Spelling.skeleton(spelled);
        if (skeleton.length() >= SKELETON) {
            // Apart from the beginnings of words.
            taker.take(~HashedLists.hash(skeleton));
        }
    }

    /** Typing errors that a word of so many letters may have. */
    static int errors(int length) {
        return length < ONE_ERROR ? 0 : length < TWO_ERRORS ? 1 : 2;
    }

    private int written(int hash) {
        return HashedLists.mixed(hash) & writtenMask;
    }

    int size() {
        return words.size();
    }

    /** The number of the listed word that two words written as one are, -1 when no listed name has it. */
    int number(String first, String second) {
        int hash = first.hashCode();
        for (int i = 0; i < second.length(); i++) {
            hash = 31 * hash + second.charAt(i);
        }
        return written.get(written(hash)) ? numbers.getOrDefault(first.concat(second), -1) : -1;
    }

    String word(int number) {
        return words.get(number);
    }

    /** Whether many names have a listed word. */
    boolean isCommon(int number) {
        return rarity[number] < COMMON;
    }

    /** The first letter of a listed word. */
    char first(int number) {
        return first[number];
    }

    /** Whether a listed word has one. */
    boolean hasDigit(int number) {
        return digit.get(number);
    }

    /** Whether a listed word is one letter. */
    boolean isLetter(int number) {
        return letter.get(number);
    }

    String spelled(int number) {
        return spelled.get(number);
    }

    float rarity(int number) {
        return rarity[number];
    }

    /** What a filed word is like. */
    SimilarWords similarTo(String word) {
        int hash = word.hashCode();
        int place = (hash ^ (hash >>> 16)) & (recent.length - 1);
        SimilarWords known = recent[place];
        if (known == null || !known.word().equals(word)) {
            known = lookUp(word);
            recent[place] = known;
        }
        return known;
    }

    private SimilarWords lookUp(String word) {
        FiledWord filed = new FiledWord(word);
        Found found = new Found();
        HashedLists lists = left;
        if (lists == null) {
            throw new IllegalStateException("words are looked up before the list is complete: word=" + word);
        }
        Integer exact = numbers.get(word);
        if (exact != null) {
            found.put(exact, 1);
        }
        if (!filed.hasDigit()) {
            // One word meets another under many hashes.
            BitSet looked = new BitSet(words.size());
            boolean isKnown = CommonWords.isKnown(word);
            if (exact != null) {
                looked.set(exact);
            }
            forEachLeft(filed.spelled(), hash -> {
                for (int at = lists.from(hash); !found.isFull() && lists.isOf(hash, at); at++) {
                    int number = lists.number(at);
                    if (!looked.get(number)) {
                        looked.set(number);
                        float like = listed.likeness(filed, number);
                        boolean two =
                                isKnown && like > 0 && like < SAME_SPELLING && CommonWords.isKnown(words.get(number));
                        found.put(number, two ? 0 : like);
                    }
                }
            });
        }
        return found.sorted(word, filed.spelled(), rarity(word));
    }

    /** How like two words are: 0 when they are two words, 1 when they are one. */
    static float likeness(String word, String spelled, String other, String otherSpelled) {
        if (word.equals(other)) {
            return 1;
        }
        if (Spelling.hasDigit(word) || Spelling.hasDigit(other)) {
            return 0;
        }
        if (spelled.equals(otherSpelled)) {
            return SAME_SPELLING;
        }
        int longer = StrictMath.max(word.length(), other.length());
        int errors = errors(longer);
        if (errors == 0) {
            return 0;
        }
        int distance = Spelling.distance(spelled, otherSpelled, errors);
        boolean sameSkeleton = false;
        if (distance > errors) {
            // Most words that share a rest of letters are two words.
            String skeleton = Spelling.skeleton(spelled);
            sameSkeleton = skeleton.length() >= SKELETON && skeleton.equals(Spelling.skeleton(otherSpelled));
            if (!sameSkeleton) {
                return 0;
            }
        }
        return typed(word, spelled, other, otherSpelled, sameSkeleton);
    }

    /** How like two words are that differ by typing; what one spelling hides counts half. */
    static float typed(String word, String spelled, String other, String otherSpelled, boolean sameSkeleton) {
        int longer = StrictMath.max(word.length(), other.length());
        int shorter = StrictMath.min(word.length(), other.length());
        if (!sameSkeleton && shorter < ONE_ERROR - 1) {
            return 0;
        }
        int most = (int) ((1 - LEAST) * 2 * Spelling.CHANGED * longer / COST_OF_AN_ERROR);
        int cost = Spelling.cost(spelled, otherSpelled, most);
        if (cost <= most) {
            cost += Spelling.cost(word, other, most - cost);
        }
        float like = 1 - COST_OF_AN_ERROR * cost / (2 * Spelling.CHANGED * longer);
        return like < LEAST ? 0 : like;
    }

    /** Collects without boxing; the first {@link #MOST_SIMILAR} in the order of looking. */
    private static final class Found {
        private int[] words = new int[8];
        private float[] likeness = new float[8];
        private int size;

        boolean isFull() {
            return size == MOST_SIMILAR;
        }

        void put(int number, float like) {
            if (like == 0) {
                return;
            }
            if (size == words.length) {
                words = Arrays.copyOf(words, 2 * size);
                likeness = Arrays.copyOf(likeness, 2 * size);
            }
            int at = size++;
            while (at > 0 && words[at - 1] > number) {
                words[at] = words[at - 1];
                likeness[at] = likeness[at - 1];
                at--;
            }
            words[at] = number;
            likeness[at] = like;
        }

        SimilarWords sorted(String word, String spelled, float rarity) {
            return new SimilarWords(word, spelled, rarity, Arrays.copyOf(words, size), Arrays.copyOf(likeness, size));
        }
    }
}
