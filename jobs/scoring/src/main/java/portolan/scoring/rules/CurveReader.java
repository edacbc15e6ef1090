// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the curve of a rule. */
final class CurveReader {
    /** Of both readings together: more than a person reads, and as many as a fit makes. */
    private static final int MOST_BINS = 144;

    private static final double MOST_FINDS = 1e9;
    private static final List<String> KEYS = List.of("of", "by", "columns", "most", "bins", "unknown");
    private static final List<String> BIN_KEYS = List.of("to", "below", "bits", "slope", "finds");
    private static final List<String> COLUMN_KEYS = List.of("below");

    private final ExpressionCompiler expressions;
    private final Faults faults;
    private final double expected;
    private double most;
    private int columns = 1;
    private final List<Curve.Bin> bins = new ArrayList<>();
    /** Where the bin before ended, and at how many units. */
    private double end = Double.NEGATIVE_INFINITY;

    private long at;

    private CurveReader(double expected, ExpressionCompiler expressions, Faults faults) {
        this.expected = expected;
        this.expressions = expressions;
        this.faults = faults;
    }

    /**
     * Reads it.
     *
     * @param expected share of filings for which it moves most: it bounds that as a rule's bounds its bits
     * @return null after reporting what is wrong with it
     */
    static @Nullable Expression read(
            Node node, String rule, double expected, ExpressionCompiler expressions, Faults faults) {
        return new CurveReader(expected, expressions, faults).read(node, rule);
    }

    /** How it is called where the bits of a rule are written. */
    static String written(Node node, Faults faults) {
        Section section = Section.open(node, "a curve", faults);
        ScalarNode by = section.optionalText("by");
        return "curve of " + text(section.optionalText("of")) + (by == null ? "" : " by " + text(by));
    }

    private static String text(@Nullable ScalarNode node) {
        return node == null ? "" : node.getValue().strip();
    }

    private @Nullable Expression read(Node node, String rule) {
        int before = faults.count();
        Section section = Section.of(node, "a curve", faults, KEYS);
        Expression of = reading(section.text("of"), "of");
        ScalarNode second = section.optionalText("by");
        Expression by = second == null ? null : reading(second, "by");
        Node limit = section.optional("most");
        double largest = Bits.rarity(expected);
        most = limit == null ? StrictMath.min(Curve.MOST, largest) : number(limit, "most", 0, Bits.WIDEST);
        if (limit != null && most > largest) {
            faults.at(
                    limit,
                    "a curve moves no more than -log2 of the rule's 'expect', " + Bits.show(largest) + " bits, found "
                            + Bits.show(most) + "; write fewer, or state the share of filings that it moves so far");
        }
        Node across = section.optional("columns");
        if (second == null && across != null) {
            faults.at(across, "'columns' are the bins of a second reading: name it in 'by'");
        }
        MappingNode below = across instanceof MappingNode mapping ? mapping : null;
        List<Node> bounds = second == null
                ? List.of()
                : below != null
                        ? Section.of(below, "'columns'", faults, COLUMN_KEYS).list("below")
                        : section.list("columns");
        if (second != null && across != null && bounds.isEmpty()) {
            faults.at(across, "expected at least one number in 'columns'");
        }
        double[] columnEnds = ends(bounds, below != null);
        columns = bounds.size() + 1;
        List<Node> rows = section.list("bins");
        if (section.isPresent() && (rows.size() < 2 || rows.size() * columns > MOST_BINS)) {
            faults.at(
                    node,
                    "expected from two bins to " + MOST_BINS + " in a curve, found " + rows.size() * columns
                            + "; one that adds the same throughout is a rule with 'bits'");
            return null;
        }
        double[] ends = new double[StrictMath.max(0, rows.size() - 1)];
        for (int row = 0; row < rows.size(); row++) {
            bin(rows.get(row), row, second != null, ends);
        }
        Node unknown = section.optional("unknown");
        double bits = unknown == null ? Double.NaN : bits(unknown, "unknown");
        if (faults.count() > before || of == null || of.amount() == null) {
            return null;
        }
        Set<portolan.scoring.reading.Indicator> readings = new HashSet<>(of.readings());
        Set<ConsignmentField> fields = new HashSet<>(of.fields());
        if (by != null) {
            readings.addAll(by.readings());
            fields.addAll(by.fields());
        }
        Curve curve = new Curve(rule, ends, by == null ? null : columnEnds, bins, bits);
        long steps = of.steps() + (by == null ? 0 : by.steps()) + ends.length + columns;
        return new Expression(
                null, new Amount.Binned(curve, of.amount(), by == null ? null : by.amount()), readings, fields, steps);
    }

    private @Nullable Expression reading(@Nullable ScalarNode node, String key) {
        if (node == null) {
            return null;
        }
        Expression expression = expressions.amount(node, key);
        if (expression != null
                && expression.readings().isEmpty()
                && expression.fields().isEmpty()
                && expression.amount() != null
                && Reads.of(expression.amount()).memories().isEmpty()) {
            faults.at(
                    node,
                    "expected a reading or a number of the consignment in '" + key + "', found " + Section.kind(node)
                            + ", which is the same for all");
        }
        return expression;
    }

