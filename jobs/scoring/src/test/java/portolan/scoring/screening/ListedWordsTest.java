// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListedWordsTest {
    private static final long SEED = 12;

    /** Few letters, so that most pairs are near; digits, letters of no alphabet and long words too. */
    private static final String LETTERS = "AEIKMNSTPHCZ";

    @Test
    void aWordIsLikeAnotherAsTheSlowComparisonSays() {
        Random random = new Random(SEED);
        int alike = 0;
        for (int i = 0; i < 40_000; i++) {
            String listed = word(random);
            String filed = i % 3 == 0 ? word(random) : typed(typed(listed, random), random);
            if (filed.isEmpty() || filed.equals(listed) || Spelling.hasDigit(filed)) {
                continue;
            }
            String spelled = Spelling.of(listed);

            float likeness = new ListedWords(List.of(listed), List.of(spelled)).likeness(new FiledWord(filed), 0);

            assertThat(likeness)
                    .as("seed=%s, filed=%s, listed=%s", SEED, filed, listed)
                    .isEqualTo(WordIndex.likeness(filed, Spelling.of(filed), listed, spelled));
            alike += likeness > 0 ? 1 : 0;
        }
        assertThat(alike).isGreaterThan(5_000);
    }

    @Test
    void theNumberOfTypingErrorsIsThatOfTheSlowAlignment() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            String one = letters(random, 1 + random.nextInt(LetterMasks.LONGEST));
            String other = i % 2 == 0 ? letters(random, random.nextInt(20)) : typed(typed(one, random), random);
            LetterMasks masks = LetterMasks.of(one);
            int expected = Spelling.distance(one, other, 100);

            assertThat(masks.distance(other))
                    .as("seed=%s, %s, %s", SEED, one, other)
                    .isEqualTo(expected);
            if (other.length() <= LetterMasks.PACKED) {
                assertThat(masks.distance(LetterMasks.packed(other)))
                        .as("seed=%s, %s, %s", SEED, one, other)
                        .isEqualTo(expected);
            }
        }
    }

    private static String word(Random random) {
        String word = letters(random, 1 + (random.nextInt(20) == 0 ? random.nextInt(70) : random.nextInt(14)));
        return switch (random.nextInt(20)) {
            case 0 -> word + random.nextInt(10);
            case 1 -> word + '\u05d0';
            default -> word;
        };
    }

    private static String letters(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    private static String typed(String word, Random random) {
        if (word.length() < 2) {
            return word + 'A';
        }
        int at = random.nextInt(word.length() - 1);
        return switch (random.nextInt(4)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + 'Y' + word.substring(at);
            case 2 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            default -> word;
        };
    }
}
