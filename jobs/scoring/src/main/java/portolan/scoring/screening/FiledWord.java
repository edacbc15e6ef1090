// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

import org.jspecify.annotations.Nullable;

/** A word that is looked up: what of it is compared with each listed one, worked out once. Not for several threads. */
final class FiledWord {
    private final String word;
    private final String spelled;
    private final boolean hasDigit;
    private final boolean suits;
    private final String skeleton;
    private final int skeletonHash;
    private final int letters;
    private @Nullable LetterMasks spelledMasks;

    FiledWord(String word) {
        this.word = word;
        this.spelled = Spelling.of(word);
        this.hasDigit = Spelling.hasDigit(word);
        this.suits = LetterMasks.suits(word) && LetterMasks.suits(spelled);
        this.skeleton = Spelling.skeleton(spelled);
        this.skeletonHash = ListedWords.hash(skeleton);
        this.letters = Spelling.letters(spelled);
    }

    String word() {
        return word;
    }

    String spelled() {
        return spelled;
    }

    boolean hasDigit() {
        return hasDigit;
    }

    /** Whether it may be compared by masks. */
    boolean suits() {
        return suits;
    }

    String skeleton() {
        return skeleton;
    }

    /** As {@link ListedWords#hash} has it. */
    int skeletonHash() {
        return skeletonHash;
    }

    /** As {@link Spelling#letters} has them, of its one spelling. */
    int letters() {
        return letters;
    }

    LetterMasks spelledMasks() {
        if (spelledMasks == null) {
            spelledMasks = LetterMasks.of(spelled);
        }
        return spelledMasks;
    }
}
