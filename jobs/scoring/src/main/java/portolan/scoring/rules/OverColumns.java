// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Objects;

/**
 * Gives compiled expressions their form over columns. What reads one text alone is asked once for each different text;
 * what is neither arithmetic nor logic over columns nor that goes row by row, on the form that it was given.
 */
final class OverColumns {
    private OverColumns() {}

    static ColumnCondition of(Condition condition) {
        if (condition instanceof Condition.Always always) {
            return new ColumnCondition.Always(always.value());
        }
        if (condition instanceof Condition.Flag flag) {
            return new ColumnCondition.Flag(flag.indicator());
        }
        if (condition instanceof Condition.FieldTruth truth) {
            return new ColumnCondition.FieldTruth(truth.field());
        }
        if (condition instanceof Condition.KnownReading known) {
            return new ColumnCondition.KnownReading(known.indicator());
        }
        if (condition instanceof Condition.KnownMemory) {
            // What declared memories said is one text in an archive, and no column of numbers.
            return new ColumnCondition.Always(Ternary.NO);
        }
        if (condition instanceof Condition.KnownField known) {
            return new ColumnCondition.KnownField(known.field());
        }
        if (condition instanceof Condition.AmongNumbers among) {
            return new ColumnCondition.AmongNumbers(of(among.of()), among.numbers());
        }
        ColumnCondition whole = ofConditions(condition);
        return whole == null ? ofTexts(condition) : whole;
    }

    private static @org.jspecify.annotations.Nullable ColumnCondition ofConditions(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return new ColumnCondition.Not(of(not.of()));
        }
        if (condition instanceof Condition.And and) {
            return new ColumnCondition.And(of(and.left()), of(and.right()));
        }
        if (condition instanceof Condition.Or or) {
            return new ColumnCondition.Or(of(or.left()), of(or.right()));
        }
        if (condition instanceof Condition.Either either) {
            return new ColumnCondition.Either(of(either.when()), of(either.then()), of(either.otherwise()));
        }
        if (condition instanceof Condition.Same same) {
            return new ColumnCondition.Same(of(same.left()), of(same.right()));
        }
        if (condition instanceof Condition.Less less) {
            return compare(ColumnCondition.Comparison.LESS, less.left(), less.right());
        }
        if (condition instanceof Condition.LessOrEqual less) {
            return compare(ColumnCondition.Comparison.LESS_OR_EQUAL, less.left(), less.right());
        }
        if (condition instanceof Condition.Equal equal) {
            return compare(ColumnCondition.Comparison.EQUAL, equal.left(), equal.right());
        }
        return null;
    }

    private static ColumnCondition compare(ColumnCondition.Comparison comparison, Amount left, Amount right) {
        return new ColumnCondition.Compare(comparison, of(left), of(right));
    }

    private static ColumnCondition ofTexts(Condition condition) {
        Reads reads = Reads.of(condition);
        if (reads.isConstant()) {
            return new ColumnCondition.Always(condition.test(Facts.blank()));
        }
        ConsignmentField field = reads.fields().stream().findFirst().orElse(null);
        if (field != null && reads.isText(field)) {
            return new ColumnCondition.OfText(field, condition);
        }
        if (condition instanceof Condition.ExistsInField exists
                && Reads.of(exists.holds()).isLoop(exists.depth())) {
            return new ColumnCondition.OfAnyText(exists.field(), exists.depth(), exists.holds());
        }
        if (condition instanceof Condition.AmongField among && among.of() instanceof Text.Constant text) {
            return new ColumnCondition.OfAnyText(among.field(), 0, new Condition.SameText(new Text.OfLoop(0), text));
        }
        return new ColumnCondition.RowByRow(condition, reads);
    }

    static ColumnAmount of(Amount amount) {
        if (amount instanceof Amount.Constant constant) {
            return new ColumnAmount.Constant(constant.number());
        }
        if (amount instanceof Amount.OfReading reading) {
            return new ColumnAmount.OfReading(reading.indicator());
        }
        if (amount instanceof Amount.OfMemory) {
            return new ColumnAmount.OfMemory();
        }
        if (amount instanceof Amount.OfField field) {
            return new ColumnAmount.OfField(field.field());
        }
        if (amount instanceof Amount.SizeOf size) {
            return new ColumnAmount.SizeOf(size.field());
        }
        if (amount instanceof Amount.Negative negative) {
            return new ColumnAmount.Negative(of(negative.of()));
        }
        if (amount instanceof Amount.Either either) {
            return new ColumnAmount.Either(of(either.when()), of(either.then()), of(either.otherwise()));
        }
        if (amount instanceof Amount.Binned binned) {
            return new ColumnAmount.Binned(
                    binned.curve(), of(binned.of()), binned.by() == null ? null : of(binned.by()));
        }
        return ofTwo(amount);
    }

    private static ColumnAmount ofTwo(Amount amount) {
        if (amount instanceof Amount.Plus plus) {
            return two(ColumnAmount.Operation.PLUS, plus.left(), plus.right());
        }
        if (amount instanceof Amount.Minus minus) {
            return two(ColumnAmount.Operation.MINUS, minus.left(), minus.right());
        }
        if (amount instanceof Amount.Times times) {
            return two(ColumnAmount.Operation.TIMES, times.left(), times.right());
        }
        if (amount instanceof Amount.Over over) {
            return two(ColumnAmount.Operation.OVER, over.left(), over.right());
        }
        if (amount instanceof Amount.Least least) {
            return two(ColumnAmount.Operation.LEAST, least.left(), least.right());
        }
        if (amount instanceof Amount.Greatest greatest) {
            return two(ColumnAmount.Operation.GREATEST, greatest.left(), greatest.right());
        }
        throw new IllegalStateException("nobody gave this a form over columns: " + Objects.toString(amount));
    }

    private static ColumnAmount two(ColumnAmount.Operation operation, Amount left, Amount right) {
        return new ColumnAmount.OfTwo(operation, of(left), of(right));
    }
}
