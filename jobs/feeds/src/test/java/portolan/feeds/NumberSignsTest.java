// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.schemas.avro.Item;

/** Numbers in segments whose sign may part thousands or decimals: how they are read, and that it is said. */
class NumberSignsTest {
    private static final String HEAD = "UNB+UNOC:3+LINE+CUSTOMS+260302:0800+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+M1+9'";
    private static final String BILL = "CNI+1'RFF+BM:B1'GID+1+4:PK'FTX+AAA+++TILES'";
    private static final String TAIL = "UNT+9+1'UNZ+1+1'";

    private static Item item(Taken taken) {
        return taken.only().getGoodsItems().get(0);
    }

    private static void assertFinding(Taken taken, String code, String text) {
        assertThat(taken.receipt().findings())
                .filteredOn(finding -> finding.code().equals(code))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "'12,500' '' 12.5 true",
                "'12,500' '.' 12500 false",
                "'12,500' ',' 12.5 false",
                "'12,50' '' 12.5 false",
                "'12,5' '.' 12.5 false",
                "'1,234.5' '' 1234.5 false",
                "'1.234,5' '' 1234.5 false",
                "'1,234,500' '' 1234500 false",
                "'0,500' '' 0.5 false",
                "'1.234' ',' 1234 false"
            })
    void aCommaIsReadAsTheStandardOrTheProfileSays(String text, String decimal, String kilograms, boolean said) {
        String message = HEAD + BILL + "MEA+WT+AAB+KGM:" + text + "'" + TAIL;
        Profile profile = decimal.isEmpty() ? Profile.DEFAULT : Profile.parse("decimal: \"" + decimal + '"', "p");

        Taken taken = Taken.of(message.getBytes(StandardCharsets.UTF_8), profile);

        assertThat(item(taken).getGrossMassKg()).isEqualByComparingTo(kilograms);
        assertThat(taken.receipt().findings().stream()
                        .anyMatch(finding -> finding.code().equals(Finding.DECIMAL)))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"12,500 '' 12500", "1.234 '' 1234", "1.234.567 '' 1234567", "12.000 . 12", "12,0 '' 12", "12 '' 12"
            })
    void aSignBeforeThreeDigitsOfACountPartsThousandsUnlessTheProfileSaysElse(
            String text, String decimal, long packages) {
        String message = HEAD + BILL.replace("4:PK", text + ":PK") + TAIL;
        Profile profile = decimal.isEmpty() ? Profile.DEFAULT : Profile.parse("decimal: \"" + decimal + '"', "p");

        Taken taken = Taken.of(message.getBytes(StandardCharsets.UTF_8), profile);

        assertThat(item(taken).getPackages().get(0).getCount()).isEqualTo(packages);
        assertThat(taken.receipt().findings().stream()
                        .map(Finding::message)
                        .filter(said -> said.contains("was read as parting thousands; if it is the decimal sign")))
                .hasSize(text.matches("[0-9]+[.,][0-9]{3}") && decimal.isEmpty() ? 1 : 0);
    }

    @Test
    void inX12ACommaBeforeThreeDigitsPartsThousands() {
        String manifest = new String(Fixtures.bytes("manifest-309.edi"), StandardCharsets.UTF_8);
        String weight = "*2400*K*";

        Taken taken = Taken.of(manifest.replace(weight, "*2,400*K*"));

        assertThat(manifest).contains(weight);
        assertThat(taken.filings().get(0).getTotals())
                .isEqualTo(Taken.of(manifest).filings().get(0).getTotals());
        assertFinding(taken, Finding.DECIMAL, "a comma before three digits was read as parting thousands");
    }

    @Test
    void aPointIsAGuessWhereACommaIsAnnounced() {
        Taken taken = Taken.of("UNA:+,? '" + HEAD + BILL + "MEA+WT+AAB+KGM:12.500'" + TAIL);

        assertThat(item(taken).getGrossMassKg()).isEqualByComparingTo("12.5");
        assertFinding(taken, Finding.DECIMAL, "a point before three digits was read as the decimal sign");
    }

    @Test
    void anAnnouncedCommaIsNoGuess() {
        Taken taken = Taken.of("UNA:+,? '" + HEAD + BILL + "MEA+WT+AAB+KGM:12,500'" + TAIL);

        assertThat(item(taken).getGrossMassKg()).isEqualByComparingTo("12.5");
        assertThat(taken.receipt().findings()).extracting(Finding::code).doesNotContain(Finding.DECIMAL);
    }
}
