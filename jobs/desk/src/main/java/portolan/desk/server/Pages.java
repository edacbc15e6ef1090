// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.SafeText;

/**
 * What templates make of their values. A value that is written from the right stands isolated, in whatever template: else
 * it would swap sides with what stands beside it. Its controls of direction are shown as their numbers.
 */
final class Pages extends OwaspHtmlTemplateOutput {
    /** In these there is text only: each holds one value, and a browser isolates it. */
    static final Set<String> BARE = Set.of("title", "option", "textarea", "text", "tspan");

    private static final String LETTER = "[\\p{L}&&[\\p{IsHebrew}\\p{IsArabic}\\p{IsSyriac}\\p{IsThaana}\\p{IsNko}]]";
    private static final String WORD = LETTER + "[\\p{M}" + LETTER + "]*+";

    /** All of a value whose first letter is one; else each name within a text of ours. */
    private static final Pattern FROM_RIGHT =
            Pattern.compile("\\A\\P{L}*+" + LETTER + ".*+|" + WORD + "(?:\\P{L}++" + WORD + ")*+", Pattern.DOTALL);

    private String tag = "html";
    private @Nullable String attribute;

    private Pages(TemplateOutput page) {
        super(page);
    }

    static String render(TemplateEngine templates, String template, Map<String, Object> values) {
        StringOutput page = new StringOutput();
        templates.render(template, values, new Pages(page));
        // Escaped for HTML every value is by its template; this is about what escaping leaves.
        return SafeText.lines(page.toString());
    }

    @Override
    public void setContext(String tagName, @Nullable String attributeName) {
        super.setContext(tagName, attributeName);
        tag = tagName;
        attribute = attributeName;
    }

    @Override
    public void writeUserContent(@Nullable String value) {
        if (value == null || attribute != null || BARE.contains(tag)) {
            super.writeUserContent(value);
            return;
        }
        Matcher name = FROM_RIGHT.matcher(value);
        int at = 0;
        while (name.find()) {
            super.writeUserContent(value.substring(at, name.start()));
            writeContent("<bdi>");
            super.writeUserContent(name.group());
            writeContent("</bdi>");
            at = name.end();
        }
        super.writeUserContent(value.substring(at));
    }
}
