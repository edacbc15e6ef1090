// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import portolan.scoring.rules.Lane;

/** Consignments by cell, day and lane. A cell is an office on some days of the week; days are counted since 1970. */
final class DailyCounts {
    private static final int LANES = Lane.values().length;
    private static final double Z = 1.959964;

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
        return days < 2 ? Double.NaN : student(days - 1) * Math.sqrt(squares / (days - 1) / days);
    }

    /** Student's 97.5 % quantile, by its expansion in the normal one: 4 % too low at 3 degrees, exact at many. */
    private static double student(int degrees) {
        double cube = Z * Z * Z;
        double first = (cube + Z) / 4;
        double second = (5 * cube * Z * Z + 16 * cube + 3 * Z) / 96;
        return Z + first / degrees + second / ((double) degrees * degrees);
    }
}
