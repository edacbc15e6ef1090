// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.util.Locale;
import portolan.console.screen.TextLine;
import portolan.tuning.FittedBudgets;
import portolan.tuning.FittedBudgets.Capacity;
import portolan.tuning.FittedBudgets.Limit;
import portolan.tuning.LoadedArchive;

/** Fitted budgets as an operator reads them. */
final class BudgetTable {
    private static final String ROW = "%-12s %-12s %-7s %9s %9s %9s %17s %9s %8s%n";

    private final FittedBudgets fitted;
    private final LoadedArchive archive;

    BudgetTable(FittedBudgets fitted, LoadedArchive archive) {
        this.fitted = fitted;
        this.archive = archive;
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s, %s to %s, %s%n%n",
                TextLine.counted(archive.size(), "assessment"),
                archive.from(),
                archive.to(),
                TextLine.counted(archive.days(), "day"));
        out.println(
                "Selected a day. EXPECTED is under the new thresholds, with the 95 % interval of the mean; LATER is");
        out.println("what thresholds fitted to the days before selected on the last days; MOVED is in bits.");
        out.println();
        out.printf(
                Locale.ROOT, ROW, "OFFICE", "DAYS", "LANE", "CAPACITY", "AS IT WAS", "EXPECTED", "", "LATER", "MOVED");
        for (Capacity each : fitted.capacities()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    TextLine.cut(TextLine.harmless(each.office()), 12),
                    each.days(),
                    each.lane(),
                    TextLine.number(each.capacity()),
                    daily(each.before()),
                    daily(each.expected().value()),
                    daily(each.expected().low()) + " to "
                            + daily(each.expected().high()),
                    daily(each.later()),
                    String.format(Locale.ROOT, "%+.2f", each.shift()));
            if (each.limit() != Limit.NONE) {
                out.println("             " + limit(each));
            }
        }
    }

    private static String limit(Capacity capacity) {
        return switch (capacity.limit()) {
            case NONE -> "";
            case FLOOR ->
                "there is more capacity than consignments above the floor (--least): all of those are selected";
            case SAME_SCORE ->
                "many have the same score: a hundredth of a bit lower selects " + daily(capacity.nextMilder())
                        + " a day";
            case NOTHING_KNOWN ->
                "the archive has nothing of this office on these days, thresholds stay: is the code right?";
            case DRAWN -> "exploration draws more than the capacity, thresholds stay: draw fewer, or examine more";
            case STRICTER_LANE -> "the stricter lane leaves no room above this one: state more capacity for this lane";
        };
    }

    private static String daily(double count) {
        return Double.isNaN(count) ? "-" : String.format(Locale.ROOT, "%.1f", count);
    }
}
