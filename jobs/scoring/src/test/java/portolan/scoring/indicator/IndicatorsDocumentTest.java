// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import portolan.scoring.reading.Definition;

/**
 * {@code INDICATORS.md} is generated: {@code mvn -pl jobs/scoring test -Dtest=IndicatorsDocumentTest
 * -Dportolan.indicators.rewrite=true}.
 */
class IndicatorsDocumentTest {
    private static final Path DOCUMENT = Path.of("INDICATORS.md");

    private static final String HEAD = """
            # Indicators

            What the engine measures of a consignment. Generated from `portolan.scoring.indicator.Catalogue`; the Javadoc of the classes
            that measure says more; a test keeps this page true. Numbers are those of the catalogue of public risk indicators, none for
            supporting figures and documents. An indicator without the evidence to mean anything gives no reading. A rate of offences is also read by
            find where it is known: `shipper_offence_rate_undervalued`, `_narcotics`; a threat's `outcomes` say which it counts.

            | reading | number | unit and range | is | state used | source | known false positives |
            |---|---|---|---|---|---|---|
            """;

    @Test
    void describesEveryIndicator() throws IOException {
        String rows = Catalogue.definitions().stream()
                .map(IndicatorsDocumentTest::row)
                .collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("portolan.indicators.rewrite")) {
            Files.writeString(DOCUMENT, HEAD + rows);
        }

        assertThat(Files.readString(DOCUMENT)).isEqualTo(HEAD + rows);
    }

    private static String row(Definition definition) {
        return "| `" + definition.indicator().ruleName() + "` | "
                + (definition.number() == 0 ? "" : Integer.toString(definition.number())) + " | "
                + definition.indicator().unit().range() + " | " + definition.meaning() + " | " + definition.state()
                + " | "
                + definition.source() + " | " + definition.falsePositives() + " |";
    }
}
