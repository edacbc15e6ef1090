// SPDX-License-Identifier: Apache-2.0
package portolan.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values on a page are text wherever they stand, and nothing else. */
class TemplatesTest {
    private static final String EVIL = "<b>&\"'</title><script>x</script>";

    private final Templates templates = new Templates("portolan.console");

    @Test
    void aValueIsTextInAnElement() {
        assertThat(templates.page("page/tile.jte", Map.of("figure", EVIL, "what", "lines\nstay")))
                .contains("<b>&lt;b&gt;&amp;\"'&lt;/title&gt;&lt;script&gt;x", "lines\nstay")
                .doesNotContain("<script");
    }

    @Test
    void aPageIsWholeAndHasItsStyleInItself() {
        Content body = output -> output.writeContent("<p>body</p>");
        String page = templates.page("page/frame.jte", Map.of("title", EVIL, "lead", "a", "body", body));

        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("<p>body</p>", "--ink: ", ".line.engine")
                .endsWith("</html>")
                .doesNotContain("<script", "src=", "url(", "@import");
    }
}
