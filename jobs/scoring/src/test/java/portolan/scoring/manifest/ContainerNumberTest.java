// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerNumberTest {
    /** CSQU3054383 is the example of ISO 6346; the others are numbers seen in published sample messages. */
    @ParameterizedTest
    @ValueSource(strings = {"CSQU3054383", "csqu 305438-3", "APZU4812090", "TEXU3070079"})
    void acceptsRightNumbersHoweverTheyAreSpaced(String id) {
        assertThat(ContainerNumber.fault(id, TransportMode.SEA)).isEmpty();
    }

    @Test
    void writesARemainderOfTenAsZero() {
        String ten = remainderOfTen();

        assertThat(ContainerNumber.fault(ten + "0", TransportMode.SEA)).isEmpty();
        assertThat(ContainerNumber.fault(ten + "1", TransportMode.SEA)).contains("0 would be right");
    }

    @Test
    void findsEverySingleWrongDigit() {
        for (char digit = '0'; digit <= '9'; digit++) {
            String fault = ContainerNumber.fault("CSQU305438" + digit, TransportMode.ROAD);
            assertThat(fault)
                    .isEqualTo(
                            digit == '3'
                                    ? ""
                                    : "CSQU305438" + digit + " has check digit " + digit + ", 3 would be right");
        }
    }

    @Test
    void takesTooFewOrTooManyDigitsAtSeaForATypingError() {
        assertThat(ContainerNumber.fault("MSKU12345", TransportMode.SEA))
                .isEqualTo("MSKU12345 has 5 digits, a container number has 7");
        assertThat(ContainerNumber.fault("MSKU12345678", TransportMode.SEA)).contains("8 digits");
        assertThat(ContainerNumber.fault("MSKU12345", TransportMode.ROAD)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AKE12345LH", "1-ABC-123", "NA", "", "TRAILER 7", "ÄÖÜU1234567"})
    void leavesAloneWhatCannotBeAContainer(String id) {
        assertThat(ContainerNumber.fault(id, TransportMode.SEA)).isNull();
    }

    /** Ten characters whose sum leaves 10, found with the table of letter values as the standard prints it. */
    private static String remainderOfTen() {
        int[] letters = {
            10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38
        };
        for (int serial = 100_000; ; serial++) {
            String number = "TEXU" + serial;
            int sum = 0;
            for (int i = 0; i < 10; i++) {
                char character = number.charAt(i);
                sum += (i < 4 ? letters[character - 'A'] : character - '0') * (int) Math.pow(2, i);
            }
            if (sum % 11 == 10) {
                return number;
            }
        }
    }
}
