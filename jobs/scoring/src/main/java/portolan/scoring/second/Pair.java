// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.Arrays;

/**
 * What two readings add to a score together, beyond what each adds.
 *
 * @param units by bin of the one times the bins of the other, plus the bin of the other
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by its text.
public record Pair(Curve one, Curve other, long[] units) {
    public long units(float[] values) {
        return units[
                cell(
                        one.binning().bin(values[one.reading()]),
                        other.binning().bin(values[other.reading()]),
                        other.binning().bins())];
    }

    static int cell(int one, int other, int bins) {
        return one * bins + other;
    }

    @Override
    public String toString() {
        return one.measure().name() + " with " + other.measure().name() + " " + Arrays.toString(units);
    }
}
