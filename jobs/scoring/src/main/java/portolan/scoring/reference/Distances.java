// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Nautical miles between ports by sea, where a table has them.
 *
 * <p>Publication: {@code port_to_port_distances_nm.csv}: port_a, port_b, sea_nm, great_circle_nm; a pair stands once,
 * in either order.
 */
public final class Distances {
    static final Pattern TABLE = Pattern.compile("port_to_port_distances_nm\\.csv");

    private static final double MOST = 30_000;

    private final long[] pairs;
    private final int[] miles;

    private Distances(long[] pairs, int[] miles) {
        this.pairs = pairs;
        this.miles = miles;
    }

    static Distances load(ReferenceFiles files, Found found, List<String> faults) throws IOException {
        ReferenceFile table = files.one(TABLE, faults);
        Rows rows = new Rows();
        if (table != null) {
            new CsvFile(table, faults).rowsUnder(List.of("port_a", "port_b", "sea_nm", "great_circle_nm"), rows);
        }
        found.say("distances by sea", table, rows.size, "great circles instead");
        return rows.sorted();
    }

    /** Miles by sea; NaN when the table does not have the pair. */
    public double bySea(String from, String to) {
        int one = Locations.code(from);
        int other = Locations.code(to);
        if (one < 0 || other < 0) {
            return Double.NaN;
        }
        if (one == other) {
            return 0;
        }
        int i = Arrays.binarySearch(pairs, pair(one, other));
        return i < 0 ? Double.NaN : miles[i];
    }

    private static long pair(int one, int other) {
        return one < other ? (long) one << Integer.SIZE | other : (long) other << Integer.SIZE | one;
    }

    private static final class Rows implements CsvFile.Row {
        private long[] pairs = new long[1 << 10];
        private int[] miles = new int[1 << 10];
        private int size;

        @Override
        public void take(List<String> fields) {
            int one = Locations.code(fields.get(0));
            int other = Locations.code(fields.get(1));
            if (one < 0 || other < 0) {
                throw new IllegalArgumentException(
                        "not two UN/LOCODEs: '" + fields.get(0) + "', '" + fields.get(1) + "'");
            }
            int distance = (int) StrictMath.rint(TableNumbers.between(0, MOST, fields.get(2)));
            if (size == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * size);
                miles = Arrays.copyOf(miles, 2 * size);
            }
            pairs[size] = pair(one, other);
            miles[size++] = distance;
        }

        Distances sorted() {
            Integer[] order = new Integer[size];
            for (int i = 0; i < size; i++) {
                order[i] = i;
            }
            Arrays.sort(order, (a, b) -> Long.compare(pairs[a], pairs[b]));
            long[] sortedPairs = new long[size];
            int[] sortedMiles = new int[size];
            for (int i = 0; i < size; i++) {
                sortedPairs[i] = pairs[order[i]];
                sortedMiles[i] = miles[order[i]];
            }
            return new Distances(sortedPairs, sortedMiles);
        }
    }
}
