// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * One run of the simulated inspection loop: so many percent of each week's consignments were inspected, some of them
 * drawn at random, and the engine learned of nothing else.
 *
 * @param percent of a week's consignments that is inspected
 * @param explored percent of those that is drawn at random
 * @param weeks in their order
 */
public record InspectionRun(int percent, int explored, List<Week> weeks) {
    public InspectionRun {
        weeks = List.copyOf(weeks);
    }

    /**
     * What one week's inspections came to, or several weeks' together.
     *
     * @param offences among all its consignments, inspected or not
     * @param found offences among the inspected
     * @param drawn how many of the inspected were drawn at random
     * @param foundDrawn offences among those
     */
    public record Week(
            int consignments,
            int offences,
            int inspected,
            int found,
            int drawn,
            int foundDrawn,
            double revenue,
            double revenueFound) {
        static final Week NONE = new Week(0, 0, 0, 0, 0, 0, 0, 0);

        Week and(Week other) {
            return new Week(
                    consignments + other.consignments,
                    offences + other.offences,
                    inspected + other.inspected,
                    found + other.found,
                    drawn + other.drawn,
                    foundDrawn + other.foundDrawn,
                    revenue + other.revenue,
                    revenueFound + other.revenueFound);
        }

        double precision() {
            return (double) found / inspected;
        }

        double recall() {
            return (double) found / offences;
        }

        double revenueShare() {
            return revenueFound / revenue;
        }
    }

    String name() {
        return percent + " % inspected, " + explored + " % at random";
    }

    /** The weeks put together, so many in one. */
    List<Week> inBlocks(int weeksInOne) {
        List<Week> blocks = new ArrayList<>();
        for (int from = 0; from < weeks.size(); from += weeksInOne) {
            blocks.add(sum(from, Math.min(weeks.size(), from + weeksInOne)));
        }
        return blocks;
    }

    Week all() {
        return sum(0, weeks.size());
    }

    /** The first, the second, the third or the last quarter of the time. */
    Week quarter(int quarter) {
        return sum(weeks.size() * quarter / 4, weeks.size() * (quarter + 1) / 4);
    }

    private Week sum(int from, int to) {
        Week sum = Week.NONE;
        for (Week week : weeks.subList(from, to)) {
            sum = sum.and(week);
        }
        return sum;
    }
}
