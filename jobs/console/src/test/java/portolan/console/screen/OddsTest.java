// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(Odds.inWords(probability)).isEqualTo(words);
    }
}
