// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

import java.util.List;

/**
 * The words of listed names as they are compared with a filed one: most are two words, which a few bits of each tell
 * before its letters are read. A filed word meets thousands, scattered over memory.
 */
final class ListedWords {
    private static final int LENGTH_BITS = 6;
    private static final int LONGEST = (1 << LENGTH_BITS) - 1;
    private static final int SPELLED_LENGTH = Integer.SIZE;
    private static final int LENGTH = SPELLED_LENGTH + LENGTH_BITS;
    private static final int ODD = LENGTH + LENGTH_BITS;
    private static final int SKELETON = ODD + 1;
    private static final int SKELETON_BITS = Long.SIZE - SKELETON;

    /** Longs of a word. */
    private static final int EACH = 3;

    private final List<String> words;
    private final List<String> spelled;

    /**
     * Three longs a word: its features, the first letters of its spelling, and its own.
     * <pre>
     *   0 which letters the spelling has 32 | 32 length of the spelling 6 | 38 of the word 6 | 44 odd 1 | 45 hash of the skeleton 19
     * </pre>
     */
    private final long[] packed;

    /** @param spelled the words in their one spelling */
    ListedWords(List<String> words, List<String> spelled) {
        this.words = words;
        this.spelled = spelled;
        this.packed = new long[EACH * words.size()];
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String its = spelled.get(i);
            boolean odd = !LetterMasks.suits(word) || !LetterMasks.suits(its);
            packed[EACH * i] = Integer.toUnsignedLong(Spelling.letters(its))
                    | (long) StrictMath.min(LONGEST, its.length()) << SPELLED_LENGTH
                    | (long) StrictMath.min(LONGEST, word.length()) << LENGTH
                    | (odd ? 1L : 0) << ODD
                    | (long) hash(Spelling.skeleton(its)) << SKELETON;
            packed[EACH * i + 1] = LetterMasks.packed(its);
            packed[EACH * i + 2] = LetterMasks.packed(word);
        }
    }

    /** Of a skeleton that counts; 0 of one that is too short. */
    static int hash(String skeleton) {
        return skeleton.length() < WordIndex.SKELETON
                ? 0
                : 1 + Integer.remainderUnsigned(HashedLists.hash(skeleton), (1 << SKELETON_BITS) - 1);
    }

    /** As {@link WordIndex#likeness} has it, of a filed word without digits and a listed one that is another. */
    float likeness(FiledWord filed, int number) {
        long its = packed[EACH * number];
        if (!filed.suits() || (its >>> ODD & 1) != 0) {
            return WordIndex.likeness(filed.word(), filed.spelled(), words.get(number), spelled.get(number));
        }
        int length = (int) (its >>> LENGTH) & LONGEST;
        int spelledLength = (int) (its >>> SPELLED_LENGTH) & LONGEST;
        int longer = StrictMath.max(filed.word().length(), length);
        int errors = WordIndex.errors(longer);
        boolean near = Integer.bitCount(filed.letters() ^ (int) its) <= 2 * errors
                && StrictMath.abs(filed.spelled().length() - spelledLength) <= errors;
        boolean sameSkeleton = its >>> SKELETON == filed.skeletonHash() && filed.skeletonHash() != 0;
        if (!near && !sameSkeleton) {
            return 0;
        }
        int distance = errors + 1;
        if (near) {
            distance = spelledLength <= LetterMasks.PACKED
                    ? filed.spelledMasks().distance(packed[EACH * number + 1])
                    : filed.spelledMasks().distance(spelled.get(number));
        }
        if (distance == 0) {
            return WordIndex.SAME_SPELLING;
        }
        if (errors == 0) {
            return 0;
        }
        if (distance > errors) {
            sameSkeleton = sameSkeleton && filed.skeleton().equals(Spelling.skeleton(spelled.get(number)));
            if (!sameSkeleton) {
                return 0;
            }
        }
        return WordIndex.typed(
                filed.word(), filed.spelled(), words.get(number), spelled.get(number), distance > errors);
    }
}
