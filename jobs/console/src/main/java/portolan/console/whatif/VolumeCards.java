// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portolan.console.page.Axis;
import portolan.console.page.HtmlPage;
import portolan.console.page.LineChart;
import portolan.console.screen.TextLine;
import portolan.scoring.rules.Lane;
import portolan.tuning.WhatIfAnswer;

/** How many consignments there are in which lane, on a page: from lane to lane, over time, by office and threat. */
final class VolumeCards {
    private static final int MOST_OFFICES = 12;
    private static final int MOST_TICKS = 6;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private final WhatIfAnswer answer;
    private final HtmlPage page;
    private final int days;

    VolumeCards(WhatIfAnswer answer, HtmlPage page) {
        this.answer = answer;
        this.page = page;
        this.days = Math.max(1, answer.about().days());
    }

    void matrix() {
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

    void threats() {
        PairBars chart = new PairBars("consignments with an alert a day");
        for (WhatIfAnswer.ThreatVolume threat : answer.threats()) {
            String note = threat.then() == null ? " (new)" : threat.now() == null ? " (gone)" : "";
            chart.pair(
                    threat.threat() + note,
                    (double) threat.alertsThen() / days,
                    (double) threat.alertsNow() / days,
                    "engine");
        }
        page.card("Alerts by threat", "Grey: then. Colour: now.", chart.html());
    }

    void volumes() {
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
        LocalDate first = points.get(0).from();
        LocalDate last = points.get(points.size() - 1).from();
        return new LineChart("", days(first, last), Axis.linear("consignments a day", 0, most))
                .line("then", then, "ideal")
                .line("now", now, Figures.lane(lane))
                .draw()
                .html();
    }

    private static Axis days(LocalDate first, LocalDate last) {
        long length = Math.max(1, last.toEpochDay() - first.toEpochDay());
        List<Double> ticks = new ArrayList<>();
        long steps = Math.min(MOST_TICKS, length);
        for (long i = 0; i <= steps; i++) {
            ticks.add((double) (first.toEpochDay() + length * i / steps));
        }
        String years = first.getYear() == last.getYear()
                ? String.valueOf(first.getYear())
                : first.getYear() + " to " + last.getYear();
        return new Axis(
                "day (UTC), " + years,
                false,
                ticks,
                day -> LocalDate.ofEpochDay((long) day).format(DAY));
    }

    void offices(Lane lane) {
        List<WhatIfAnswer.OfficeVolume> ranked = Ranked.offices(answer.offices());
        PairBars chart = new PairBars(Figures.lane(lane) + " consignments a day");
        for (WhatIfAnswer.OfficeVolume office : ranked.subList(0, Math.min(MOST_OFFICES, ranked.size()))) {
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

    private static String title(String lane) {
        return Character.toUpperCase(lane.charAt(0)) + lane.substring(1);
    }
}
