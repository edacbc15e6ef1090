// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code INDICATORS.md} is generated: {@code mvn -pl jobs/scoring test -Dtest=IndicatorsDocumentTest
 * -Dportolan.indicators.rewrite=true}.
 */
class IndicatorsDocumentTest {
    private static final Path DOCUMENT = Path.of("INDICATORS.md");

    @Test
    void describesEveryIndicator() throws IOException {
        String text = IndicatorsDocument.text();
        if (Boolean.getBoolean("portolan.indicators.rewrite")) {
            Files.writeString(DOCUMENT, text);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("generate it again: add -Dportolan.indicators.rewrite=true -Dtest=IndicatorsDocumentTest")
                .isEqualTo(text);
    }
}
