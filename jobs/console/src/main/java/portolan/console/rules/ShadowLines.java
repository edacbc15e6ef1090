// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portolan.console.screen.TextLine;
import portolan.schemas.avro.Lane;

/** How shadows compare with the champion, as a table for people. */
final class ShadowLines {
    private static final int RULES = 12;
    private static final int NUMBER = 10;
    private static final int NAME = 26;

    private ShadowLines() {}

    static List<String> of(List<ShadowReport> reports, Duration last) {
        List<String> lines = new ArrayList<>();
        if (reports.isEmpty()) {
            lines.add("No shadow judged anything in the last " + inWords(last)
                    + "; 'rules activate NAME VERSION --shadow' starts one.");
            return lines;
        }
        for (ShadowReport report : reports) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            add(report, lines);
        }
        return lines;
    }

    private static void add(ShadowReport report, List<String> lines) {
        lines.add(TextLine.harmless(report.shadow()) + ", shadow of " + TextLine.harmless(report.champion()));
        lines.add("  filed from " + second(report.from()) + " to " + second(report.to()));
        lines.add("  " + TextLine.counted(report.compared(), "assessment") + " compared: "
                + percent(report.sameLane(), report.compared()) + " in the same lane, "
                + percent(report.sameScore(), report.compared()) + " with the same score");
        long others = report.compared() - report.sameLane();
        if (others > 0) {
            lines.add("  the shadow is stricter with " + TextLine.number(report.stricter()) + " and milder with "
                    + TextLine.number(others - report.stricter()));
        }
        if (report.alone() > 0) {
            lines.add("  not compared, because no assessment of the version in force was found: "
                    + TextLine.number(report.alone()));
        }
        addLanes(report, lines);
        addAlerts(report, lines);
        addRules(report, lines);
    }

    private static void addLanes(ShadowReport report, List<String> lines) {
        lines.add("");
        StringBuilder head = new StringBuilder(left("  in force      shadow:", NAME));
        for (Lane lane : Lane.values()) {
            head.append(right(lane.name()));
        }
        lines.add(head.toString());
        for (Lane byChampion : Lane.values()) {
            StringBuilder line = new StringBuilder(left("  " + byChampion, NAME));
            for (Lane byShadow : Lane.values()) {
                long count = report.inLanes(byChampion, byShadow);
                // A dot is read over, a zero is read.
                line.append(right(count == 0 ? "." : TextLine.number(count)));
            }
            lines.add(line.toString());
        }
    }

    private static void addAlerts(ShadowReport report, List<String> lines) {
        lines.add("");
        if (report.alerts().isEmpty()) {
            lines.add("  no alerts by either");
            return;
        }
        String what = report.hasRates() ? "  alerts a day" : "  alerts";
        lines.add(left(what, NAME) + right("in force") + right("shadow"));
        String before = null;
        long champion = 0;
        long shadow = 0;
        for (ShadowReport.AlertLine alert : report.alerts()) {
            String office = alert.office().isEmpty() ? "(not stated)" : TextLine.harmless(alert.office());
            lines.add(left("  " + left(office.equals(before) ? "" : office, 15) + alert.lane(), NAME)
                    + right(rate(report, alert.champion()))
                    + right(rate(report, alert.shadow())));
            before = office;
            champion += alert.champion();
            shadow += alert.shadow();
        }
        lines.add(left("  all offices", NAME) + right(rate(report, champion)) + right(rate(report, shadow)));
        if (!report.hasRates()) {
            lines.add("  (in all: an hour or more is needed to say how many that is a day)");
        }
        if (report.alertsBeyond() > 0) {
            lines.add("  and " + TextLine.number(report.alertsBeyond()) + " more, in further offices and lanes");
        }
    }

    private static String rate(ShadowReport report, long count) {
        return report.hasRates() ? String.format(Locale.ROOT, "%,.1f", report.aDay(count)) : TextLine.number(count);
    }

    private static void addRules(ShadowReport report, List<String> lines) {
        lines.add("");
        if (report.rules().isEmpty()) {
            lines.add(
                    report.sameLane() == report.compared()
                            ? "  no rule comes to other bits"
                            : "  no rule comes to other bits: thresholds or the draw make the difference");
            return;
        }
        int longest = report.rules().stream()
                .limit(RULES)
                .mapToInt(rule -> TextLine.columnsOf(rule.rule()))
                .max()
                .orElse(0);
        int wide = Math.max(NAME, longest + 4);
        lines.add(left("  other bits come from", wide) + "  assessments  in another lane  bits in the mean");
        for (ShadowReport.RuleLine rule :
                report.rules().subList(0, Math.min(RULES, report.rules().size()))) {
            lines.add(left("  " + TextLine.harmless(rule.rule()), wide)
                    + String.format(
                            Locale.ROOT,
                            "%13s%17s%+18.2f",
                            TextLine.number(rule.assessments()),
                            TextLine.number(rule.inAnotherLane()),
                            rule.meanBits()));
        }
        if (report.rules().size() > RULES) {
            lines.add("  and " + (report.rules().size() - RULES) + " more, in --json");
        }
    }

    private static String left(String text, int columns) {
        return text + " ".repeat(Math.max(1, columns - TextLine.columnsOf(text)));
    }

    private static String right(String text) {
        return " ".repeat(Math.max(1, NUMBER - TextLine.columnsOf(text))) + text;
    }

    private static String percent(long part, long of) {
        double percent = 100.0 * part / of;
        // What is not all is never shown as all.
        String shown = part < of && percent >= 99.95 ? ">99.9" : String.format(Locale.ROOT, "%.1f", percent);
        return shown + " %";
    }

    private static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String inWords(Duration last) {
        return last.toHours() >= 1 && last.toMinutesPart() == 0 ? last.toHours() + " h" : last.toMinutes() + " min";
    }
}
