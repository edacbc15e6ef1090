package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import portolan.scoring.reading.Indicator;

/**
 * {@code INDICATORS.md} is generated: {@code mvn -pl jobs/scoring test -Dtest=IndicatorsDocumentTest
 * -Dportolan.indicators.rewrite=true}.
 */
class IndicatorsDocumentTest {
    private static final Path DOCUMENT = Path.of("INDICATORS.md");

    private static final String HEAD = """
            # Indicators

            What the engine measures of a consignment. Generated from `portolan.scoring.reading.Indicator`, whose Javadoc and the
            classes that measure say more; a test keeps this page true. Numbers are those of the catalogue of public risk indicators,
            none for supporting figures. An indicator without the evidence to mean anything gives no reading.

            | reading | number | unit and range | is | state used | source | known false positives |
            |---|---|---|---|---|---|---|
            """;

    @Test
    void describesEveryIndicator() throws IOException {
        String rows = Arrays.stream(Indicator.values())
                .map(IndicatorsDocumentTest::row)
                .collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("portolan.indicators.rewrite")) {
            Files.writeString(DOCUMENT, HEAD + rows);
        }

        assertThat(Files.readString(DOCUMENT)).isEqualTo(HEAD + rows);
    }

    private static String row(Indicator indicator) {
        return "| `" + indicator.ruleName() + "` | "
                + (indicator.number() == 0 ? "" : Integer.toString(indicator.number())) + " | "
                + indicator.unit().range() + " | " + indicator.meaning() + " | " + indicator.state() + " | "
                + indicator.source() + " | " + indicator.falsePositives() + " |";
    }
}
