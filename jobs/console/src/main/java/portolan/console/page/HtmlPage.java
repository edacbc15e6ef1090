// SPDX-License-Identifier: Apache-2.0
package portolan.console.page;

import portolan.console.screen.SafeText;

/**
 * One self-contained page: its style and its charts are in it, and it asks nothing of anybody's server. It follows the
 * reader's choice of light or dark.
 */
public final class HtmlPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; --page: #f6f7f9; --card: #fff; --ink: #1c2530; --soft: #5c6875; --rule: #e2e6ea;
              --engine: #1f6fb2; --a: #c8511b; --b: #2c8a57; --c: #8a5ab5; --d: #b58a00; --e: #c2417c; --f: #5f7d8c; --g: #8c6b4f; }
            @media (prefers-color-scheme: dark) { :root { --page: #14181d; --card: #1d232a; --ink: #e6eaee; --soft: #9aa6b2;
              --rule: #303942; --engine: #5aa9ea; --a: #f0854f; --b: #5cc48b; --c: #ba92e0; --d: #dcb73a; --e: #ee7fb0; --f: #93b1c0;
              --g: #c7a183; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
            main { max-width: 1240px; margin: 0 auto; padding: 28px 20px 60px; }
            h1 { font-size: 26px; margin: 0 0 2px; } h2 { font-size: 17px; margin: 0 0 2px; }
            .lead, .card > p, footer { color: var(--soft); } .card > p { margin: 0 0 10px; font-size: 13.5px; }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(145px, 1fr)); gap: 12px; margin: 20px 0; }
            .tile { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 12px 14px; }
            .tile b { display: block; font-size: 23px; line-height: 1.25; font-variant-numeric: tabular-nums; }
            .tile span { color: var(--soft); font-size: 12.5px; }
            .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(480px, 100%), 1fr)); gap: 16px; }
            .card { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 16px 18px; min-width: 0; }
            .wide { grid-column: 1 / -1; overflow-x: auto; }
            svg { display: block; width: 100%; height: auto; max-width: 640px; }
            table { border-collapse: collapse; width: 100%; font-size: 13.5px; font-variant-numeric: tabular-nums; }
            th, td { text-align: right; padding: 4px 8px; border-bottom: 1px solid var(--rule); white-space: nowrap; }
            th { color: var(--soft); font-weight: 500; } th:first-child, td:first-child { text-align: left; }
            tr.engine td { font-weight: 650; }
            """;

    private final String title;
    private final StringBuilder style = new StringBuilder(STYLE).append(ChartStyle.onPage());
    private final StringBuilder body = new StringBuilder();

    public HtmlPage(String title, String lead) {
        this.title = title;
        body.append("<h1>")
                .append(Html.text(title))
                .append("</h1><p class=\"lead\">")
                .append(Html.text(lead))
                .append("</p>");
    }

    /** Adds rules to the style, for what this page alone shows. */
    public HtmlPage style(String rules) {
        style.append(rules);
        return this;
    }

    public HtmlPage append(String html) {
        body.append(html);
        return this;
    }

    public HtmlPage tile(String figure, String what) {
        body.append("<div class=\"tile\"><b>")
                .append(Html.text(figure))
                .append("</b><span>")
                .append(Html.text(what))
                .append("</span></div>");
        return this;
    }

    /** A titled box around a chart or a table that is HTML already. */
    public HtmlPage card(String heading, String explanation, String html) {
        return card("card", heading, explanation, html);
    }

    public HtmlPage wideCard(String heading, String explanation, String html) {
        return card("card wide", heading, explanation, html);
    }

    private HtmlPage card(String style, String heading, String explanation, String html) {
        body.append("<section class=\"")
                .append(style)
                .append("\"><h2>")
                .append(Html.text(heading))
                .append("</h2><p>")
                .append(Html.text(explanation))
                .append("</p>")
                .append(html)
                .append("</section>");
        return this;
    }

    public String html() {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
        page.append(Html.text(title)).append("</title><style>\n").append(style);
        // Whatever a part of the page forgot.
        return SafeText.lines(page.append("</style></head><body><main>\n")
                .append(body)
                .append("\n</main></body></html>\n")
                .toString());
    }
}
