// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

/**
 * How like a filed name is to a listed one, in bits of the words that they share against those that they do not.
 *
 * <p>A shared word counts what it tells by its rarity, less what its spelling lacks. A word that only one of both has
 * counts less against them: names are cut, and groups are added. Words that stand <em>against</em> each other, one in
 * each name, count more: PUFFIN TRUST and PUCCINI TRUST share a word and are two. The weights are fitted on one half of
 * the labelled pairs and judged on the other by {@code portolan evaluate screening}.
 */
final class NameLikeness {
    private static final float MISSING = 0.5f;
    private static final float MISSING_PERSON = 0.35f;
    private static final float CONTRARY = 0.6f;

    /** Likeness that a bit of words against each other costs besides, however long the names are. */
    private static final float AGAINST = 0.02f;

    private static final float MISSPELLED = 0.8f;

    /** An initial tells this much at most: one letter of twenty. */
    private static final float INITIAL = 4;

    private static final float ABBREVIATED = 2.5f;

    /** Of two numbers that differ: VII and VIII are two ships. */
    private static final float OTHER_NUMBER = 0.6f;

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
        Tally tally = new Tally();
        pair(filed, listed, usedFiled, usedListed, tally);
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
        float against = MISSPELLED * tally.misspelled
                + (person ? MISSING_PERSON : MISSING) * (onlyFiled + onlyListed)
                + CONTRARY * StrictMath.min(onlyFiled, onlyListed);
        float likeness = tally.shared == 0 ? 0 : tally.shared / (tally.shared + against);
        likeness -= AGAINST * StrictMath.min(MOST_AGAINST, StrictMath.min(onlyFiled, onlyListed));
        if (numberFiled && numberListed) {
            likeness *= OTHER_NUMBER;
        }
        if (likeness < WRITTEN_TOGETHER && filed.length != listed.length) {
            float together = together(filed, listed);
            if (together > likeness) {
                float all = 0;
                for (SimilarWords word : filed) {
                    all += word.rarity();
                }
                return new Compared(together, StrictMath.max(tally.shared, all));
            }
        }
        return new Compared(StrictMath.max(0, likeness), tally.shared);
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
        return distance > MOST_TYPED ? 0 : WRITTEN_TOGETHER - (float) distance / longer;
    }

    private static final class Tally {
        float shared;
        float misspelled;

        void take(float bits, float like) {
            shared += bits * like;
            misspelled += bits * (1 - like);
        }
    }

    /** The best pairs first, each word once. */
    private void pair(SimilarWords[] filed, int[] listed, boolean[] usedFiled, boolean[] usedListed, Tally tally) {
        float[] likeness = new float[filed.length * listed.length];
        int like = 0;
        for (int i = 0; i < filed.length; i++) {
            for (int j = 0; j < listed.length; j++) {
                float its = filed[i].likeness(listed[j]);
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
                tally.take((filed[i].rarity() + index.rarity(listed[j])) / 2, likeness[best]);
            }
            likeness[best] = 0;
        }
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
