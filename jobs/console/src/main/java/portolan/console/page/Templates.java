// SPDX-License-Identifier: Apache-2.0
package portolan.console.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import portolan.console.screen.SafeText;

/** The templates of one module, which its build has made classes of. */
public final class Templates {
    private final TemplateEngine engine;

    /**
     * The templates below a module's {@code src/main/jte}.
     *
     * @param packageName the package of that folder, as the module's build states it
     */
    public Templates(String packageName) {
        engine =
                TemplateEngine.createPrecompiled(null, ContentType.Html, Templates.class.getClassLoader(), packageName);
    }

    /**
     * One self-contained page: it asks nothing of anybody's server.
     *
     * @param template its file, from {@code src/main/jte} on
     * @param values of its parameters, by name
     */
    public String page(String template, Map<String, Object> values) {
        StringOutput page = new StringOutput();
        engine.render(template, values, page);
        // Escaped for HTML every value is by its template; this is about what escaping leaves.
        return SafeText.lines(page.toString());
    }
}
