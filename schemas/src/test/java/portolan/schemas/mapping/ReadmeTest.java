// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineFault;
import portolan.schemas.lines.Lines;

class ReadmeTest {
    @Test
    void theExamplesInTheReadmeAreRead() throws IOException {
        assertThat(Lines.only(FilingLines.read(Lines.of(block("json")), "readme"))
                        .getConsignmentKey())
                .isEqualTo("MAEU:77:2026");
        assertThat(CsvMapping.parse(block("yaml"), "readme").hasOutcomes()).isTrue();
    }

    @Test
    void everySectionOptionAndReasonCodeIsInTheReadme() throws IOException {
        String readme = readme();
        List<String> names = Stream.of(
                        MappingParser.SECTIONS.stream(),
                        MappingParser.CSV_OPTIONS.stream(),
                        MappingParser.CELL_OPTIONS.stream(),
                        EnumSet.range(LineFault.Code.MALFORMED_JSON, LineFault.Code.TOO_LARGE).stream()
                                .map(Enum::name))
                .flatMap(every -> every)
                .toList();

        assertThat(names).allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }

    @Test
    void theReadmeNamesNoOptionThatThereIsNot() throws IOException {
        String readme = readme();
        String options = readme.substring(readme.indexOf("| option | says |"), readme.indexOf("A field is named by"));
        Matcher named = Pattern.compile("(?m)^\\| `(\\w+)`(?:, `(\\w+)`)? \\|").matcher(options);
        while (named.find()) {
            assertThat(MappingParser.CELL_OPTIONS).contains(named.group(1));
        }
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static String block(String language) throws IOException {
        String fence = "```" + language + "\n";
        String readme = readme();
        int from = readme.indexOf(fence) + fence.length();
        return readme.substring(from, readme.indexOf("```", from));
    }
}
