// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "Siemens Aktiengesellschaft = SIEMENS AG",
                "SiemensAG = Siemens",
                "Good Will Trading = Goodwill Trdg Co.",
                "A.B.C. Company = ABC Co",
                "Van der Bilt Corp = Vanderbilt",
                "Müller & Söhne GmbH = Mueller Soehne",
                "The Coca-Cola Company = Coca Cola",
                "Oboronnye Initsiativy OOO = OOO Oboronnye Initsiativy",
                "ООО Газпром = Gasprom LLC",
                "上海纺织股份有限公司 = Shang Hai Fang Zhi Co., Ltd.",
                "Crystalord Ltd = CRISTALORD LIMITED",
                "First Int'l Bank = 1st International Bank",
                "Procter & Gamble = Procter and Gamble",
                "JP Morgan = J.P. Morgan",
                "Acme Imp. Exp. = ACME IMPORT & EXPORT",
                "Samsung Electronics Co., Ltd. = SAMSONG ELECTRONIC",
                "Łódzkie Zakłady S.A. = LODZKIE ZAKLADY SA"
            })
    void oneCompanyWrittenInTwoWaysHasOneKey(String one, String other) {
        assertThat(key(one)).isEqualTo(key(other)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "Gulf Trading Dubai = Gulf Trading Sharjah",
                "Blackstone Partners VII = Blackstone Partners VIII",
                "Unit 44 = Unit 45",
                "Bank of Chile = Bank of China",
                "C.B.A. Company = A.B.C. Company",
                "Snow = Snoe",
                "The Puffin Trust = The Puccini Trust",
                "BWI Industries = BAE Industries"
            })
    void twoCompaniesHaveTwoKeys(String one, String other) {
        assertThat(key(one)).isNotEqualTo(key(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "AL = Drini Trans = Drini Impeks",
                "RS = Živković Mehanika = Živanović Mehanika",
                "RS = Đorđić i sinovi = Đorđević i sinovi",
                "MK = Ѕвезда Мебел = Звезда Мода",
                "GR = Μπακάλης Τρόφιμα = Μπακάλης Έπιπλα",
                "TR = Öztürk İnşaat = Öztürk Gıda",
                "CN = Ningbo Xinyun Trading = Ningbo Xin Yuan Trading",
            })
    void twoCompaniesOfARegionHaveTwoKeys(String country, String one, String other) {
        NameRegion region = NameRegion.of(country);

        assertThat(NameKey.ofCompany(one, region).text())
                .isNotEqualTo(NameKey.ofCompany(other, region).text());
    }

    /** Memories of all other countries are found under the keys that they were put. */
    @Test
    void aRegionsSpellingsAreNoOtherCountrys() {
        assertThat(NameKey.ofCompany("Shanghai Cheng", NameRegion.of("NL")).text())
                .isEqualTo(key("Shanghai Cheng"));
        assertThat(NameKey.ofCompany("Cheng", NameRegion.of("RS")).text()).isNotEqualTo(key("Cheng"));
    }

    /** As UTF-8 it would be a question mark, and another key behind an exchange than before it. */
    @Test
    void aNameThatIsCutHasNoHalfACharacterAtItsEnd() {
        String cut = NameKey.plain("A" + ".".repeat(298) + "\uD83D\uDE00 and more");

        assertThat(cut).isEqualTo("A");
    }

    @Test
    void aNameThatManyShareIsWeak() {
        assertThat(NameKey.of(NameKey.plain("General Trading LLC"), false).isWeak())
                .isTrue();
        assertThat(NameKey.of(NameKey.plain("ABC Ltd"), false).isWeak()).isTrue();
        assertThat(NameKey.of(NameKey.plain("Shanghai Weaving"), false).isWeak())
                .isFalse();
    }

    @Test
    void aPersonsWordsStayInOrderWithTheirVowels() {
        assertThat(NameKey.of(NameKey.plain("Hans Friedrich"), true).text()).isEqualTo("HANS FRIEDRICH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "\u0000", "\uD83D", "😀😀", "'", "&", "LTD", "THE", "S.A.", "ｱ", "\u0301", "ß", "🚢 Co", "ऴ"
            })
    void noTextStopsIt(String name) {
        String key = key(name);

        assertThat(key(key)).isNotNull();
        assertThat(key).doesNotContain(" ");
    }

    @Test
    void aLongNameIsReadToABound() {
        assertThat(key("A very long name ".repeat(10_000)).length()).isLessThanOrEqualTo(300);
    }

    private static String key(String name) {
        return NameKey.of(NameKey.plain(name), false).text();
    }
}
