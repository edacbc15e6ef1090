// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import portolan.console.screen.TextLine;
import portolan.tuning.Estimate;
import portolan.tuning.Hits;
import portolan.tuning.Proportion;
import portolan.tuning.WhatIfAnswer;

/**
 * Who is red by score, then and now, by what is known of them: found and clean apart, and never examined.
 *
 * @param lines of the table
 * @param days of the calendar in the archive
 */
public record Projected(List<Line> lines, int days) {
    private static final int MOST_REASONS = 3;

    public Projected {
        lines = List.copyOf(lines);
    }

    /** One count of consignments. */
    public record Line(String name, int then, int now) {}

    static Projected of(WhatIfAnswer answer) {
        Hits hits = answer.hits();
        int redThen = hits.kept().consignments() + hits.lost().consignments();
        int redNow = hits.kept().consignments() + hits.gained().consignments();
        int foundThen = sum(hits.kept().known(), hits.lost().known(), true);
        int cleanThen = sum(hits.kept().known(), hits.lost().known(), false);
        int foundNow = sum(hits.kept().known(), hits.gained().known(), true)
                + hits.elsewhereNow().found();
        int cleanNow = sum(hits.kept().known(), hits.gained().known(), false) + clean(hits.elsewhereNow());
        return new Projected(
                List.of(
                        new Line("red", redThen, redNow),
                        new Line("found", foundThen, foundNow),
                        new Line("clean", cleanThen, cleanNow),
                        new Line("unknown", redThen - foundThen - cleanThen, redNow - foundNow - cleanNow)),
                answer.about().days());
    }

    private static int sum(Proportion one, Proportion other, boolean isFound) {
        return isFound ? one.found() + other.found() : clean(one) + clean(other);
    }

    private static int clean(Proportion known) {
        return known.of() - known.found();
    }

    /** Share of those examined in which something was found. */
    public String precision(boolean isNow) {
        int found = count("found", isNow);
        int examined = found + count("clean", isNow);
        return examined == 0 ? "–" : percent((double) found / examined);
    }

    private int count(String name, boolean isNow) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .mapToInt(line -> isNow ? line.now() : line.then())
                .sum();
    }

    /** So many a day of the calendar. */
    public String aDay(int count) {
        return one((double) count / days);
    }

    public static String signed(int difference) {
        return difference == 0 ? "0" : (difference > 0 ? "+" : "−") + TextLine.number(Math.abs((long) difference));
    }

    public static String one(double number) {
        return String.format(Locale.ROOT, "%,.1f", number);
    }

    /** Bits with their sign. */
    public static String bits(double bits) {
        return String.format(Locale.ROOT, "%+.2f", bits).replace('-', '−');
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** An estimate with its 95 % interval. */
    public static String interval(Estimate of) {
        if (!Double.isFinite(of.value())) {
            return "–";
        }
        String value = String.format(Locale.ROOT, "%,.0f", of.value());
        String interval = Double.isFinite(of.low()) && Double.isFinite(of.high())
                ? String.format(Locale.ROOT, " (%,.0f … %,.0f)", of.low(), of.high())
                : "";
        return (value + interval).replace('-', '−');
    }

    /** The commonest reasons of a move. */
    public static String reasons(WhatIfAnswer.Move move) {
        return move.reasons().stream()
                .limit(MOST_REASONS)
                .map(reason -> reason.bits() == 0
                        ? reason.what()
                        : String.format(Locale.ROOT, "%s %+.2f", reason.what(), reason.bits()))
                .collect(Collectors.joining(", "));
    }
}
