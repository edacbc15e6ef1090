// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import portolan.console.screen.LaneBars;
import portolan.console.screen.Paragraph;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.Lane;

/**
 * What became of the filings that {@code portolan score} read, as the console shows it.
 *
 * @param filings filings read, good and bad
 * @param reassessments assessments without a filing, when the bills that belong to one were due
 * @param outcomes what became of them
 * @param duplicates filings that said nothing new
 * @param withdrawn deletions
 * @param rejects filings and outcomes that could not be used, by reason
 * @param alerts alert events by what happened
 * @param budgets what was counted against the budgets of offices
 * @param inTime assessments that came before their decision was due
 * @param tooLate assessments that came after it; the others name no such time
 * @param silentIndicators indicators that this feed never has the inputs for
 */
public record ScoreReport(
        long filings,
        long assessments,
        long reassessments,
        Outcomes outcomes,
        long duplicates,
        long withdrawn,
        SortedMap<String, Long> rejects,
        Map<AlertState, Long> alerts,
        Map<Lane, Long> lanes,
        Budgets budgets,
        long inTime,
        long tooLate,
        List<String> silentIndicators) {
    public ScoreReport {
        rejects = Collections.unmodifiableSortedMap(new TreeMap<>(rejects));
        alerts = Collections.unmodifiableMap(complete(AlertState.class, alerts));
        lanes = Collections.unmodifiableMap(complete(Lane.class, lanes));
        silentIndicators = List.copyOf(silentIndicators);
    }

    /**
     * What was counted against budgets.
     *
     * @param days of offices that have one
     * @param exceeded times that a lane's budget was exceeded
     * @param drifting lanes of these days that lie beyond what chance explains
     */
    public record Budgets(long days, long exceeded, long drifting) {}

    /**
     * Outcomes of inspections.
     *
     * @param read good and bad
     * @param rejected those of which nothing was learned
     * @param elsewhere those whose consignments are filed under another tenant
     * @param stated a tenant that those state
     * @param filed a tenant that their consignments are filed under
     */
    public record Outcomes(long read, long rejected, long elsewhere, String stated, String filed) {
        public static final Outcomes NONE = new Outcomes(0, 0, 0, "", "");

        /** Whether nearly nothing was learned, so that all else of the report stands on sand. */
        boolean areMostlyRejected() {
            return rejected * 2 > read;
        }
    }

    /** Filings and outcomes that could not be used. */
    public long rejected() {
        return rejects.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The report as the console shows it, without a line break at the end. */
    public String text(Duration took) {
        return String.join("\n", lines(took, Screen.endless(Screen.USUAL_WIDTH)));
    }

    List<String> lines(Duration took, Screen screen) {
        List<String> lines = new ArrayList<>();
        if (outcomes.areMostlyRejected()) {
            lines.addAll(Paragraph.wrap(
                    "Most outcomes were rejected, " + number(outcomes.rejected()) + " of " + number(outcomes.read())
                            + ": what inspections found is missing from these scores. rejects.jsonl says why, line by line.",
                    screen.width(),
                    ""));
        }
        if (outcomes.elsewhere() > 0) {
            lines.addAll(Paragraph.wrap(
                    TextLine.counted(outcomes.elsewhere(), "outcome") + " of tenant '"
                            + TextLine.harmless(outcomes.stated())
                            + "' (what states none is of 'default') are of consignments that are filed under another"
                            + " tenant, '" + TextLine.harmless(outcomes.filed())
                            + "': state the tenant of the filing in each outcome.",
                    screen.width(),
                    ""));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(TextLine.counted(filings, "filing")
                + (outcomes.read() > 0 ? " and " + TextLine.counted(outcomes.read(), "outcome") : "") + " read in "
                + BoardSummary.inWords(took) + rate(took) + ".");
        lines.add("");
        lines.add(row(assessments, "assessed"));
        lines.add(row(duplicates, "duplicates, dropped"));
        lines.add(row(withdrawn, "withdrawn by their filer"));
        lines.add(row(
                rejected(),
                "rejected" + ofOutcomes() + (rejected() == 0 ? "" : ": " + reasons() + " (each in rejects.jsonl)")));
        lines.add("");
        lines.addAll(Paragraph.wrap(
                "Lanes of the filings that were assessed: an amended consignment counts once for each filing."
                        + (reassessments == 0
                                ? ""
                                : " Not among them: " + TextLine.counted(reassessments, "assessment")
                                        + " made when the bills that belong to one were due."),
                screen.width(),
                "  "));
        lines.addAll(LaneBars.lines(lanes, 0, screen));
        lines.add("");
        lines.add("  alerts: " + number(count(AlertState.OPENED)) + " opened, " + number(count(AlertState.UPDATED))
                + " updated, " + number(count(AlertState.WITHDRAWN)) + " withdrawn");
        if (budgets.days() > 0) {
            lines.add("  budgets: exceeded " + TextLine.counted(budgets.exceeded(), "time") + " in "
                    + TextLine.counted(budgets.days(), "day") + " of offices, drifting lanes on those days "
                    + number(budgets.drifting()) + " (each in lanes.jsonl)");
        }
        if (inTime + tooLate > 0) {
            lines.add("  assessed before their decision was due: " + number(inTime) + " of " + number(inTime + tooLate)
                    + " that say when (" + share() + " %)");
        }
        if (!silentIndicators.isEmpty()) {
            lines.add("");
            lines.add("  These indicators were silent throughout, because the feed never has what they measure.");
            lines.add("  A low score says nothing about them:");
            lines.addAll(Paragraph.wrap(String.join(", ", silentIndicators), screen.width(), "    "));
        }
        return lines;
    }

    /** Rounded down: one that came too late is not all of them in time. */
    private String share() {
        return String.format(Locale.ROOT, "%.1f", Math.floor(inTime * 1_000.0 / (inTime + tooLate)) / 10);
    }

    private String ofOutcomes() {
        return outcomes.rejected() == 0 ? "" : ", " + TextLine.counted(outcomes.rejected(), "outcome") + " among them";
    }

    private String rate(Duration took) {
        long millis = took.toMillis();
        return millis < 1 ? "" : " (" + number(Math.round(filings * 1_000.0 / millis)) + " a second)";
    }

    /** Most frequent first. */
    private String reasons() {
        return rejects.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(reason -> number(reason.getValue()) + " " + reason.getKey())
                .reduce((some, more) -> some + ", " + more)
                .orElse("");
    }

    private long count(AlertState state) {
        return alerts.getOrDefault(state, 0L);
    }

    private static String row(long count, String what) {
        return String.format(Locale.ROOT, "  %,11d  %s", count, what);
    }

    private static String number(long number) {
        return TextLine.number(number);
    }

    /** Every name is there, with 0 when nothing happened: readers need not guess. */
    private static <E extends Enum<E>> Map<E, Long> complete(Class<E> names, Map<E, Long> counts) {
        Map<E, Long> complete = new EnumMap<>(names);
        for (E name : names.getEnumConstants()) {
            complete.put(name, counts.getOrDefault(name, 0L));
        }
        return complete;
    }
}
