// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import portolan.console.page.Html;
import portolan.console.page.HtmlPage;
import portolan.console.screen.TextLine;
import portolan.scoring.rules.Lane;
import portolan.tuning.Hits;
import portolan.tuning.WhatIfAnswer;

/** An answer as one page with charts, for who decides whether the candidate goes live. */
final class AnswerPage {
    private static final String STYLE = """
            :root { --red: #c8313a; --yellow: #b98a00; --blue: #2a6fc2; --green: #2c8a57; }
            @media (prefers-color-scheme: dark) { :root { --red: #f0707a; --yellow: #dcb73a; --blue: #6cb0f5; --green: #5cc48b; } }
            .line.red, .interval.red { stroke: var(--red); } .line.yellow { stroke: var(--yellow); } .line.blue { stroke: var(--blue); }
            .bar.red, .point.red { fill: var(--red); } .bar.yellow { fill: var(--yellow); } .bar.blue { fill: var(--blue); }
            .bar.then, .point.then { fill: var(--soft); opacity: .45; } .point.then { opacity: 1; }
            .interval { stroke-width: 2.5; } .interval.then { stroke: var(--soft); } .interval.engine { stroke: var(--engine); }
            .limit { stroke: var(--ink); stroke-width: 2.5; }
            svg { overflow: visible; } svg.lift { width: 200px; } td svg.lift, th svg.lift { display: inline-block; vertical-align: middle; }
            .says { background: var(--card); border: 1px solid var(--rule); border-left: 5px solid var(--engine);
              border-radius: 8px; padding: 12px 18px; margin: 18px 0 0; font-size: 16.5px; }
            .says p { margin: 6px 0; } .says p:first-child { font-weight: 650; font-size: 18px; }
            .says.warn { border-left-color: var(--red); font-size: 15px; } pre { overflow-x: auto; font-size: 13px; margin: 6px 0; }
            td.name, th.name { text-align: left; } td.words { text-align: left; white-space: normal; min-width: 220px; }
            b.faulty { color: var(--a); font-weight: 600; font-size: 12px; }
            tr.lane td:first-child { font-weight: 600; } .soft { color: var(--soft); }
            table.rules td, table.rules th { padding: 2px 6px; }
            @media (max-width: 1000px) { .roomy { display: none; } svg.lift { width: 150px; } }
            """;

    private final WhatIfAnswer answer;
    private final HtmlPage page;
    private final int days;

    private AnswerPage(WhatIfAnswer answer) {
        this.answer = answer;
        this.days = Math.max(1, answer.about().days());
        WhatIfAnswer.About about = answer.about();
        this.page = new HtmlPage(
                        "What if " + TextLine.harmless(about.candidate().name()) + " version "
                                + about.candidate().version() + " had judged?",
                        TextLine.counted(about.assessments(), "assessment") + " of "
                                + TextLine.counted(about.consignments(), "consignment") + ", " + about.from() + " to "
                                + about.to() + " (" + TextLine.counted(about.days(), "day") + ", UTC), archived in "
                                + about.archive())
                .style(STYLE);
    }

    /** @param candidate where the rule set lies, for the command that fills what is missing */
    static String html(WhatIfAnswer answer, Path candidate) {
        AnswerPage page = new AnswerPage(answer);
        page.says();
        page.missing(candidate);
        page.tiles();
        page.page.append("<div class=\"cards\">");
        page.cards();
        page.page.append("</div>");
        page.footer();
        return page.page.html();
    }

    /** What matters most first. */
    private void cards() {
        HitCards hits = new HitCards(answer, page);
        VolumeCards volumes = new VolumeCards(answer, page);
        RuleWorthCards worth = new RuleWorthCards(answer, page);
        hits.hits();
        if (!answer.workload().isEmpty()) {
            hits.workload();
        }
        volumes.matrix();
        volumes.threats();
        volumes.volumes();
        volumes.offices(Lane.RED);
        volumes.offices(Lane.YELLOW);
        worth.decay();
        if (answer.workload().isEmpty()) {
            hits.noBudgets();
        }
        new MoveCard(answer, page).moves();
        worth.rules();
    }

    private void says() {
        page.append("<section class=\"says\">");
        InWords.headline(answer).forEach(sentence -> page.append("<p>" + unbroken(sentence) + "</p>"));
        InWords.ends(answer.about()).forEach(sentence -> page.append("<p>" + unbroken(sentence) + "</p>"));
        page.append("</section>");
    }

    /** A sentence in which no line begins with a percent sign. */
    private static String unbroken(String sentence) {
        return Html.text(sentence.replace(" %", "\u00a0%"));
    }

    private void missing(Path candidate) {
        List<WhatIfAnswer.MissingColumn> missing = answer.about().missing();
        if (missing.isEmpty()) {
            return;
        }
        String columns = missing.stream()
                .map(column -> column.name() + " (in "
                        + Figures.percent(
                                (double) column.assessments() / answer.about().assessments())
                        + " of assessments)")
                .collect(Collectors.joining(", "));
        page.append("<section class=\"says warn\"><p>Not archived: " + Html.text(columns)
                + "</p><p>There it counts as absent, and rules that need it do not fire. To have it, replay the archived"
                + " filings with this release and ask the new archive:</p><pre>"
                + AnswerText.replay(candidate).stream().map(Html::text).collect(Collectors.joining("\n"))
                + "</pre></section>");
    }

    private void tiles() {
        page.append("<div class=\"tiles\">");
        for (Lane lane : List.of(Lane.RED, Lane.YELLOW, Lane.BLUE)) {
            double then = (double) answer.lanes().then(lane) / days;
            double now = (double) answer.lanes().now(lane) / days;
            page.tile(
                    Figures.rate(then) + " \u2192 " + Figures.rate(now),
                    Figures.lane(lane) + " a day (" + Figures.meaning(lane) + ")"
                            + (then == 0 ? "" : ", " + Figures.change(then, now)));
        }
        page.tile(
                TextLine.number(answer.moves().stream()
                        .mapToInt(WhatIfAnswer.Move::consignments)
                        .sum()),
                "consignments in another lane, of "
                        + TextLine.number(answer.about().consignments()));
        Hits hits = answer.hits();
        page.tile(
                TextLine.number(hits.kept().known().found()) + " / "
                        + TextLine.number(hits.lost().known().found()),
                "known offences that stay red / that do not");
        page.append("</div>");
    }

    private void footer() {
        String then = answer.about().then().stream()
                .map(used -> Figures.named(used.ruleSet()) + ": " + TextLine.counted(used.assessments(), "assessment"))
                .collect(Collectors.joining("; "));
        page.append("<footer><p>Then: " + Html.text(then) + "<br>Candidate: "
                + Html.text(Figures.named(answer.about().candidate()))
                + "<br>A consignment counts once: in the strictest lane that any of its assessments put it in, at the"
                + " office and on the day of the first that did. Who is drawn at random is red.</p></footer>");
    }
}