    private double[] ends(List<Node> nodes, boolean excluded) {
        double[] ends = new double[nodes.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = end(nodes.get(i), "columns", excluded, i == 0 ? Double.NEGATIVE_INFINITY : ends[i - 1]);
        }
        return ends;
    }

    /** @param excluded whether the bin ends before it: with the number next below */
    private double end(Node node, String key, boolean excluded, double before) {
        OptionalDouble number = Section.number(node);
        OptionalDouble end =
                number.isPresent() && excluded ? OptionalDouble.of(StrictMath.nextDown(number.getAsDouble())) : number;
        if (end.isEmpty()) {
            faults.at(node, "expected a number in '" + key + "', found " + Section.kind(node));
        } else if (end.getAsDouble() <= before) {
            faults.at(
                    node,
                    "bins end one after the other: expected more than " + Bits.show(before) + " in '" + key
                            + "', found " + Section.kind(node));
        }
        return end.orElse(before);
    }

    private void bin(Node node, int row, boolean isTable, double[] ends) {
        Section section = Section.of(node, "a bin", faults, BIN_KEYS);
        Node below = section.optional("below");
        Node to = below == null ? section.optional("to") : below;
        if (below != null && section.optional("to") != null) {
            faults.at(below, "a bin ends with 'to', which it includes, or with 'below', which it does not");
        }
        double begin = end;
        boolean isLast = row == ends.length;
        if (isLast && to != null) {
            faults.at(to, "the last bin has no end: leave it out, or add a bin for what is beyond");
        } else if (!isLast && to == null && section.isPresent()) {
            faults.at(node, "missing key 'to' or 'below' in a bin: only the last one has no end");
        } else if (to != null) {
            end = end(to, below == null ? "to" : "below", below != null, end);
            ends[row] = end;
        }
        Node slope = section.optional("slope");
        if (slope != null) {
            sloped(section, slope, row, isTable, isLast, begin);
            return;
        }
        Node bits = section.required("bits");
        Node finds = section.optional("finds");
        List<Node> all = cells(bits, "bits", isTable);
        List<Node> found = cells(finds, "finds", isTable);
        for (int i = 0; i < all.size(); i++) {
            at = Bits.toUnits(bits(all.get(i), "bits"));
            bins.add(new Curve.Bin(at, 0, i < found.size() ? finds(found.get(i)) : -1));
        }
    }

    private void sloped(Section section, Node node, int row, boolean isTable, boolean isLast, double begin) {
        double slope = number(node, "slope", -Double.MAX_VALUE, Double.MAX_VALUE);
        String complaint = section.optional("bits") != null
                ? "a bin has 'bits', or a 'slope' from where the bin before it ends"
                : isTable
                        ? "a table has no slopes: give 'bits', one for each column"
                        : row == 0
                                ? "no bin is before this one: give its 'bits'"
                                : isLast && slope != 0 ? "the last bin has no end: its slope can only be 0" : null;
        if (complaint != null) {
            faults.at(node, complaint);
            return;
        }
        Node finds = section.optional("finds");
        bins.add(new Curve.Bin(at, slope, finds == null ? -1 : finds(finds)));
        if (!isLast && end > begin) {
            at += Bits.toUnits(slope * (end - begin));
            limit(node, Bits.ofUnits(at));
        }
    }

    /** One for each column. */
    private List<Node> cells(@Nullable Node node, String key, boolean isTable) {
        if (node == null || !isTable) {
            return node == null ? List.of() : List.of(node);
        }
        List<Node> cells = Section.list(node, "'" + key + "' of a table", faults);
        if (node instanceof org.snakeyaml.engine.v2.nodes.SequenceNode && cells.size() != columns) {
            faults.at(
                    node,
                    "expected " + columns + " numbers in '" + key + "', one more than 'columns', found "
                            + cells.size());
        }
        return cells;
    }

    private long finds(Node node) {
        double finds = number(node, "finds", 0, MOST_FINDS);
        if (finds != StrictMath.rint(finds)) {
            faults.at(node, "expected a whole number in 'finds', found " + Section.kind(node));
        }
        return (long) finds;
    }

    private double bits(Node node, String key) {
        OptionalDouble bits = Section.bits(node, "'" + key + "'", faults);
        bits.ifPresent(some -> limit(node, some));
        return bits.orElse(0);
    }

    private void limit(Node node, double bits) {
        if (StrictMath.abs(bits) > most) {
            faults.at(
                    node,
                    "this curve moves at most " + Bits.show(most) + " bits, found " + Bits.show(bits)
                            + "; write fewer, or raise 'most' of the curve");
        }
    }

    private double number(Node node, String key, double least, double largest) {
        OptionalDouble number = Section.number(node);
        if (number.isEmpty() || number.getAsDouble() < least || number.getAsDouble() > largest) {
            faults.at(
                    node,
                    "expected a number"
                            + (largest == Double.MAX_VALUE
                                    ? ""
                                    : " from " + Bits.show(least) + " to " + Bits.show(largest))
                            + " in '" + key + "', found " + Section.kind(node));
        }
        return number.orElse(least);
    }
}
