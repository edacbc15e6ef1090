// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.feeds.Profile;
import portolan.schemas.mapping.MessageMapping;

/**
 * The pages that people read say what the field maps say. After a change of a map: {@code
 * -Dportolan.feeds.rewrite=true}.
 */
class MappingPagesTest {
    private static final Path PAGES = Path.of("mapping");

    static Stream<Map.Entry<String, FieldMap>> maps() {
        return new TreeMap<>(Map.of(
                        "AWMDS", AsycudaManifest.MAP,
                        "ENS_ICS1", EntrySummary.MAP,
                        "SAD", SadDeclaration.MAP,
                        "NCTS", TransitDeclaration.MAP,
                        "XFWB-XFZB", CargoXml.WAYBILL,
                        "XFHL-XFFM", CargoXml.MANIFEST))
                .entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("maps")
    void aPageIsItsMap(Map.Entry<String, FieldMap> map) throws IOException {
        Path file = PAGES.resolve(map.getKey() + ".md");
        String page = page(map.getKey(), map.getValue());
        if (Boolean.getBoolean("portolan.feeds.rewrite")) {
            Files.createDirectories(PAGES);
            Files.writeString(file, page);
            return;
        }
        assertThat(file).hasContent(page);
    }

    private static String page(String name, FieldMap map) {
        String[] remarks = map.text()
                .lines()
                .takeWhile(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .toArray(String[]::new);
        StringBuilder page = new StringBuilder("# " + name + "\n\n" + remarks[0] + "\n\n");
        Arrays.stream(remarks)
                .skip(1)
                .forEach(remark -> page.append("- ").append(remark).append('\n'));
        page.append("\n| element | field | text and meaning |\n|---|---|---|\n");
        for (MessageMapping.Line line : map.by(Profile.DEFAULT).lines()) {
            page.append("| `%s` | `%s` | %s |\n".formatted(line.element(), line.field(), line.how()));
        }
        return page.toString();
    }
}
