// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {
    private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src/main");
    private static final Pattern ELEMENT = Pattern.compile("<(\\w+)((?:[^<>$@]|\\$\\{[^}]*}|@\\w*)*)>([^<]*)");
    private static final Pattern VALUE = Pattern.compile("\\$\\{");
    private static final Pattern NOT_OURS = Pattern.compile("\\$\\{(?!shell\\.(words\\(\\)\\.)?say|[^}]*outcome\\()");
    private static final Pattern JOINED =
            Pattern.compile("\\$\\{(?![^}]*say)[^}]*\\(\\)\\s*\\+\\s*\"[^\"]*\"\\s*\\+[^}]*}");

    /** As a browser shows "fault": its message is a filer's. */
    private static String shown(String value) {
        TemplateEngine templates = TemplateEngine.createPrecompiled(
                null, ContentType.Html, PagesTest.class.getClassLoader(), "portolan.desk");
        return Pages.render(templates, "server/faultPart.jte", Map.of("message", value))
                .strip();
    }

    @ParameterizedTest
    @CsvSource({
        "ACME Ltd, ACME Ltd",
        "شركة النور, <bdi>شركة النور</bdi>",
        "שלום ABC 12, <bdi>שלום ABC 12</bdi>",
        "12 شركة, <bdi>12 شركة</bdi>",
        "box 12 شركةُ 12, box 12 <bdi>شركةُ</bdi> 12",
        "consignee شركة النور 4 earlier, consignee <bdi>شركة النور</bdi> 4 earlier",
        "tea شاي and tea شاي, tea <bdi>شاي</bdi> and tea <bdi>شاي</bdi>",
        "tea شاي <b>, tea <bdi>شاي</bdi> &lt;b&gt;",
        "\u202Efdp.exe 851712, \\u202efdp.exe 851712",
        "\u2066a\u2069\u200Eb\u200F, \\u2066a\\u2069\\u200eb\\u200f"
    })
    void whatIsWrittenFromTheRightStandsAloneAndControlsOfDirectionAreShown(String value, String html) {
        assertThat(shown(value)).isEqualTo("<p class=\"notice\">" + html + "</p>");
    }

    @Test
    void aTextOfAnyLengthIsWritten() {
        assertThat(shown("tea " + "شاي ".repeat(50_000))).startsWith("<p class=\"notice\">tea <bdi>شاي شاي");
    }

    /** Every value of every template goes through {@link Pages}; where no markup can stand, each stands alone, or all of the element is of one direction. */
    @Test
    void noTemplateLetsAValueMoveAnother() throws Exception {
        List<String> faults = new ArrayList<>();
        int values = 0;
        for (Path template : files("jte", ".jte")) {
            String text = Files.readString(template);
            values += (int) VALUE.matcher(text).results().count();
            if (text.contains("$unsafe{")) {
                faults.add(template + " writes unescaped");
            }
            JOINED.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .forEach(one -> faults.add(template + " joins " + one));
            ELEMENT.matcher(text)
                    .results()
                    .filter(one -> Pages.BARE.contains(one.group(1)))
                    .filter(one -> !one.group(2).contains("dir=\"auto\"")
                            && NOT_OURS.matcher(one.group(3)).results().count() > 1)
                    .forEach(one -> faults.add(template + " has two in one: " + one.group()));
        }
        assertThat(faults).isEmpty();
        assertThat(values).isGreaterThan(1_500);
        for (Path source : files("java", ".java")) {
            assertThat(Files.readString(source).contains("new StringOutput("))
                    .as("%s renders a page", source)
                    .isEqualTo(source.endsWith("Pages.java"));
        }
    }

    private static List<Path> files(String folder, String end) throws Exception {
        try (Stream<Path> all = Files.walk(SOURCES.resolve(folder))) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }
}
