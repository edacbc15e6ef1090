// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import portolan.desk.server.Words;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.DocumentsAsked;
import portolan.scoring.reading.Indicator;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Rule;

class AskedTest {
    @Test
    void everyReadingHasDocumentsOrSaysNone() {
        for (Indicator indicator : Indicators.all()) {
            Indicator whole = indicator.whole();
            assertThat(Asked.of(List.of(indicator)))
                    .as(indicator.ruleName())
                    .singleElement()
                    .satisfies(asked ->
                            assertThat(asked.fired()).containsExactly((whole == null ? indicator : whole).ruleName()));
        }
        assertThat(Asked.of(List.of(Indicators.get("seal_changed"))))
                .containsExactly(new Asked(
                        List.of("gate and reseal records", "interchange receipt"),
                        List.of("number", "place", "who"),
                        List.of("seal twist and tug", "doors", "front stow"),
                        List.of("seal_changed")));
        assertThat(Asked.of(List.of(Indicators.get("base_offence_rate"))).get(0).isNone())
                .isTrue();
    }

    @Test
    void whatEachBuiltInRuleReadsIsAskedForOnceAndWhatNoDocumentClearsUpComesLast() {
        for (Rule rule : BaselineRuleSet.compiled().rules()) {
            Set<String> read = new TreeSet<>();
            for (Indicator indicator : rule.readings()) {
                Indicator whole = indicator.whole();
                read.add((whole == null ? indicator : whole).ruleName());
            }
            List<Asked> asked = Asked.of(rule.readings());
            List<String> fired = new ArrayList<>();
            asked.forEach(one -> fired.addAll(one.fired()));
            assertThat(fired).as(rule.id()).containsExactlyInAnyOrderElementsOf(read);
            assertThat(asked.stream().limit(Math.max(0, asked.size() - 1)).filter(Asked::isNone))
                    .as(rule.id())
                    .isEmpty();
        }
        List<Asked> all = Asked.of(Indicators.all());
        assertThat(all.get(all.size() - 1).isNone()).isTrue();
    }

    @Test
    void everyTermIsSaidInEveryLanguage() {
        for (Locale language : Words.LANGUAGES) {
            Words words = Words.in(language);
            List<String> untold = new ArrayList<>();
            for (DocumentsAsked asked : DocumentsAsked.values()) {
                for (List<String> terms : List.of(asked.ask(), asked.compare(), asked.look())) {
                    for (String term : terms) {
                        String said = words.terms("asked", List.of(term));
                        boolean isEnglish = language.equals(Locale.ENGLISH);
                        // An abbreviation is the same word everywhere.
                        if (said.equals(term) != isEnglish && !term.equals("VIN")) {
                            untold.add(term);
                        }
                    }
                }
            }
            assertThat(untold).as(language.toLanguageTag()).isEmpty();
        }
        assertThat(Asked.of(List.of(Indicators.get("vgm_mismatch"))).get(0).ask(Words.in(Locale.forLanguageTag("sq"))))
                .isEqualTo("fletë peshimi, certifikatë VGM");
    }
}
