// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portolan.scoring.rules.Bits;

/**
 * A second opinion: curves over readings and over pairs of them. A filing's units are their sum, where a family of
 * readings raises it by {@value #MOST_OF_FAMILY} units at most; 0 is usual traffic. What speaks for a filing is not
 * bounded, as the cap of a group bounds nothing that does.
 *
 * @param finds that taught it
 */
public record Curves(List<Curve> curves, List<Pair> pairs, int finds) {
    /** No family of readings raises a score further. */
    public static final long MOST_OF_FAMILY = 4L * Bits.UNITS;

    /** Nothing is known. */
    public static final Curves NONE = new Curves(List.of(), List.of(), 0);

    public Curves {
        curves = List.copyOf(curves);
        pairs = List.copyOf(pairs);
    }

    /** What all readings of a filing add. */
    public long units(float[] values) {
        long sum = 0;
        for (long units : families(values).values()) {
            sum += units;
        }
        return sum;
    }

    /** What each family adds, as officers see it; a pair belongs to the family of its first reading. */
    public Map<String, Long> families(float[] values) {
        Map<String, Long> families = new LinkedHashMap<>();
        for (Curve curve : curves) {
            families.merge(curve.measure().family(), curve.units(values[curve.reading()]), Long::sum);
        }
        for (Pair pair : pairs) {
            families.merge(pair.one().measure().family(), pair.units(values), Long::sum);
        }
        families.replaceAll((family, units) -> StrictMath.min(units, MOST_OF_FAMILY));
        return families;
    }

    static long within(long units, long most) {
        return StrictMath.max(-most, StrictMath.min(most, units));
    }

    @Override
    public String toString() {
        return Stream.concat(curves.stream(), pairs.stream())
                .map(Object::toString)
                .collect(Collectors.joining("\n", finds + " finds\n", "\n"));
    }

    /** The same, believed for a part only. */
    Curves times(int part, int of) {
        List<Curve> scaled = new ArrayList<>();
        for (Curve curve : curves) {
            scaled.add(new Curve(
                    curve.reading(), curve.measure(), curve.binning(), times(curve.units(), part, of), curve.finds()));
        }
        List<Pair> together = new ArrayList<>();
        for (Pair pair : pairs) {
            together.add(new Pair(pair.one(), pair.other(), times(pair.units(), part, of)));
        }
        return new Curves(scaled, together, finds);
    }

    private static long[] times(long[] units, int part, int of) {
        long[] scaled = new long[units.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Math.floorDiv(units[i] * part, of);
        }
        return scaled;
    }
}
