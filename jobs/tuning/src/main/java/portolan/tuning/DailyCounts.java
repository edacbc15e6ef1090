// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import org.apache.commons.statistics.distribution.TDistribution;
import portolan.scoring.rules.Lane;

/** Consignments by cell, day and lane. A cell is an office on some days of the week; days are counted since 1970. */
final class DailyCounts {
    private static final int LANES = Lane.values().length;

    private final BudgetCells cells;
    private final int from;
    private final int to;
    private final int[] counts;

    /** Of no consignments yet, on the days from one to another. */
    DailyCounts(BudgetCells cells, int from, int to) {
        this.cells = cells;
        this.from = from;
        this.to = to;
        this.counts = new int[cells.size() * (to - from + 1) * LANES];
    }

    void add(int cell, int day, int lane) {
        counts[at(cell, day, lane)]++;
    }

    private int at(int cell, int day, int lane) {
        return (cell * (to - from + 1) + day - from) * LANES + lane;
    }

    /** How many of the days are days of the cell, also those on which nothing was selected. */
    int days(int cell) {
        int days = 0;
        for (int day = from; day <= to; day++) {
            days += cells.isOn(cell, day) ? 1 : 0;
        }
        return days;
    }

    /** In a lane a day. */
    double mean(int cell, Lane lane) {
        long sum = 0;
        for (int day = from; day <= to; day++) {
            sum += counts[at(cell, day, lane.place())];
        }
        return (double) sum / days(cell);
    }

    /** Half the width of the 95 % interval of the mean, as far as one day says nothing of the next. */
    double margin(int cell, Lane lane) {
        double mean = mean(cell, lane);
        double squares = 0;
        int days = days(cell);
        for (int day = from; day <= to; day++) {
            if (cells.isOn(cell, day)) {
                double off = counts[at(cell, day, lane.place())] - mean;
                squares += off * off;
            }
        }
        if (days < 2) {
            return Double.NaN;
        }
        double quantile = TDistribution.of(days - 1).inverseCumulativeProbability(0.975);
        return quantile * Math.sqrt(squares / (days - 1) / days);
    }
}
