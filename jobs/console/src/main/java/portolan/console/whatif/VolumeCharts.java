// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portolan.console.page.Axis;
import portolan.console.page.LineChart;
import portolan.console.page.Svg;
import portolan.scoring.rules.Lane;
import portolan.tuning.WhatIfAnswer;

/** How many consignments there are in which lane, drawn: over time, by office and threat. */
final class VolumeCharts {
    private static final int MOST_OFFICES = 12;
    private static final int MOST_TICKS = 6;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private final WhatIfAnswer answer;
    private final int days;

    VolumeCharts(WhatIfAnswer answer) {
        this.answer = answer;
        this.days = Math.max(1, answer.about().days());
    }

    /** The ground of a cell of lanes: the darker, the larger the share of its row that moves. */
    String shade(Lane then, Lane now, int count) {
        int all = answer.lanes().then(then);
        if (then == now || count == 0 || all == 0) {
            return "none";
        }
        // The square root, so that a small share is seen at all.
        long percent = Math.round(6 + 50 * Math.sqrt((double) count / all));
        String colour = now.isAtLeast(then) ? "--red" : "--blue";
        return "color-mix(in srgb, var(" + colour + ") " + percent + "%, transparent)";
    }

    Svg threats() {
        PairBars chart = new PairBars("consignments with an alert a day");
        for (WhatIfAnswer.ThreatVolume threat : answer.threats()) {
            String note = threat.then() == null ? " (new)" : threat.now() == null ? " (gone)" : "";
            chart.pair(
                    threat.threat() + note,
                    (double) threat.alertsThen() / days,
                    (double) threat.alertsNow() / days,
                    "engine");
        }
        return chart.draw();
    }

    boolean isWeekly() {
        return new Series(answer).isWeekly();
    }

    Svg volumes(Lane lane) {
        return line(new Series(answer).of(lane), lane);
    }

    private static Svg line(List<Series.Point> points, Lane lane) {
        double most = 0;
        List<double[]> then = new ArrayList<>();
        List<double[]> now = new ArrayList<>();
        for (Series.Point point : points) {
            most = Math.max(most, Math.max(point.then(), point.now()));
            then.add(new double[] {point.from().toEpochDay(), point.then()});
            now.add(new double[] {point.from().toEpochDay(), point.now()});
        }
        LocalDate first = points.isEmpty() ? LocalDate.EPOCH : points.get(0).from();
        LocalDate last =
                points.isEmpty() ? first : points.get(points.size() - 1).from();
        return new LineChart("", days(first, last), Axis.linear("consignments a day", 0, most))
                .line("then", then, "ideal")
                .line("now", now, Figures.lane(lane))
                .draw();
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

    Svg offices(Lane lane) {
        List<WhatIfAnswer.OfficeVolume> ranked = Ranked.offices(answer.offices());
        PairBars chart = new PairBars(Figures.lane(lane) + " consignments a day");
        for (WhatIfAnswer.OfficeVolume office : ranked.subList(0, Math.min(MOST_OFFICES, ranked.size()))) {
            chart.pair(
                    Figures.office(answer.about(), office.tenant(), office.office()),
                    (double) office.volume().then(lane) / days,
                    (double) office.volume().now(lane) / days,
                    Figures.lane(lane));
        }
        return chart.draw();
    }

    /** Offices that have no bar. */
    int officesLeftOut() {
        return Math.max(0, answer.offices().size() - MOST_OFFICES);
    }
}
