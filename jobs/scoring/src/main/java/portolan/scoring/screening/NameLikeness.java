// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

/**
 * How like a filed name is to a listed one, in bits of the words that they share against those that they do not.
 *
 * <p>A shared word counts what it tells by its rarity, less what its spelling lacks. A word that only one of both has
 * counts less against them: names are cut, and groups are added. Words that stand <em>against</em> each other, one in
 * each name, count more: PUFFIN TRUST and PUCCINI TRUST share a word and are two. The weights are fitted on one half of
 * the labelled pairs and judged on the other by {@code ScreeningTest} of the console.
 */
final class NameLikeness {
    private static final float MISSING = 0.47f;
    private static final float MISSING_PERSON = 0.4f;
    private static final float CONTRARY = 0.84f;

    /** Likeness that a bit of words against each other costs besides, however long the names are. */
    private static final float AGAINST = 0.03f;

    /** Of the misspelled bits; a slip is little, two slips in a word are another word. */
    private static final float MISSPELLED = 0.9f;

    private static final float MISSPELLED_PERSON = 1.05f;

    /** Bits that a person's name tells less: many bear the names of the same few. */
    private static final float FEWER_NAMES = 2.6f;

    /** Likeness of a company's last word to the one that it begins, and letters of it. */
    private static final float CUT = 0.85f;

    private static final int LEAST_CUT = 4;

    /** Likeness of a word from which it is one of a person's. */
    private static final float LEAST_PERSON = 0.6f;

    /** Part of a word that many names have: what a company is called is in the others. */
    private static final float COMMON = 0.5f;

    /** What a spelling lacks to tell as much for two words as for one. */
    private static final float HALF_LOST = 0.49f;

    /** An initial tells this much at most: one letter of twenty. */
    private static final float INITIAL = 4;

    private static final float ABBREVIATED = 2.5f;

    /** Of two numbers that differ: VII and VIII are two ships. */
    private static final float OTHER_NUMBER = 0.6f;

    /** Of a person whose names stand in another order, the surname elsewhere left aside: a father for his son. */
    private static final float OTHER_ORDER = 0.65f;

    /** Bits of words that stand against each other, beyond which they count no more. */
    private static final float MOST_AGAINST = 12;

    /** Letters from which whole names without blanks are compared. */
    private static final int TOGETHER = 8;

    /** Typing errors in such a name. */
    private static final int MOST_TYPED = 2;

    private static final float WRITTEN_TOGETHER = 0.95f;

    /** Letters from which words written as one are looked for. */
    private static final int LONG = 5;

    private final WordIndex index;

    NameLikeness(WordIndex index) {
        this.index = index;
    }

    /**
     * What was compared.
     *
     * @param likeness 0 to 1
     * @param shared bits of the words that both have
     */
    record Compared(float likeness, float shared) {}

    Compared of(SimilarWords[] filed, int[] listed, boolean person) {
        boolean[] usedFiled = new boolean[filed.length];
        boolean[] usedListed = new boolean[listed.length];
        Tally tally = new Tally(person ? filed.length : 0);
        pair(filed, listed, person, usedFiled, usedListed, tally);
        join(filed, listed, usedFiled, usedListed, tally);
        abbreviate(filed, listed, usedFiled, usedListed, tally);
        pairInitials(filed, listed, usedFiled, usedListed, tally);
        float onlyFiled = 0;
        float onlyListed = 0;
        boolean numberFiled = false;
        boolean numberListed = false;
        for (int i = 0; i < filed.length; i++) {
            if (!usedFiled[i]) {
                onlyFiled += filed[i].rarity();
                numberFiled |= Spelling.hasDigit(filed[i].word());
            }
        }
        for (int j = 0; j < listed.length; j++) {
            if (!usedListed[j]) {
                onlyListed += index.rarity(listed[j]);
                numberListed |= index.hasDigit(listed[j]);
            }
        }
        float against = (person ? MISSPELLED_PERSON : MISSPELLED) * tally.misspelled
                + (person ? MISSING_PERSON : MISSING) * (onlyFiled + onlyListed)
                + CONTRARY * StrictMath.min(onlyFiled, onlyListed);
        float likeness = tally.shared == 0 ? 0 : tally.shared / (tally.shared + against);
        likeness -= AGAINST * StrictMath.min(MOST_AGAINST, StrictMath.min(onlyFiled, onlyListed));
        if (numberFiled && numberListed) {
            likeness *= OTHER_NUMBER;
        }
        if (person && tally.isReordered()) {
            likeness *= OTHER_ORDER;
        }
        if (likeness < WRITTEN_TOGETHER && filed.length != listed.length) {
            float together = together(filed, listed);
            if (together > likeness) {
                float all = 0;
                for (SimilarWords word : filed) {
                    all += word.rarity();
                }
                return new Compared(together, StrictMath.max(tally.shared + tally.evidence, all));
            }
        }
        return new Compared(StrictMath.max(0, likeness), tally.shared + tally.evidence - (person ? FEWER_NAMES : 0));
    }

