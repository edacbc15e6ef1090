// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpelledByScriptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "Хрущёв Юрий = KHRUSHCHEV YURIY",
                "Григорій = HRYHORIY",
                "Ђорђе Петровић = DJORDJE PETROVIC",
                "Χαράλαμπος Μπούκουρας = CHARALAMPOS BOUKOURAS",
                "Ευάγγελος = EVANGELOS",
                "القيسي خالد = QISI KHALID",
                "יוסף כהן = YUSF KAHN",
                "김정은 = KIM JUNG EUN",
                "삼성물산 = SAMSUNGMULSAN",
                "이현우 = LEE HYUN WOO",
                "大连机械有限公司 = DA LIAN MACHINERY LTD",
                "Stanton = STANTON",
                "St^nton {Gr;up = STNTON GRUP",
            })
    void aNameIsWrittenAsItsOwnersDo(String name, String latin) {
        assertThat(NameKey.plain(SpelledByScript.latin(name))).isEqualTo(latin);
    }

    @Test
    void aNameInLatinIsLeftAsItIs() {
        String name = "Müller & Söhne, Co. 3";

        assertThat(SpelledByScript.latin(name)).isSameAs(name);
    }

    @ParameterizedTest
    @CsvSource({
        "김정은, 김종은, 0.333333",
        "高市早苗, 高石早苗, 0.25",
        "上海东方国际贸易有限公司, 上海东芳国际贸易有限公司, 0.083333",
        "張偉明, 张伟明, 0",
        "张伟明, Zhang Weiming, 0",
        "明伟张, 张伟明, 0",
        "明伟, 张伟明, 0",
    })
    void syllablesAreToldApartByWhatTheyAre(String one, String other, float differing) {
        assertThat(ComparedWords.differing(one, other)).isCloseTo(differing, within(0.00001f));
    }
}
