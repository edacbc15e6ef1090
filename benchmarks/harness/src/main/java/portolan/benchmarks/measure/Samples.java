// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/** A count, read again and again: when it was how much. Not for more than one thread. */
public final class Samples {
    private final List<double[]> readings = new ArrayList<>();

    public void add(double seconds, double count) {
        readings.add(new double[] {seconds, count});
    }

    /** Times in seconds and counts, in order. */
    public List<double[]> readings() {
        return List.copyOf(readings);
    }

    /** The count that half of the readings do not exceed; 0 without any. */
    public double median() {
        double[] counts =
                readings.stream().mapToDouble(reading -> reading[1]).sorted().toArray();
        int size = counts.length;
        return size == 0 ? 0 : (counts[(size - 1) / 2] + counts[size / 2]) / 2;
    }

    /** When the count reached a number, between readings in proportion; not a number when it never did. */
    public double reached(double count) {
        for (int i = 0; i < readings.size(); i++) {
            double[] now = readings.get(i);
            if (now[1] >= count) {
                if (i == 0) {
                    return now[0];
                }
                double[] before = readings.get(i - 1);
                return before[0] + (now[0] - before[0]) * (count - before[1]) / (now[1] - before[1]);
            }
        }
        return Double.NaN;
    }

    /**
     * When, from one time to another, the count was first at most this high after it had been higher; else not a
     * number.
     */
    public double firstBetween(double from, double to, double count) {
        boolean higher = false;
        for (double[] reading : readings) {
            if (reading[0] >= from && reading[0] <= to) {
                if (higher && reading[1] <= count) {
                    return reading[0];
                }
                higher |= reading[1] > count;
            }
        }
        return Double.NaN;
    }

    /** How much the count grows in a second: the slope of the least squares through the readings. */
    public double slope() {
        double meanTime =
                readings.stream().mapToDouble(reading -> reading[0]).average().orElse(0);
        double meanCount =
                readings.stream().mapToDouble(reading -> reading[1]).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (double[] reading : readings) {
            products += (reading[0] - meanTime) * (reading[1] - meanCount);
            squares += (reading[0] - meanTime) * (reading[0] - meanTime);
        }
        return squares == 0 ? 0 : products / squares;
    }
}
