package portolan.console.whatif;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portolan.console.Html;
import portolan.console.HtmlPage;
import portolan.console.LineChart;
import portolan.console.TextLine;
import portolan.scoring.rules.Lane;
import portolan.tuning.Answer;
import portolan.tuning.Hits;
import portolan.tuning.RuleCard;

/** An answer as one page with charts, for who decides whether the candidate goes live. */
final class AnswerPage {
    private static final String STYLE = """
            :root { --red: #c8313a; --yellow: #b98a00; --blue: #2a6fc2; --green: #2c8a57; }
            @media (prefers-color-scheme: dark) { :root { --red: #f0707a; --yellow: #dcb73a; --blue: #6cb0f5; --green: #5cc48b; } }
            .line.red, .interval.red { stroke: var(--red); } .line.yellow { stroke: var(--yellow); } .line.blue { stroke: var(--blue); }
            .legend i.red { border-color: var(--red); } .legend i.yellow { border-color: var(--yellow); }
            .legend i.blue { border-color: var(--blue); } .legend i.ideal { border-color: var(--soft); border-top-style: dashed; }
            .bar.red, .point.red { fill: var(--red); } .bar.yellow { fill: var(--yellow); } .bar.blue { fill: var(--blue); }
            .bar.then, .point.then { fill: var(--soft); opacity: .45; } .point.then { opacity: 1; }
            .interval { stroke-width: 2.5; } .interval.then { stroke: var(--soft); } .interval.engine { stroke: var(--engine); }
            .whisker { stroke: var(--ink); stroke-width: 1.3; } .limit { stroke: var(--ink); stroke-width: 2.5; }
            .zero { stroke: var(--soft); stroke-width: 1.3; }
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

    private static final int MOST_OFFICES = 12;
    private static final int MOST_TICKS = 6;
    private static final int MOST_DECAY_LINES = 7;
    private static final int MOST_REASONS = 3;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private final Answer answer;
    private final HtmlPage page;
    private final int days;

    private AnswerPage(Answer answer) {
        this.answer = answer;
        this.days = Math.max(1, answer.about().days());
        Answer.About about = answer.about();
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
    static String html(Answer answer, Path candidate) {
        AnswerPage page = new AnswerPage(answer);
        page.says();
        page.missing(candidate);
        page.tiles();
        page.page.append("<div class=\"cards\">");
        page.hits();
        if (!answer.workload().isEmpty()) {
            page.workload();
        }
        page.matrix();
        page.threats();
        page.volumes();
        page.offices(Lane.RED);
        page.offices(Lane.YELLOW);
        page.decay();
        if (answer.workload().isEmpty()) {
            page.noBudgets();
        }
        page.moves();
        page.rules();
        page.page.append("</div>");
        page.footer();
        return page.page.html();
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
        List<Answer.MissingColumn> missing = answer.about().missing();
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
                        .mapToInt(Answer.Move::consignments)
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

    private void hits() {
        Hits hits = answer.hits();
        Intervals chart = new Intervals("offences that an examination of all would find");
        chart.row("red then", hits.then(), "then");
        boolean isKnown = hits.isFair() || hits.gained().consignments() == 0;
        if (isKnown) {
            chart.row("red now", hits.now(), "red").row("difference", hits.difference(), "engine");
        } else {
            chart.row("red then, and now", hits.kept().offences(), "red")
                    .row("red then, not now", hits.lost().offences(), "engine");
        }
        page.card(
                "What would be found",
                "Points are estimates, bars their 95 % intervals. " + HitLines.restsOn(hits)
                        + (isKnown ? "" : " What the candidate alone makes red is not shown: it has no fair sample."),
                chart.html());
    }

    private void workload() {
        PairBars chart = new PairBars("selected a day, on average");
        for (Answer.Workload each : answer.workload()) {
            chart.pair(
                    InWords.capacity(answer.about(), each),
                    each.then(),
                    each.now(),
                    each.nowLow(),
                    each.nowHigh(),
                    each.capacity(),
                    Figures.lane(each.lane()));
        }
        page.card(
                "Workload against budget",
                "Grey: then. Colour: now, eight days in ten lie on the thin line. Upright" + " mark: the capacity.",
                chart.html());
    }

    private void noBudgets() {
        page.card(
                "Workload against budget",
                "The candidate states no budgets, or none for days and offices of this period: nothing to hold it against.",
                "");
    }

    private void volumes() {
        Series series = new Series(answer);
        for (Lane lane : List.of(Lane.RED, Lane.YELLOW, Lane.BLUE)) {
            page.card(
                    title(Figures.lane(lane)) + ": " + Figures.meaning(lane),
                    series.isWeekly()
                            ? "Consignments a day, the mean of each week; days that make no whole week at the end are left"
                                    + " out."
                            : "Consignments on each day.",
                    line(series.of(lane), lane));
        }
    }

    private static String line(List<Series.Point> points, Lane lane) {
        if (points.isEmpty()) {
            return "";
        }
        double most = 0;
        List<double[]> then = new ArrayList<>();
        List<double[]> now = new ArrayList<>();
        for (Series.Point point : points) {
            most = Math.max(most, Math.max(point.then(), point.now()));
            then.add(new double[] {point.from().toEpochDay(), point.then()});
            now.add(new double[] {point.from().toEpochDay(), point.now()});
        }
        double step = LineChart.step(most == 0 ? 1 : most);
        LocalDate first = points.get(0).from();
        LocalDate last = points.get(points.size() - 1).from();
        return new LineChart(
                        days(first, last),
                        LineChart.Axis.linear(
                                "consignments a day", 0, step * Math.max(1, Math.ceil(most / step)), step))
                .line("then", then, "ideal")
                .line("now", now, Figures.lane(lane))
                .svg();
    }

    private static LineChart.Axis days(LocalDate first, LocalDate last) {
        long length = Math.max(1, last.toEpochDay() - first.toEpochDay());
        List<Double> ticks = new ArrayList<>();
        long steps = Math.min(MOST_TICKS, length);
        for (long i = 0; i <= steps; i++) {
            ticks.add((double) (first.toEpochDay() + length * i / steps));
        }
        String years = first.getYear() == last.getYear()
                ? String.valueOf(first.getYear())
                : first.getYear() + " to " + last.getYear();
        return new LineChart.Axis(
                "day (UTC), " + years,
                false,
                ticks,
                day -> LocalDate.ofEpochDay((long) day).format(DAY));
    }

    private void offices(Lane lane) {
        List<Answer.OfficeVolume> ranked = Ranked.offices(answer.offices());
        PairBars chart = new PairBars(Figures.lane(lane) + " consignments a day");
        for (Answer.OfficeVolume office : ranked.subList(0, Math.min(MOST_OFFICES, ranked.size()))) {
            chart.pair(
                    Figures.office(answer.about(), office.tenant(), office.office()),
                    (double) office.volume().then(lane) / days,
                    (double) office.volume().now(lane) / days,
                    Figures.lane(lane));
        }
        page.card(
                title(Figures.lane(lane)) + " by office",
                "Grey: then. Colour: now. Offices whose work changes most come first"
                        + (ranked.size() > MOST_OFFICES
                                ? "; " + (ranked.size() - MOST_OFFICES) + " more are not shown."
                                : "."),
                chart.html());
    }

    private void matrix() {
        StringBuilder table = new StringBuilder("<table><tr><th>then \\ now</th>");
        for (Lane now : Lane.values()) {
            table.append("<th>").append(Figures.lane(now)).append("</th>");
        }
        table.append("<th>all then</th></tr>");
        for (Lane then : Lane.values()) {
            table.append("<tr class=\"lane\"><td>").append(Figures.lane(then)).append("</td>");
            for (Lane now : Lane.values()) {
                int count = answer.lanes().of(then, now);
                table.append("<td style=\"background:")
                        .append(shade(then, now, count))
                        .append("\">")
                        .append(TextLine.number(count))
                        .append("</td>");
            }
            table.append("<td class=\"soft\">")
                    .append(TextLine.number(answer.lanes().then(then)))
                    .append("</td></tr>");
        }
        table.append("<tr><td class=\"soft\">all now</td>");
        for (Lane now : Lane.values()) {
            table.append("<td class=\"soft\">")
                    .append(TextLine.number(answer.lanes().now(now)))
                    .append("</td>");
        }
        page.card(
                "From lane to lane",
                "Consignments by lane then (row) and now (column). The diagonal stays; the darker, the larger the share"
                        + " of its row that moves.",
                table.append("<td></td></tr></table>").toString());
    }

    private String shade(Lane then, Lane now, int count) {
        int all = answer.lanes().then(then);
        if (then == now || count == 0 || all == 0) {
            return "none";
        }
        // The square root, so that a small share is seen at all.
        long percent = Math.round(6 + 50 * Math.sqrt((double) count / all));
        String colour = now.isAtLeast(then) ? "--red" : "--blue";
        return "color-mix(in srgb, var(" + colour + ") " + percent + "%, transparent)";
    }

    private void threats() {
        PairBars chart = new PairBars("consignments with an alert a day");
        for (Answer.ThreatVolume threat : answer.threats()) {
            String note = threat.then() == null ? " (new)" : threat.now() == null ? " (gone)" : "";
            chart.pair(
                    threat.threat() + note,
                    (double) threat.alertsThen() / days,
                    (double) threat.alertsNow() / days,
                    "engine");
        }
        page.card("Alerts by threat", "Grey: then. Colour: now.", chart.html());
    }

    private void moves() {
        StringBuilder table =
                new StringBuilder("<table><tr><th>from</th><th class=\"name\">to</th><th>consignments</th>"
                        + "<th>known offences</th><th style=\"text-align:left\">mostly by</th></tr>");
        for (Answer.Move move : answer.moves()) {
            String reasons = move.reasons().stream()
                    .limit(MOST_REASONS)
                    .map(reason -> MoveLines.what(reason.what())
                            + (reason.bits() == 0 ? "" : " " + Figures.signedBits(reason.bits()) + " bits") + " ("
                            + Figures.percent((double) reason.consignments() / move.looked()) + ")")
                    .collect(Collectors.joining("; "));
            table.append("<tr><td>")
                    .append(Figures.lane(move.from()))
                    .append("</td><td class=\"name\">")
                    .append(Figures.lane(move.to()))
                    .append("</td><td>")
                    .append(TextLine.number(move.consignments()))
                    .append("</td><td>")
                    .append(TextLine.number(move.offences()))
                    .append("</td><td class=\"words\">")
                    .append(Html.text(reasons))
                    .append("</td></tr>");
        }
        page.wideCard(
                "Who moves, and why",
                "Reasons are what differs in the threat that decided, with the mean difference in bits (+1 doubles the"
                        + " odds) and for how many of those who move.",
                table.append("</table>").toString());
    }

    /** Precision over the quarters of the period, of rules that have decayed, else of those that fire most. */
    private void decay() {
        List<RuleCard> shown = Stream.concat(
                        answer.rules().stream().filter(card -> card.state() == RuleCard.State.DECAYED),
                        Ranked.rules(answer.rules()).stream()
                                .filter(card -> card.state() == RuleCard.State.USED
                                        && card.quarters().stream()
                                                .allMatch(quarter ->
                                                        quarter.found().of() > 0)))
                .limit(MOST_DECAY_LINES)
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        double most = 0;
        List<List<double[]>> lines = new ArrayList<>();
        for (RuleCard card : shown) {
            List<double[]> points = new ArrayList<>();
            for (int i = 0; i < card.quarters().size(); i++) {
                double percent = 100 * card.quarters().get(i).found().share();
                most = Double.isNaN(percent) ? most : Math.max(most, percent);
                points.add(new double[] {i + 1.0, percent});
            }
            lines.add(points);
        }
        double step = LineChart.step(most == 0 ? 1 : most);
        LineChart chart = new LineChart(
                LineChart.Axis.linear("quarter of the period", 1, 4, 1),
                LineChart.Axis.linear("precision, %", 0, step * Math.max(1, Math.ceil(most / step)), step));
        for (int i = 0; i < shown.size(); i++) {
            chart.line(shown.get(i).rule(), lines.get(i), HtmlPage.colour(i));
        }
        page.card(
                "Do rules hold over time?",
                "How many of a hundred examined consignments, for which a rule fires, are offences, by quarter. Rules that"
                        + " have decayed first, then those that fire most.",
                chart.svg());
    }

    private void rules() {
        LiftPlot plot = LiftPlot.of(answer.rules());
        StringBuilder table =
                new StringBuilder("<table class=\"rules\"><tr><th>rule</th><th>fired</th><th class=\"roomy\">share</th>"
                        + "<th class=\"roomy\">examined</th>"
                        + "<th>found</th><th>precision</th><th>lift</th><th>" + plot.head()
                        + "</th><th class=\"roomy name\">fires with</th></tr>");
        for (RuleCard card : Ranked.rules(answer.rules())) {
            String like = card.like() == null ? "" : card.like() + " (" + Math.round(100 * card.likeShare()) + " %)";
            table.append("<tr><td title=\"")
                    .append(Html.text(String.join(", ", card.threats())))
                    .append("\">")
                    .append(Html.text(card.rule()))
                    .append(faulty(card))
                    .append("</td>");
            cell(table, TextLine.number(card.fired()));
            roomyCell(table, share(card));
            roomyCell(table, TextLine.number(card.found().of()));
            cell(table, TextLine.number(card.found().found()));
            cell(table, Figures.percent(card.found().share()));
            cell(table, Figures.factor(card.lift()));
            table.append("<td>")
                    .append(plot.row(card))
                    .append("</td><td class=\"roomy name soft\">")
                    .append(Html.text(like))
                    .append("</td></tr>");
        }
        page.wideCard(
                "What each rule is worth",
                "Those to look at first come first: dead (never fired), subsumed (adds nothing to another), decayed. Lift"
                        + " is how many times likelier an offence is where the rule fires than among all that was examined,"
                        + " with its 95 % interval (Wilson); each step of the axis is ten times.",
                table.append("</table>").toString());
    }

    private static String faulty(RuleCard card) {
        return card.state() == RuleCard.State.USED
                ? ""
                : " <b class=\"faulty\" title=\"" + Html.text(InWords.state(card)) + "\">"
                        + card.state().name().toLowerCase(Locale.ROOT) + "</b>";
    }

    private static String share(RuleCard card) {
        return Figures.percent(card.consignments() == 0 ? Double.NaN : (double) card.fired() / card.consignments());
    }

    /** One that gives way on a narrow screen. */
    private static void roomyCell(StringBuilder table, String text) {
        table.append("<td class=\"roomy\">").append(text).append("</td>");
    }

    private static void cell(StringBuilder table, String text) {
        table.append("<td>").append(text).append("</td>");
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

    private static String title(String lane) {
        return Character.toUpperCase(lane.charAt(0)) + lane.substring(1);
    }
}
