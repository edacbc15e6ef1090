// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.Paint;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.scoring.rules.Lane;
import portolan.tuning.WhatIfAnswer;

/** How much of what there was and would be: by lane, office, day and threat. */
final class VolumeLines {
    private static final List<Lane> WORK = List.of(Lane.RED, Lane.YELLOW, Lane.BLUE);

    private final WhatIfAnswer answer;
    private final Screen screen;
    private final int days;

    VolumeLines(WhatIfAnswer answer, Screen screen) {
        this.answer = answer;
        this.screen = screen;
        this.days = Math.max(1, answer.about().days());
    }

    List<String> lanes() {
        Table table = new Table(screen, "", "then a day", "now", "change", "", "then in all", "now", "entered", "left");
        for (Lane lane : Lane.values()) {
            WhatIfAnswer.LaneMatrix lanes = answer.lanes();
            double then = (double) lanes.then(lane) / days;
            double now = (double) lanes.now(lane) / days;
            table.row(
                    Paint.valueOf(lane.name()),
                    String.format(Locale.ROOT, "%-7s %s", lane, Figures.meaning(lane)),
                    Figures.rate(then),
                    Figures.rate(now),
                    Figures.signedRate(now - then),
                    Figures.change(then, now),
                    TextLine.number(lanes.then(lane)),
                    TextLine.number(lanes.now(lane)),
                    TextLine.number(lanes.entered(lane)),
                    TextLine.number(lanes.left(lane)));
        }
        return table.lines();
    }

    /** By office, those that change most first. */
    List<String> offices(int most) {
        Table table = new Table(screen, heads("office"));
        List<WhatIfAnswer.OfficeVolume> ranked = Ranked.offices(answer.offices());
        for (WhatIfAnswer.OfficeVolume office : ranked.subList(0, Math.min(most, ranked.size()))) {
            row(table, Figures.office(answer.about(), office.tenant(), office.office()), office.volume(), days);
        }
        if (ranked.size() > most) {
            List<WhatIfAnswer.OfficeVolume> rest = ranked.subList(most, ranked.size());
            row(
                    table,
                    TextLine.counted(rest.size(), "other"),
                    sum(rest.stream().map(WhatIfAnswer.OfficeVolume::volume).toList()),
                    days);
        }
        return table.lines();
    }

    /** By day of the week, on average. */
    List<String> weekdays() {
        Table table = new Table(screen, heads("day (UTC)"));
        for (DayOfWeek weekday : DayOfWeek.values()) {
            long counted = answer.about()
                    .from()
                    .datesUntil(answer.about().to().plusDays(1))
                    .filter(day -> day.getDayOfWeek() == weekday)
                    .count();
            List<WhatIfAnswer.Volume> volumes = answer.days().stream()
                    .filter(day -> day.day().getDayOfWeek() == weekday)
                    .map(WhatIfAnswer.DayVolume::volume)
                    .toList();
            if (counted > 0) {
                row(table, weekday.name().substring(0, 3).toLowerCase(Locale.ROOT), sum(volumes), (int) counted);
            }
        }
        return table.lines();
    }

    private static String[] heads(String what) {
        return new String[] {what, "red then", "now", "", "yellow then", "now", "", "blue then", "now", ""};
    }

    private static void row(Table table, String name, WhatIfAnswer.Volume volume, int days) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Lane lane : WORK) {
            double then = (double) volume.then(lane) / days;
            double now = (double) volume.now(lane) / days;
            cells.add(Figures.rate(then));
            cells.add(Figures.rate(now));
            cells.add(Figures.change(then, now));
        }
        table.row(Paint.PLAIN, cells.toArray(new String[0]));
    }

    private static WhatIfAnswer.Volume sum(List<WhatIfAnswer.Volume> volumes) {
        Integer[] then = new Integer[Lane.values().length];
        Integer[] now = new Integer[Lane.values().length];
        Arrays.setAll(
                then,
                lane -> volumes.stream().mapToInt(each -> each.then().get(lane)).sum());
        Arrays.setAll(
                now,
                lane -> volumes.stream().mapToInt(each -> each.now().get(lane)).sum());
        return new WhatIfAnswer.Volume(List.of(then), List.of(now));
    }

    List<String> threats() {
        Table table = new Table(
                screen,
                "threat",
                "red then",
                "now",
                "yellow then",
                "now",
                "blue then",
                "now",
                "alerts then",
                "now",
                "");
        for (WhatIfAnswer.ThreatVolume threat : answer.threats()) {
            List<String> cells = new ArrayList<>(List.of(TextLine.harmless(threat.threat())));
            for (Lane lane : WORK) {
                cells.add(rate(threat.then(), lane));
                cells.add(rate(threat.now(), lane));
            }
            double then = (double) threat.alertsThen() / days;
            double now = (double) threat.alertsNow() / days;
            cells.add(threat.then() == null ? Figures.NONE : Figures.rate(then));
            cells.add(threat.now() == null ? Figures.NONE : Figures.rate(now));
            cells.add(threat.then() == null ? "new" : threat.now() == null ? "gone" : Figures.change(then, now));
            table.row(Paint.PLAIN, cells.toArray(new String[0]));
        }
        return table.lines();
    }

    private String rate(@Nullable List<Integer> lanes, Lane lane) {
        return lanes == null ? Figures.NONE : Figures.rate((double) lanes.get(lane.place()) / days);
    }
}
