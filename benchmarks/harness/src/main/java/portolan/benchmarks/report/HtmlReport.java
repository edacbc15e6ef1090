package portolan.benchmarks.report;

import java.util.List;

/** All pages in one file that needs no other: what is sent to somebody. */
public final class HtmlReport {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Portolan benchmarks</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; display: block; overflow-x: auto; }
            th, td { border: 1px solid #80808060; padding: .25rem .6rem; text-align: right; }
            th:first-child, td:first-child { text-align: left; }
            li { margin-left: 1.2rem; }
            code { overflow-wrap: anywhere; }
            svg { width: 100%; height: auto; }
            </style>
            """;

    private HtmlReport() {}

    public static String render(List<Page> pages) {
        StringBuilder html = new StringBuilder(HEAD);
        html.append("<h1>Portolan benchmarks</h1>\n<nav><ul>\n");
        pages.forEach(page -> html.append("<li><a href=\"#")
                .append(page.name())
                .append("\">")
                .append(Svg.escaped(page.title()))
                .append("</a></li>\n"));
        html.append("</ul></nav>\n");
        pages.forEach(page -> add(page, html));
        return html.append("</html>\n").toString();
    }

    private static void add(Page page, StringBuilder html) {
        html.append("<h2 id=\"")
                .append(page.name())
                .append("\">")
                .append(Svg.escaped(page.title()))
                .append("</h2>\n");
        for (Page.Section section : page.sections()) {
            if (!section.title().isEmpty()) {
                html.append("<h3>").append(Svg.escaped(section.title())).append("</h3>\n");
            }
            section.lines().forEach(line -> html.append(line(line)));
            table(section.rows(), html);
            section.charts().values().forEach(html::append);
        }
    }

    /** Of Markdown our pages have bullets, code and, for a warning, bold. */
    private static String line(String markdown) {
        String text = Svg.escaped(markdown)
                .replaceAll("`([^`]*)`", "<code>$1</code>")
                .replaceAll("\\*\\*(.*)\\*\\*", "<b>$1</b>");
        return text.startsWith("- ") ? "<li>" + text.substring(2) + "</li>\n" : "<p>" + text + "</p>\n";
    }

    private static void table(List<List<String>> rows, StringBuilder html) {
        if (rows.isEmpty()) {
            return;
        }
        html.append("<table>\n");
        for (int i = 0; i < rows.size(); i++) {
            String cell = i == 0 ? "th" : "td";
            html.append("<tr>");
            rows.get(i)
                    .forEach(text -> html.append('<')
                            .append(cell)
                            .append('>')
                            .append(Svg.escaped(text))
                            .append("</")
                            .append(cell)
                            .append('>'));
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }
}
