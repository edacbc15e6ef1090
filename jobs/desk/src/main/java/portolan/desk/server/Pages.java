// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.SafeText;

/**
 * What templates make of their values. A value that is written from the right stands isolated, in whatever template: else
 * it would swap sides with what stands beside it. Its controls of direction are shown as their numbers.
 */
final class Pages extends OwaspHtmlTemplateOutput {
    /** In these there is text only: each holds one value, and a browser isolates it. */
    static final Set<String> BARE = Set.of("title", "option", "textarea", "text", "tspan");

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
        int at = 0;
        while (at < value.length()) {
            int from = next(value, at, true);
            // Text that begins so is all of it; within ours each name stands alone.
            int to = next(value, 0, false) > from ? value.length() : lastBefore(value, from);
            super.writeUserContent(value.substring(at, from));
            if (from < to) {
                writeContent("<bdi>");
                super.writeUserContent(value.substring(from, to));
                writeContent("</bdi>");
            }
            at = to;
        }
    }

    /** Where the next letter of a direction stands; the end where there is none. */
    private static int next(String text, int from, boolean fromRight) {
        int at = from;
        while (at < text.length() && !isLetter(text.codePointAt(at), fromRight)) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    /** The end of the last letter from the right before one from the left. */
    private static int lastBefore(String text, int from) {
        int end = from;
        for (int at = from; at < next(text, from, false); at = next(text, end, true)) {
            end = at + Character.charCount(text.codePointAt(at));
        }
        return end;
    }

    private static boolean isLetter(int point, boolean fromRight) {
        byte direction = Character.getDirectionality(point);
        boolean isFromRight = direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        return Character.isLetter(point)
                && (fromRight ? isFromRight : direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
    }
}
