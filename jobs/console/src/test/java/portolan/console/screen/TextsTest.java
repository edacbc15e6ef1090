// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Rule;

class TextsTest {
    private static final String CHURN = "evidence.amendment_churn";

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void englishSaysOfEachRuleWhatTheBaselineSays() {
        for (Rule rule : BaselineRuleSet.compiled().rules()) {
            assertThat(Texts.english().evidence(new Fact("rule." + rule.id(), "", "no such key")))
                    .as("else no translation of %s is ever shown", rule.id())
                    .isEqualTo(rule.why());
        }
    }

    @Test
    void englishHasEachField() {
        for (ConsignmentField field : ConsignmentField.values()) {
            assertThat(Texts.english().phrases("field." + field.fieldName()))
                    .as(field.fieldName())
                    .isTrue();
        }
    }

    @Test
    void aCatalogueAddedAtRunTimeSpeaksWithThePluralsOfItsLanguage() throws IOException {
        catalogue(
                "de",
                "rule.seal-reused = Siegel nach der ersten Anmeldung geändert",
                CHURN + " = {value, plural, =0 {nie geändert} one {# Änderung} other {# Änderungen}}");
        catalogue("ko", CHURN + " = {value, plural, other {#회 변경}}");
        Texts german = texts("de");
        Texts korean = texts("ko-KR");

        assertThat(german.why("seal-reused", "seal number was on another box or voyage"))
                .isEqualTo("Siegel nach der ersten Anmeldung geändert");
        assertThat(german.evidence(amended(0))).isEqualTo("nie geändert");
        assertThat(german.evidence(amended(1))).isEqualTo("1 Änderung");
        assertThat(german.evidence(amended(1_200))).isEqualTo("1.200 Änderungen");
        assertThat(korean.evidence(amended(1))).isEqualTo("1회 변경");
        assertThat(korean.why("seal-reused", "seal number was on another box or voyage"))
                .as("not translated")
                .isEqualTo("seal number was on another box or voyage");
        assertThat(Texts.english().evidence(amended(1))).isEqualTo("amended once");
        assertThat(Texts.english().evidence(amended(3))).isEqualTo("amended 3 times");
    }

    @Test
    void aRuleThatIsWordedOtherwiseKeepsItsOwnWords() throws IOException {
        catalogue("de", "rule.seal-reused = Siegel geändert", "rule.ours = unsere Regel");
        Texts german = texts("de");

        assertThat(german.why("seal-reused", "ask the gate about this seal")).isEqualTo("ask the gate about this seal");
        assertThat(german.why("ours", "our own rule"))
                .as("a rule of no English text")
                .isEqualTo("unsere Regel");
        assertThat(german.why("unheard-of", "as the rule set says")).isEqualTo("as the rule set says");
        assertThat(Texts.english().why("cap:novelty", "together these count for at most 2.5 bits"))
                .isEqualTo("together these count for at most 2.5 bits");
    }

    @Test
    void theLanguageOfTheMachineChangesNothing() throws IOException {
        catalogue("de", CHURN + " = geändert");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Texts.of(Map.of(Texts.FOLDER, folder.toString()))).isSameAs(Texts.english());
            assertThatThrownBy(() -> texts("fr")).hasMessageContaining("PORTOLAN_LANGUAGE=fr");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aPatternThatIsNoneIsNamed() throws IOException {
        catalogue("de", CHURN + " = {value, plural, one {# Änderung}");

        assertThatThrownBy(() -> texts("de"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("language=de", "key=" + CHURN);
    }

    @Test
    void evidenceIsTakenApartAsItWasPutTogether() {
        EvidenceFacts readings = new EvidenceFacts();
        readings.add("first_time_shipper", 1, "no earlier consignment of this shipper");
        readings.add("port_exposure", 1, "loaded at ECGYE; named for narcotics");
        readings.add("detour_factor", 1.2, "loaded at ECGYE");
        readings.complete();

        assertThat(readings.facts(
                        "loaded at ECGYE; named for narcotics; loadingCountry=EC; hs2=[08, 20]; as ever; x=y"))
                .extracting(Fact::key)
                .containsExactly("evidence.port_exposure", "field.loadingCountry", "field.hs2", "", "");
        assertThat(readings.facts("loaded at ECGYE")).extracting(Fact::key).containsExactly("evidence.detour_factor");
        assertThat(readings.facts("loadingCountry=EC; hs2=[08, 20]; massKg=21700.5; toOrder=true; containers=1"))
                .extracting(Texts.english()::evidence)
                .containsExactly("loaded in EC", "HS chapter 08, 20", "21,700.5 kg", "to order", "1 container");
        assertThat(readings.facts("age.bin=28..63; age.finds=73; new.bin=unknown; new.finds=0"))
                .extracting(Texts.english()::evidence)
                .containsExactly("range 28..63", "73 finds in this range", "not known", "no find in this range: weak");
        assertThat(readings.facts("")).isEmpty();
    }

    private static Fact amended(double times) {
        return new Fact(CHURN, times, "as recorded");
    }

    private Texts texts(String language) {
        return Texts.of(Map.of(Texts.LANGUAGE, language, Texts.FOLDER, folder.toString()));
    }

    private void catalogue(String language, String... lines) throws IOException {
        Files.writeString(folder.resolve("portolan-texts_" + language + ".properties"), String.join("\n", lines));
    }
}
