// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portolan.scoring.manifest.Finding;
import portolan.scoring.reading.Indicator;

class IndicatorsTest {
    @Test
    void everyLanguageSaysEveryIndicator() throws IOException {
        assertThat(IndicatorTexts.missing(IndicatorTexts.CATALOGUES)).isEmpty();
    }

    @Test
    void everyRowIsMeasuredByAClass() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/portolan/scoring"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.append(Files.readString(file));
            }
        }
        assertThat(Indicators.undivided())
                .hasSizeGreaterThan(100)
                .allMatch(indicator -> Pattern.compile(
                                "(super|Indicator\\.named|new StatedSum)\\(\\s*\"" + indicator.ruleName() + "\"[,)]")
                        .matcher(sources)
                        .find());
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
}