    /** How like the names are without blanks; 0 when they are not. */
    private float together(SimilarWords[] filed, int[] listed) {
        int length = 0;
        for (SimilarWords word : filed) {
            length += word.spelled().length();
        }
        for (int word : listed) {
            length -= index.spelled(word).length();
        }
        if (StrictMath.abs(length) > MOST_TYPED) {
            return 0;
        }
        StringBuilder one = new StringBuilder();
        for (SimilarWords word : filed) {
            one.append(word.spelled());
        }
        StringBuilder other = new StringBuilder();
        for (int word : listed) {
            other.append(index.spelled(word));
        }
        int longer = StrictMath.max(one.length(), other.length());
        if (longer < TOGETHER || Spelling.hasDigit(one.toString()) || Spelling.hasDigit(other.toString())) {
            return 0;
        }
        int distance = Spelling.distance(one.toString(), other.toString(), MOST_TYPED);
        return distance > MOST_TYPED
                ? 0
                : WRITTEN_TOGETHER
                        - WordIndex.COST_OF_AN_ERROR
                                * Spelling.cost(one.toString(), other.toString(), Spelling.CHANGED * MOST_TYPED)
                                / (Spelling.CHANGED * longer);
    }

    private static final class Tally {
        float shared;
        float misspelled;

        /** Bits that were shared and are not counted. */
        float evidence;

        /** By place in the filed name, one more than the place of the listed word that it is. */
        private final int[] places;

        Tally(int filed) {
            places = new int[filed];
        }

        /** Whether three words or more follow each other otherwise than around a circle. */
        boolean isReordered() {
            int falls = 0;
            int count = 0;
            int first = 0;
            int before = 0;
            for (int place : places) {
                if (place > 0) {
                    falls += place < before ? 1 : 0;
                    first = first == 0 ? place : first;
                    before = place;
                    count++;
                }
            }
            return count > 2 && falls + (before > first ? 1 : 0) > 1;
        }

        void take(float bits, float like) {
            shared += bits * like;
            float lacks = (1 - like) / HALF_LOST;
            misspelled += bits * lacks * lacks / 2;
        }
    }

    /** The best pairs first, each word once. */
    private void pair(
            SimilarWords[] filed,
            int[] listed,
            boolean person,
            boolean[] usedFiled,
            boolean[] usedListed,
            Tally tally) {
        float[] likeness = new float[filed.length * listed.length];
        int like = 0;
        for (int i = 0; i < filed.length; i++) {
            for (int j = 0; j < listed.length; j++) {
                float its = filed[i].likeness(listed[j]);
                its = person && its < LEAST_PERSON ? 0 : its;
                if (its < CUT
                        && !person
                        && i + 1 == filed.length
                        && index.first(listed[j]) == filed[i].word().charAt(0)
                        && isCut(filed[i].word(), index.word(listed[j]))) {
                    its = CUT;
                }
                likeness[i * listed.length + j] = its;
                like += its > 0 ? 1 : 0;
            }
        }
        for (; like > 0; like--) {
            int best = 0;
            for (int at = 1; at < likeness.length; at++) {
                best = likeness[at] > likeness[best] ? at : best;
            }
            int i = best / listed.length;
            int j = best % listed.length;
            if (!usedFiled[i] && !usedListed[j]) {
                usedFiled[i] = true;
                usedListed[j] = true;
                if (person) {
                    tally.places[i] = j + 1;
                }
                float bits = (filed[i].rarity() + index.rarity(listed[j])) / 2;
                tally.take(index.isCommon(listed[j]) ? bits * COMMON : bits, likeness[best]);
                tally.evidence += index.isCommon(listed[j]) ? bits * (1 - COMMON) : 0;
            }
            likeness[best] = 0;
        }
    }

