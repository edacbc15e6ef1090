// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portolan.scoring.indicator.filing.CaseIndicator;
import portolan.scoring.manifest.Finding;
import portolan.scoring.reading.Indicator;

class IndicatorsTest {
    @Test
    void everyLanguageSaysEveryIndicator() throws IOException {
        assertThat(IndicatorTexts.missing(IndicatorTexts.CATALOGUES)).isEmpty();
    }

    @Test
    void everyClassThatReadsACaseIsListed() throws Exception {
        Path classes = Path.of(CaseIndicator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<? extends Class<?>> listed =
                Indicators.undivided().stream().map(Object::getClass).toList();
        try (Stream<Path> files = Files.walk(classes)) {
            assertThat(files.map(file -> classes.relativize(file).toString())
                            .filter(file -> file.endsWith(".class") && file.contains("indicator"))
                            .map(file -> named(file.substring(0, file.length() - ".class".length())
                                    .replace('/', '.')))
                            .filter(type -> CaseIndicator.class.isAssignableFrom(type) && type != CaseIndicator.class))
                    .as("give it a line in Indicators")
                    .hasSizeGreaterThan(30)
                    .allMatch(listed::contains);
        }
    }

    @Test
    void partsComeLastOneForEachOffenceInTheirOrder() {
        assertThat(Indicators.byFind()).hasSize(8);
        for (Indicator whole : Indicators.byFind()) {
            assertThat(whole.parts())
                    .extracting(Indicator::ruleName)
                    .containsExactlyElementsOf(Finding.OFFENCES.stream()
                            .map(finding ->
                                    (whole.storedName() + '_' + finding.name()).toLowerCase(java.util.Locale.ROOT))
                            .toList());
            assertThat(whole.parts())
                    .allMatch(part -> part.slot() >= Indicators.UNDIVIDED && part.whole() == whole && part.isPart());
        }
        for (Indicator indicator : Indicators.all()) {
            assertThat(Indicators.at(indicator.slot())).isSameAs(indicator);
            assertThat(Indicators.named(indicator.ruleName())).isSameAs(indicator);
        }
    }

    private static Class<?> named(String type) {
        try {
            return Class.forName(type);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
