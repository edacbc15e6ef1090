// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.DayOfWeek;
import java.util.List;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.Thresholds;

/**
 * Which lane each assessment comes into when all thresholds of a lane move together. Rows are sorted by consignment and
 * time, so that a count under other thresholds is one pass over a few arrays.
 */
final class ThresholdShift {
    private final BudgetCells cells;
    /** By consignment, where its rows begin; one more than consignments. */
    private final int[] starts;

    private final int[] cellOf;
    private final int[] dayOf;
    /** By lane and row: how far the score is above the lane's threshold, in the threat where it is most, in units. */
    private final int[][] margins;

    private final boolean[] drawn;

    private ThresholdShift(BudgetCells cells, int consignments, int rows, boolean[] drawn) {
        this.cells = cells;
        this.starts = new int[consignments + 1];
        this.cellOf = new int[rows];
        this.dayOf = new int[rows];
        this.margins = new int[Lane.GREEN.place()][rows];
        this.drawn = drawn;
    }

    static ThresholdShift of(LoadedArchive archive, Judged judged, BudgetCells cells) {
        ThresholdShift selected = new ThresholdShift(cells, archive.size(), archive.assessments(), judged.drawn());
        int[] order = selected.order(archive);
        List<Threat> threats = judged.ruleSet().threats();
        Thresholds[][][] least = thresholds(threats, archive.texts().offices());
        for (int group = 0; group < archive.rows().size(); group++) {
            Rows rows = archive.rows().get(group);
            ColumnVerdicts verdicts = judged.verdicts().get(group);
            for (int i = 0; i < rows.size(); i++) {
                int at = order[rows.first() + i];
                selected.dayOf[at] = Rows.epochDay(rows.assessedAt()[i]);
                selected.cellOf[at] = cells.of(rows.offices()[i], selected.dayOf[at]);
                for (int lane = 0; lane < selected.margins.length; lane++) {
                    selected.margins[lane][at] =
                            margin(least[rows.offices()[i] + 1][rows.days()[i] - 1], verdicts, i, Lane.at(lane));
                }
            }
        }
        return selected;
    }

    /** First of consignments that name no office, then by an office's number; by day of the week, and threat. */
    private static Thresholds[][][] thresholds(List<Threat> threats, Names<String> offices) {
        Thresholds[][][] least = new Thresholds[offices.size() + 1][DayOfWeek.values().length][threats.size()];
        for (int office = -1; office < offices.size(); office++) {
            for (DayOfWeek day : DayOfWeek.values()) {
                for (int threat = 0; threat < threats.size(); threat++) {
                    least[office + 1][day.getValue() - 1][threat] =
                            threats.get(threat).at(office < 0 ? null : offices.get(office), day);
                }
            }
        }
        return least;
    }

    private static int margin(Thresholds[] least, ColumnVerdicts verdicts, int row, Lane lane) {
        long most = Integer.MIN_VALUE;
        for (int threat = 0; threat < least.length; threat++) {
            most = Math.max(most, verdicts.score(threat, row) - least[threat].of(lane));
        }
        return (int) most;
    }

    /** The place of each row when sorted by consignment and time; of one moment, in the order of the archive. */
    private int[] order(LoadedArchive archive) {
        for (Rows rows : archive.rows()) {
            for (int consignment : rows.consignments()) {
                starts[consignment + 1]++;
            }
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        return new TimeOrder(starts).of(archive.rows(), cellOf.length);
    }

    /**
     * Consignments by cell, day and lane under moved thresholds.
     *
     * @param shifts by cell and lane, in units
     */
    DailyCounts count(int[][] shifts, int from, int to) {
        DailyCounts counts = new DailyCounts(cells, from, to);
        for (int consignment = 0; consignment < drawn.length; consignment++) {
            int counted = counted(consignment, shifts, to);
            int cell = counted < 0 ? BudgetCells.NONE : cellOf[counted];
            if (cell != BudgetCells.NONE && dayOf[counted] >= from) {
                int lane = drawn[consignment] ? Lane.RED.place() : lane(counted, shifts, Lane.GREEN.place());
                counts.add(cell, dayOf[counted], lane);
            }
        }
        return counts;
    }

    /** How many of these consignments count in a cell and a lane, up to a day. */
    int count(int[] consignments, int cell, Lane lane, int[][] shifts, int to) {
        int count = 0;
        for (int consignment : consignments) {
            int counted = counted(consignment, shifts, to);
            if (counted >= 0 && cellOf[counted] == cell) {
                int place = drawn[consignment] ? Lane.RED.place() : lane(counted, shifts, Lane.GREEN.place());
                count += place == lane.place() ? 1 : 0;
            }
        }
        return count;
    }

    /** By cell, the consignments that an assessment of the cell may put into a lane. */
    int[][] byCell() {
        int[] sizes = new int[cells.size()];
        boolean[] isIn = new boolean[cells.size()];
        int[][] byCell = new int[cells.size()][];
        // Counted first, then filled.
        for (boolean fill : new boolean[] {false, true}) {
            for (int cell = 0; fill && cell < sizes.length; cell++) {
                byCell[cell] = new int[sizes[cell]];
                sizes[cell] = 0;
            }
            for (int consignment = 0; consignment < drawn.length; consignment++) {
                for (int row = starts[consignment]; row < starts[consignment + 1]; row++) {
                    int cell = cellOf[row];
                    if (cell != BudgetCells.NONE && !isIn[cell]) {
                        isIn[cell] = true;
                        if (fill) {
                            byCell[cell][sizes[cell]] = consignment;
                        }
                        sizes[cell]++;
                    }
                }
                for (int row = starts[consignment]; row < starts[consignment + 1]; row++) {
                    if (cellOf[row] != BudgetCells.NONE) {
                        isIn[cellOf[row]] = false;
                    }
                }
            }
        }
        return byCell;
    }

    /**
     * The row that a consignment counts by: the first, up to a day, that puts it into its strictest lane; -1 for none.
     */
    private int counted(int consignment, int[][] shifts, int to) {
        int counted = starts[consignment];
        if (dayOf[counted] > to) {
            return -1;
        }
        int lane = drawn[consignment] ? Lane.RED.place() : lane(counted, shifts, Lane.GREEN.place());
        for (int row = counted + 1; row < starts[consignment + 1] && lane > Lane.RED.place(); row++) {
            int scored = dayOf[row] > to ? lane : lane(row, shifts, lane);
            if (scored < lane) {
                lane = scored;
                counted = row;
            }
        }
        return counted;
    }

    /** The strictest lane that is stricter than one, or that one. */
    private int lane(int row, int[][] shifts, int than) {
        int cell = cellOf[row];
        for (int lane = 0; lane < than; lane++) {
            if (margins[lane][row] >= (cell == BudgetCells.NONE ? 0 : shifts[cell][lane])) {
                return lane;
            }
        }
        return than;
    }
}