    /** Whether the last word of a name ends where its field does. */
    private static boolean isCut(String last, String listed) {
        return last.length() >= LEAST_CUT && last.length() < listed.length() && listed.startsWith(last);
    }

    /** GOODWILL is GOOD WILL, on either side. */
    private void join(SimilarWords[] filed, int[] listed, boolean[] usedFiled, boolean[] usedListed, Tally tally) {
        for (int i = 0; i < filed.length; i++) {
            for (int j = 0; !usedFiled[i] && j + 1 < listed.length; j++) {
                if (!usedListed[j]
                        && !usedListed[j + 1]
                        && filed[i].spelled().length() >= LONG
                        && isJoined(filed[i].spelled(), index.spelled(listed[j]), index.spelled(listed[j + 1]))) {
                    usedFiled[i] = true;
                    usedListed[j] = true;
                    usedListed[j + 1] = true;
                    tally.take(index.rarity(listed[j]) + index.rarity(listed[j + 1]), 1);
                }
            }
        }
        for (int j = 0; j < listed.length; j++) {
            for (int i = 0; !usedListed[j] && i + 1 < filed.length; i++) {
                if (!usedFiled[i]
                        && !usedFiled[i + 1]
                        && isJoined(index.spelled(listed[j]), filed[i].spelled(), filed[i + 1].spelled())) {
                    usedListed[j] = true;
                    usedFiled[i] = true;
                    usedFiled[i + 1] = true;
                    tally.take(index.rarity(listed[j]), 1);
                }
            }
        }
    }

    /** A word of the first letters of words that follow each other. */
    private void abbreviate(
            SimilarWords[] filed, int[] listed, boolean[] usedFiled, boolean[] usedListed, Tally tally) {
        for (int i = 0; i < filed.length; i++) {
            String letters = filed[i].word();
            if (usedFiled[i] || letters.length() < 2 || letters.length() > listed.length) {
                continue;
            }
            for (int j = 0; !usedFiled[i] && j + letters.length() <= listed.length; j++) {
                int k = 0;
                while (k < letters.length() && !usedListed[j + k] && index.first(listed[j + k]) == letters.charAt(k)) {
                    k++;
                }
                if (k == letters.length()) {
                    usedFiled[i] = true;
                    for (int m = 0; m < k; m++) {
                        usedListed[j + m] = true;
                        tally.shared += StrictMath.min(ABBREVIATED, index.rarity(listed[j + m]));
                    }
                }
            }
        }
    }

    private static boolean isJoined(String one, String first, String second) {
        if (one.length() < LONG || one.charAt(0) != first.charAt(0)) {
            return false;
        }
        int together = first.length() + second.length();
        // A letter between them that is written once.
        return (one.length() == together || one.length() + 1 == together)
                && one.startsWith(first)
                && one.endsWith(second);
    }

    private void pairInitials(
            SimilarWords[] filed, int[] listed, boolean[] usedFiled, boolean[] usedListed, Tally tally) {
        for (int i = 0; i < filed.length; i++) {
            for (int j = 0; !usedFiled[i] && j < listed.length; j++) {
                if (!usedListed[j] && isInitial(filed[i].word(), listed[j])) {
                    usedFiled[i] = true;
                    usedListed[j] = true;
                    tally.shared += StrictMath.min(INITIAL, StrictMath.min(filed[i].rarity(), index.rarity(listed[j])));
                }
            }
        }
    }

    private boolean isInitial(String filed, int listed) {
        return filed.charAt(0) == index.first(listed) && (filed.length() == 1 || index.isLetter(listed));
    }
}
