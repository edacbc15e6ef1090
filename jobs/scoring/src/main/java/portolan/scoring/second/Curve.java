// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import portolan.scoring.bank.BankReading;
import portolan.scoring.rules.Bits;

/**
 * What a reading adds to a score, by bin.
 *
 * @param reading its place among the readings
 * @param units by bin, see {@link Bits}
 * @param finds that fell into each bin
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by its text.
public record Curve(int reading, BankReading measure, Binning binning, long[] units, int[] finds) {
    /** No reading moves a score further. */
    public static final long MOST = 3L * Bits.UNITS;

    /** A bin of fewer finds says little. */
    static final int WEAK = 5;

    public long units(float value) {
        return units[binning.bin(value)];
    }

    /** Whether so few finds fell into a bin that its bits are little more than chance. */
    public boolean isWeak(int bin) {
        return finds[bin] < WEAK;
    }

    /** A line a bin, as people read and tests compare it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(measure.name());
        for (int bin = 0; bin < units.length; bin++) {
            text.append(
                            bin == Binning.UNKNOWN
                                    ? "\n  unknown"
                                    : bin == 1 ? "\n  less" : "\n  from " + binning.edges()[bin - 2])
                    .append(' ')
                    .append(Bits.show(units[bin]))
                    .append(" (")
                    .append(finds[bin])
                    .append(isWeak(bin) ? " finds, weak)" : " finds)");
        }
        return text.toString();
    }
}
