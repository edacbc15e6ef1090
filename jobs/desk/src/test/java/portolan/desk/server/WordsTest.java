// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final List<String> TRANSLATIONS = List.of("_sq", "_sr_Latn");

    private static Properties catalogue(String name) throws IOException {
        Properties read = new Properties();
        try (InputStream in = Objects.requireNonNull(WordsTest.class.getResourceAsStream("/" + name), name);
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            read.load(text);
        }
        return read;
    }

    private static Set<String> asked(String pattern) {
        return new TreeSet<>(new MessageFormat(pattern, Locale.ENGLISH).getArgumentNames());
    }

    @Test
    void aTranslationSaysEveryTextAndAsksForWhatTheEnglishOneAsks() throws Exception {
        for (String base : List.of("portolan-desk", "portolan-texts", "portolan-class", "portolan-training")) {
            Properties english = catalogue(base + ".properties");
            boolean isOfClass = base.equals("portolan-class") || base.equals("portolan-training");
            // A class speaks English and Albanian.
            for (String language : isOfClass ? List.of("_sq") : TRANSLATIONS) {
                Properties translated = catalogue(base + language + ".properties");
                List<String> faults = new ArrayList<>();
                for (String key : translated.stringPropertyNames()) {
                    String original = english.getProperty(key);
                    if (original == null) {
                        faults.add(key + " is no text of ours");
                    } else if (!asked(original).containsAll(asked(translated.getProperty(key)))) {
                        faults.add(key + " asks for " + asked(translated.getProperty(key)));
                    }
                }
                assertThat(faults).as(base + language).isEmpty();
                if (isOfClass || base.equals("portolan-desk")) {
                    assertThat(translated.stringPropertyNames())
                            .as(base + language)
                            .containsAll(english.stringPropertyNames());
                }
            }
        }
    }

    @Test
    void whoChoosesALanguageIsToldThatNobodyReviewedIt() {
        assertThat(Words.english().say("language.note")).isEmpty();
        for (Locale language : Words.LANGUAGES) {
            Words words = Words.in(language);
            assertThat(words.language()).isEqualTo(language);
            if (!language.equals(Locale.ENGLISH)) {
                assertThat(words.say("language.note")).isNotEmpty();
                assertThat(words.say("lane.RED")).isNotEqualTo(Words.english().say("lane.RED"));
                assertThat(words.texts().why("watch-list", "party or ship is on the watch list"))
                        .isNotEqualTo("party or ship is on the watch list");
                assertThat(words.texts().why("a-rule-of-tomorrow", "its own words"))
                        .isEqualTo("its own words");
            }
        }
    }

    @Test
    void aBrowsersLanguageIsFoundWhateverItsCountryOrScript() {
        for (String asked :
                List.of("sr", "sr-RS", "sr-Latn-RS", "sr-Cyrl-RS,en;q=0.5", "de-CH, sr-ME;q=0.8, sq;q=0.2")) {
            assertThat(Words.asked(asked).language()).as(asked).isEqualTo(Locale.forLanguageTag("sr-Latn"));
        }
        for (String asked : List.of("sq-AL", "sq-XK,sr;q=0.9", "en;q=0.1,sq")) {
            assertThat(Words.asked(asked).language()).as(asked).isEqualTo(Locale.forLanguageTag("sq"));
        }
        for (String asked : List.of("", "en-US,en;q=0.9,sq;q=0.1", "fr", "*", ";;;q=x")) {
            assertThat(Words.asked(asked).language()).as(asked).isEqualTo(Locale.ENGLISH);
        }
        assertThat(Words.asked(null).language()).isEqualTo(Locale.ENGLISH);
    }
}
