// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.console.page.ChartStyle;
import portolan.console.page.Html;
import portolan.console.page.Svg;

/** All results in one file that needs no other: what is sent to somebody. */
public final class HtmlReport {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Portolan benchmarks</title>
            <style>
            :root { color-scheme: light dark; --ink: #1c2530; --soft: #5c6875; --rule: #e2e6ea; --engine: #1f6fb2;
              --a: #c8511b; --b: #2c8a57; --c: #8a5ab5; --d: #b58a00; --e: #c2417c; --f: #5f7d8c; --g: #8c6b4f; }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; display: block; overflow-x: auto; }
            th, td { border: 1px solid #80808060; padding: .25rem .6rem; text-align: right; }
            th, td + td { white-space: nowrap; }
            th:first-child, td:first-child { text-align: left; }
            ul { padding-left: 1.4rem; }
            h2 { margin-top: 3rem; padding-top: 1rem; border-top: 2px solid #80808060; }
            nav h2 { margin-top: 0; border: none; }
            .headlines td { white-space: normal; text-align: left; }
            code { overflow-wrap: anywhere; }
            svg { display: block; width: 100%; max-width: 640px; height: auto; }
            """;

    /** A table of more rows than that is folded: a soak's windows would be most of the page. */
    private static final int MOST_ROWS = 25;

    private HtmlReport() {}

    /**
     * One page of all chapters, with a table of their headlines first when there are several.
     *
     * @param trend a chart of results over time, if there is one
     * @param leftOut what a reader may miss, a sentence each
     */
    public static String render(List<Chapter> chapters, @Nullable Svg trend, List<String> leftOut) {
        StringBuilder html = new StringBuilder(HEAD).append(ChartStyle.onPage()).append("</style>\n");
        html.append("<h1 id=\"top\">Portolan benchmarks</h1>\n");
        boolean several = chapters.size() > 1;
        if (several) {
            headlines(chapters, html);
        }
        if (trend != null) {
            html.append(trend.html());
        }
        if (!leftOut.isEmpty()) {
            html.append("<p>Left out of this page:</p>\n");
            text(leftOut.stream().map(what -> "- " + what).toList(), html);
        }
        chapters.forEach(chapter -> add(chapter, several, html));
        return html.append("</html>\n").toString();
    }

    private static void headlines(List<Chapter> chapters, StringBuilder html) {
        html.append("<nav><h2 id=\"contents\">Headlines</h2>\n<table class=\"headlines\">\n");
        chapters.forEach(chapter -> html.append("<tr><td><a href=\"#")
                .append(chapter.anchor())
                .append("\">")
                .append(Html.text(chapter.heading()))
                .append("</a></td><td>")
                .append(words(Summary.of(chapter.result()).headline()))
                .append("</td></tr>\n"));
        html.append("</table></nav>\n");
    }

    private static void add(Chapter chapter, boolean several, StringBuilder html) {
        html.append("<h2 id=\"")
                .append(chapter.anchor())
                .append("\">Benchmark: ")
                .append(Html.text(chapter.heading()))
                .append("</h2>\n");
        if (!chapter.command().isEmpty()) {
            text(List.of("Made by `" + chapter.command() + "`"), html);
        }
        for (Page.Section section : Page.of(chapter.result()).sections()) {
            if (!section.title().isEmpty()) {
                html.append("<h3>").append(Html.text(section.title())).append("</h3>\n");
            }
            text(section.lines(), html);
            table(section.rows(), html);
            section.charts().values().forEach(chart -> html.append(chart.html()));
        }
        if (several) {
            html.append("<p><a href=\"#top\">Back to the top</a></p>\n");
        }
    }

    /** Paragraphs, and bullets that follow one another as one list. */
    private static void text(List<String> lines, StringBuilder html) {
        boolean inList = false;
        for (String line : lines) {
            boolean bullet = line.startsWith("- ");
            if (bullet != inList) {
                html.append(bullet ? "<ul>\n" : "</ul>\n");
            }
            inList = bullet;
            html.append(bullet ? "<li>" + words(line.substring(2)) + "</li>\n" : "<p>" + words(line) + "</p>\n");
        }
        html.append(inList ? "</ul>\n" : "");
    }

    /** Of Markdown our lines have code and, for a warning, bold. */
    private static String words(String markdown) {
        return Html.text(markdown)
                .replaceAll("`([^`]*)`", "<code>$1</code>")
                .replaceAll("\\*\\*(.*?)\\*\\*", "<b>$1</b>");
    }

    private static void table(List<List<String>> rows, StringBuilder html) {
        if (rows.isEmpty()) {
            return;
        }
        boolean folded = rows.size() - 1 > MOST_ROWS;
        if (folded) {
            html.append("<details><summary>Table of ").append(rows.size() - 1).append(" rows</summary>\n");
        }
        html.append("<table>\n");
        for (int i = 0; i < rows.size(); i++) {
            String cell = i == 0 ? "th" : "td";
            html.append("<tr>");
            rows.get(i)
                    .forEach(text -> html.append('<')
                            .append(cell)
                            .append('>')
                            .append(Html.text(text))
                            .append("</")
                            .append(cell)
                            .append('>'));
            html.append("</tr>\n");
        }
        html.append(folded ? "</table></details>\n" : "</table>\n");
    }
}
