// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bits by the bin that a reading, or a pair of them, falls into. A bin includes where it ends: one that ends below 28
 * with the number next to it. The last one has no end. Immutable.
 */
final class Curve {
    /** What a reading moves at most, in bits, unless its curve says otherwise. */
    static final double MOST = 3;

    /** The place of readings that are absent. */
    static final int UNKNOWN = -1;

    private final double[] ends;
    private final double @Nullable [] columns;
    private final Bin[] bins;
    private final double unknown;
    /** By bin, the unknown one at last. */
    private final String[] evidence;

    /**
     * @param rule whose curve it is
     * @param ends of each bin of the first reading but the last, rising
     * @param columns the same of the second reading; null where there is none
     * @param bins by the first reading, then by the second
     * @param unknown bits where a reading is absent; NaN where it then counts for nothing
     */
    Curve(String rule, double[] ends, double @Nullable [] columns, List<Bin> bins, double unknown) {
        this.ends = ends;
        this.columns = columns;
        this.bins = bins.toArray(new Bin[0]);
        this.unknown = unknown;
        this.evidence = new String[bins.size() + 1];
        for (int place = 0; place < evidence.length; place++) {
            int of = place < bins.size() ? place : UNKNOWN;
            long finds = of == UNKNOWN ? -1 : bins.get(of).finds();
            evidence[place] = rule + ".bin=" + range(of) + (finds < 0 ? "" : "; " + rule + ".finds=" + finds);
        }
    }

    /**
     * What one bin adds.
     *
     * @param units where it begins
     * @param slope bits for each one of the reading from there on; 0 of a flat bin
     * @param finds that its bits rest on; -1 where nobody says
     */
    record Bin(long units, double slope, long finds) {
        /** So far behind where it begins. */
        long units(double behind) {
            return slope == 0 ? units : units + Bits.toUnits(slope * behind);
        }

        @Override
        public String toString() {
            String bits = slope == 0 ? Bits.show(units) : Bits.show(units) + " and " + shown(slope) + " for each";
            return finds < 0 ? bits : bits + " (" + finds + " finds)";
        }
    }

    int count() {
        return bins.length;
    }

    Bin bin(int place) {
        return bins[place];
    }

    double unknown() {
        return unknown;
    }

    boolean countsUnknown() {
        return !Double.isNaN(unknown);
    }

    /** The bin of two numbers; the second says nothing where there is one reading. */
    int place(double first, double second) {
        int row = place(ends, first);
        return columns == null ? row : row * (columns.length + 1) + place(columns, second);
    }

    double bits(double first, double second) {
        int place = place(first, second);
        // Only curves of one reading have slopes, and the first bin has none.
        return Bits.ofUnits(bins[place].units(place == 0 || columns != null ? 0 : first - ends[place - 1]));
    }

    /** Where a bin begins and ends: "28..63", or "28..<63" where it ends below. */
    String range(int place) {
        if (place == UNKNOWN) {
            return "unknown";
        }
        return columns == null
                ? range(ends, place)
                : range(ends, place / (columns.length + 1)) + " x " + range(columns, place % (columns.length + 1));
    }

    /** What an officer looks up behind it: the bin, and the finds that it rests on. */
    String evidence(int place) {
        return evidence[place == UNKNOWN ? bins.length : place];
    }

    /** The same in words: "28..63, 73 finds". */
    String words(int place) {
        long finds = place == UNKNOWN ? -1 : bins[place].finds();
        return range(place) + (finds < 0 ? "" : ", " + finds + " finds");
    }

    private static int place(double[] ends, double value) {
        int place = 0;
        while (place < ends.length && value > ends[place]) {
            place++;
        }
        return place;
    }

    private static String range(double[] ends, int place) {
        if (place == ends.length) {
            return (isBelow(ends[place - 1]) ? ">=" : ">") + edge(ends[place - 1]);
        }
        String begin = place == 0 ? isBelow(ends[0]) ? "" : "<=" : edge(ends[place - 1]) + "..";
        return begin + (isBelow(ends[place]) ? "<" : "") + edge(ends[place]);
    }

    private static String edge(double end) {
        return shown(isBelow(end) ? StrictMath.nextUp(end) : end);
    }

    /** Whether a bin ends just below a number, which is then the one that people write. */
    private static boolean isBelow(double end) {
        return shown(StrictMath.nextUp(end)).length() < shown(end).length();
    }

    private static String shown(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Whether it adds the same to every consignment; finds are words about it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Curve that
                && Arrays.equals(ends, that.ends)
                && Arrays.equals(columns, that.columns)
                && Double.compare(unknown, that.unknown) == 0
                && Arrays.equals(bins, that.bins, Curve::compare);
    }

    private static int compare(Bin one, Bin other) {
        int units = Long.compare(one.units(), other.units());
        return units != 0 ? units : Double.compare(one.slope(), other.slope());
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ends) + Arrays.hashCode(columns);
    }
}
