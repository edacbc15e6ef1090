// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void neitherCaseNorAccentNorPluralNorOrderNorRepetitionMakeAnotherWord() {
        assertThat(Words.of("Men's cotton SHIRTS, shirts")).isEqualTo(Words.of("shirt: men cotton"));
        assertThat(Words.of("Café")).isEqualTo(Words.of("CAFES"));
        assertThat(Words.of("shirt")).isNotEqualTo(Words.of("skirt"));
    }

    @Test
    void articleNumbersAndShortWordsAreNone() {
        assertThat(Words.of("AB-1234X of 12 kg, 5W30")).isEmpty();
        assertThat(Words.of(null)).isEmpty();
    }

    @Test
    void everyAccentedLatinLetterIsItsBase() {
        for (char letter = 0xC0; letter < 0x180; letter++) {
            String base = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD);
            if (base.length() > 1) {
                String plain = base.substring(0, 1).toLowerCase(Locale.ROOT);
                assertThat(Words.of("ab" + letter)).as("" + letter).isEqualTo(Words.of("ab" + plain));
            }
        }
    }

    @Test
    void neitherLengthNorScriptOfATextMatters() {
        String endless = "棉质衬衫 хлопковые рубашки 👕👕👕 \uD83D ".repeat(20_000);

        assertThat(Words.of(endless)).hasSizeBetween(2, Words.MOST).isSorted();
    }
}
