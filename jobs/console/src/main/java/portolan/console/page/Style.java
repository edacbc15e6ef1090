// SPDX-License-Identifier: Apache-2.0
package portolan.console.page;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Rules of CSS that a page has in itself: a file of ours, which nothing escapes. */
public record Style(String css) implements Content {
    /** No rules but those of all pages. */
    public static final Style NONE = new Style("");

    /** Of all pages, with their variables, and of charts; it follows the reader's choice of light or dark. */
    public static Style page() {
        return new Style(of(Style.class, "page.css").css() + ChartStyle.onPage());
    }

    /** The rules in a file beside a class. */
    public static Style of(Class<?> beside, String name) {
        try (InputStream css = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return new Style(new String(css.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a style: name=" + name, e);
        }
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(css);
    }
}
