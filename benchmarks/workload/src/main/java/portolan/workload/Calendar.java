// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/**
 * Working time: a week has seven units as the calendar has seven days, but a Monday is worth more of them than a
 * Sunday. What happens evenly in working time happens with the measured share on every day of the week.
 */
final class Calendar {
    private static final double[] BEFORE = new double[8];

    static {
        double sum = 0;
        for (int day = 0; day < 7; day++) {
            sum += MeasuredShares.dayOfWeek(day);
        }
        for (int day = 0; day < 7; day++) {
            BEFORE[day + 1] = BEFORE[day] + 7 * MeasuredShares.dayOfWeek(day) / sum;
        }
        BEFORE[7] = 7;
    }

    private Calendar() {}

    /** Working time at the start of a day. */
    static double startOf(int epochDay) {
        return 7.0 * Math.floorDiv(epochDay + 3, 7) + BEFORE[Times.dayOfWeek(epochDay)];
    }

    static int dayOf(double workingTime) {
        int week = (int) Math.floor(workingTime / 7);
        double within = workingTime - 7.0 * week;
        int day = 0;
        while (day < 6 && within >= BEFORE[day + 1]) {
            day++;
        }
        return 7 * week + day - 3;
    }
}
