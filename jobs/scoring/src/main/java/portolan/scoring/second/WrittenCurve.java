// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import portolan.scoring.bank.BankReading;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.TextEdits;

/**
 * A curve, or a pair, in the words of the rule language: bins that add the same are one, and each begins where a
 * {@link Binning} has it.
 *
 * @param prefix of its rule and its family
 * @param id of its rule
 * @param readings one, or two of a pair
 * @param of the lines that name them
 * @param unknown units where a reading is not known
 */
record WrittenCurve(
        String prefix,
        String id,
        List<BankReading> readings,
        List<String> of,
        List<Bin> bins,
        long unknown,
        String why) {
    private static final int LONGEST_ID = 60;

    /**
     * One bin of a curve, or row of a table.
     *
     * @param end below which it is; NaN of the last
     * @param units one, or one a column
     * @param finds -1 where nobody counted them
     */
    private record Bin(float end, List<Long> units, int finds) {}

    static WrittenCurve of(String prefix, Curve curve) {
        List<Bin> bins = new ArrayList<>();
        for (int bin = 1; bin < curve.units().length; bin++) {
            add(bins, new Bin(end(curve.binning(), bin), List.of(curve.units()[bin]), curve.finds()[bin]));
        }
        BankReading measure = curve.measure();
        return new WrittenCurve(
                prefix,
                prefix + word(measure.name()),
                List.of(measure),
                List.of("of: " + measure.name()),
                bins,
                curve.units()[Binning.UNKNOWN],
                measure.inWords());
    }

    /** @throws IllegalArgumentException if what is unknown of one reading adds more than what is of the other */
    static WrittenCurve of(String prefix, Pair pair) {
        BankReading one = pair.one().measure();
        BankReading other = pair.other().measure();
        int height = pair.one().binning().bins();
        int width = pair.other().binning().bins();
        long unknown = pair.units()[0];
        for (int cell = 0; cell < pair.units().length; cell++) {
            if ((cell < width || cell % width == Binning.UNKNOWN) && pair.units()[cell] != unknown) {
                throw new IllegalArgumentException("a pair adds the same wherever one of its readings is unknown: pair="
                        + one.name() + " with " + other.name());
            }
        }
        List<Integer> columns = columns(pair, height, width);
        List<Bin> bins = new ArrayList<>();
        for (int row = 1; row < height; row++) {
            List<Long> units = new ArrayList<>();
            for (int column : columns) {
                units.add(pair.units()[Pair.cell(row, column, width)]);
            }
            add(bins, new Bin(end(pair.one().binning(), row), units, -1));
        }
        List<String> ends = columns.subList(0, columns.size() - 1).stream()
                .map(column -> end(pair.other().binning(), column))
                .map(end -> Float.isNaN(end) ? "0" : edge(end))
                .toList();
        return new WrittenCurve(
                prefix,
                id(prefix + word(one.name()) + "-with-" + word(other.name())),
                List.of(one, other),
                List.of("of: " + one.name(), "by: " + other.name(), "columns: {below: " + ends + "}"),
                bins,
                unknown,
                one.inWords() + "; together with " + other.inWords());
    }

    /** The last of each run of columns that add the same; two at least. */
    private static List<Integer> columns(Pair pair, int height, int width) {
        List<Integer> columns = new ArrayList<>();
        for (int column = 1; column < width; column++) {
            boolean isLike = column < width - 1;
            for (int row = 1; row < height && isLike; row++) {
                int cell = Pair.cell(row, column, width);
                isLike = pair.units()[cell] == pair.units()[cell + 1];
            }
            if (!isLike) {
                columns.add(column);
            }
        }
        if (columns.size() == 1) {
            columns.add(0, 1);
        }
        return columns;
    }

    /**
     * Adds a bin, or makes the one before longer, which adds as much. A curve has two at least: one bin of all that is
     * known is parted, no matter where.
     */
    private static void add(List<Bin> bins, Bin next) {
        boolean isLast = Float.isNaN(next.end);
        Bin before = bins.isEmpty() ? null : bins.get(bins.size() - 1);
        if (before != null && before.units.equals(next.units) && !(isLast && bins.size() == 1)) {
            bins.set(bins.size() - 1, new Bin(next.end, next.units, next.finds < 0 ? -1 : before.finds + next.finds));
            return;
        }
        if (before == null && isLast) {
            bins.add(new Bin(0, next.units, -1));
        }
        bins.add(next);
    }

    private static float end(Binning binning, int bin) {
        return bin <= binning.edges().length ? binning.edges()[bin - 1] : Float.NaN;
    }

    /** As few decimals as no number of single precision stands between them and the edge. */
    static String edge(float edge) {
        BigDecimal exact = new BigDecimal(edge);
        double before = StrictMath.nextDown(edge);
        for (int decimals = 0; ; decimals++) {
            BigDecimal written = exact.setScale(decimals, RoundingMode.FLOOR);
            if (written.doubleValue() > before) {
                return written.signum() == 0
                        ? "0"
                        : written.stripTrailingZeros().toPlainString();
            }
        }
    }

    /** A name in the letters of an id, so that no two become one. */
    static String word(String name) {
        return name.replace(".", "_").replace(", ", "-under-").replace(")", "").replaceAll("[^a-z0-9_]", "-");
    }

    private static String id(String whole) {
        String hash = "-" + Integer.toHexString(whole.hashCode());
        return whole.length() <= LONGEST_ID ? whole : whole.substring(0, LONGEST_ID - hash.length()) + hash;
    }

    /** The family that it is of, as a group is named. */
    String family() {
        return prefix + word(readings.get(0).family());
    }

    /**
     * The lines of its rule.
     *
     * @param threat that it counts for
     * @param families those that have others
     * @param source empty for none
     */
    List<String> lines(String threat, Set<String> families, String source) {
        List<String> lines = new ArrayList<>(List.of("- id: " + id, "  threats: [" + threat + "]", "  curve:"));
        of.forEach(line -> lines.add("    " + line));
        lines.add("    bins:");
        long most = StrictMath.abs(unknown);
        for (Bin bin : bins) {
            for (long units : bin.units) {
                most = StrictMath.max(most, StrictMath.abs(units));
            }
            List<String> bits = bin.units.stream().map(Bits::exact).toList();
            lines.add("      - {" + (Float.isNaN(bin.end) ? "" : "below: " + edge(bin.end) + ", ") + "bits: "
                    + (readings.size() == 1 ? bits.get(0) : bits) + (bin.finds < 0 ? "" : ", finds: " + bin.finds)
                    + "}");
        }
        if (unknown != 0) {
            lines.add("    unknown: " + Bits.exact(unknown));
        }
        if (most > Curve.MOST) {
            lines.add("    most: " + Bits.exact(most));
        }
        if (families.contains(family())) {
            lines.add("  family: " + family());
        }
        lines.add("  why: " + TextEdits.quoted(why));
        if (!source.isEmpty()) {
            lines.add("  source: " + TextEdits.quoted(source));
        }
        return lines;
    }
}
