// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.scoring.rules.ToldShares;

class OddsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0       | under 1 in 10,000",
                "0.00005 | under 1 in 10,000",
                "0.0008  | 1 in 1,300",
                "0.015   | 1 in 67",
                "0.0829  | 1 in 12",
                "0.199   | 1 in 5",
                "0.26    | 3 in 10",
                "0.5     | 5 in 10",
                "0.944   | 9 in 10",
                "0.96    | 96 in 100",
                "0.99    | 99 in 100",
                "0.9999  | over 99 in 100",
                "NaN     | under 1 in 10,000"
            })
    void saysAProbabilityAsPeopleDo(double probability, String words) {
        assertThat(Odds.inWords(probability, Texts.english())).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en      | 1 in 9 (1 in 14 to 1 in 6)               | rank only        | under 1 in 10,000",
                "sq      | 1 në 9 (nga 1 në 14 deri në 1 në 6)      | vetëm renditje   | nën 1 në 10,000",
                "sr-Latn | 1 od 9 (od 1 od 14 do 1 od 6)            | samo redosled    | ispod 1 od 10.000"
            })
    void saysWhatInspectionsBearOutInEveryLanguage(String language, String told, String none, String least) {
        Texts texts = Texts.in(Locale.forLanguageTag(language));

        assertThat(Odds.inWords(new ToldShares.Point(0, 0.11, 0.07, 0.16), texts))
                .isEqualTo(told);
        assertThat(Odds.inWords(null, texts)).isEqualTo(none);
        assertThat(Odds.inWords(0.00001, texts).replace('\u00a0', ',')).isEqualTo(least);
    }
}
