// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Arrays;

/**
 * An {@link Amount} over a strip of rows. Holds scratch space: serves one thread, and the values of one strip until it
 * is asked about the next.
 */
interface ColumnAmount {
    /** The values, NaN also where absent; the strip's first row is at {@link #offset}. */
    double[] values(Strip strip);

    default int offset(Strip strip) {
        return 0;
    }

    /** Whether the value needs something that is absent, in the row of the strip whose values were asked for last. */
    boolean isAbsent(Strip strip, int row);

    /** Whether it is never NaN but where absent. */
    boolean isAbsentWhereNaN();

    private static double[] scratch() {
        return new double[Strip.LONGEST];
    }

    private static double[] filled(double value) {
        double[] all = scratch();
        Arrays.fill(all, value);
        return all;
    }

    @SuppressWarnings("ArrayRecordComponent") // the same number, as often as a strip is long
    record Constant(double[] values) implements ColumnAmount {
        Constant(double number) {
            this(filled(number));
        }

        double number() {
            return values[0];
        }

        @Override
        public double[] values(Strip strip) {
            return values;
        }

        @Override
        public boolean isAbsent(Strip strip, int row) {
            return false;
        }

        @Override
        public boolean isAbsentWhereNaN() {
            return !Double.isNaN(number());
        }
    }

    /** What stands in a column as it is. */
    abstract class OfColumn implements ColumnAmount {
        private static final double[] NOWHERE = filled(Double.NaN);

        abstract double @org.jspecify.annotations.Nullable [] column(Strip strip);

        @Override
        public final double[] values(Strip strip) {
            double[] column = column(strip);
            return column == null ? NOWHERE : column;
        }

        @Override
        public final int offset(Strip strip) {
            return column(strip) == null ? 0 : strip.from();
        }

        @Override
        public final boolean isAbsent(Strip strip, int row) {
            return Double.isNaN(values(strip)[offset(strip) + row]);
        }

        @Override
        public final boolean isAbsentWhereNaN() {
            return true;
        }
    }

    /** What no column of an archive has. */
    final class OfMemory extends OfColumn {
        @Override
        double @org.jspecify.annotations.Nullable [] column(Strip strip) {
            return null;
        }
    }

    final class OfReading extends OfColumn {
        private final int indicator;

        OfReading(int indicator) {
            this.indicator = indicator;
        }

        @Override
        double @org.jspecify.annotations.Nullable [] column(Strip strip) {
            return strip.facts().reading(indicator);
        }
    }

    final class OfField extends OfColumn {
        private final ConsignmentField field;

        OfField(ConsignmentField field) {
            this.field = field;
        }

        @Override
        double @org.jspecify.annotations.Nullable [] column(Strip strip) {
            return strip.facts().numbers(field);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // scratch space
    record SizeOf(ConsignmentField field, double[] sizes) implements ColumnAmount {
        SizeOf(ConsignmentField field) {
            this(field, scratch());
        }

        @Override
        public double[] values(Strip strip) {
            FactColumns.Lists column = strip.facts().lists(field);
            if (column == null) {
                Arrays.fill(sizes, 0, strip.rows(), 0);
                return sizes;
            }
            int[] starts = column.starts();
            for (int i = 0, row = strip.from(); i < strip.rows(); i++, row++) {
                sizes[i] = starts[row + 1] - starts[row];
            }
            return sizes;
        }

        @Override
        public boolean isAbsent(Strip strip, int row) {
            return false;
        }

        @Override
        public boolean isAbsentWhereNaN() {
            return true;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // scratch space
    record Negative(ColumnAmount of, double[] negatives) implements ColumnAmount {
        Negative(ColumnAmount of) {
            this(of, scratch());
        }

        @Override
        public double[] values(Strip strip) {
            double[] values = of.values(strip);
            int offset = of.offset(strip);
            for (int i = 0; i < strip.rows(); i++) {
                negatives[i] = -values[offset + i];
            }
            return negatives;
        }

        @Override
        public boolean isAbsent(Strip strip, int row) {
            return of.isAbsent(strip, row);
        }

        @Override
        public boolean isAbsentWhereNaN() {
            return of.isAbsentWhereNaN();
        }
    }

    /** How two numbers become one. */
    enum Operation {
        PLUS {
            @Override
            void apply(double[] left, int at, double[] right, int to, double[] out, int rows) {
                for (int i = 0; i < rows; i++) {
                    out[i] = left[at + i] + right[to + i];
                }
            }
        },
        MINUS {
            @Override
            void apply(double[] left, int at, double[] right, int to, double[] out, int rows) {
                for (int i = 0; i < rows; i++) {
                    out[i] = left[at + i] - right[to + i];
                }
            }
        },
        TIMES {
            @Override
            void apply(double[] left, int at, double[] right, int to, double[] out, int rows) {
                for (int i = 0; i < rows; i++) {
                    out[i] = left[at + i] * right[to + i];
                }
            }
        },
        OVER {
            @Override
            void apply(double[] left, int at, double[] right, int to, double[] out, int rows) {
                for (int i = 0; i < rows; i++) {
                    out[i] = left[at + i] / right[to + i];
                }
            }
        },
        LEAST {
            @Override
            void apply(double[] left, int at, double[] right, int to, double[] out, int rows) {
                for (int i = 0; i < rows; i++) {
                    out[i] = Math.min(left[at + i], right[to + i]);
                }
            }
        },
        GREATEST {
            @Override
            void apply(double[] left, int at, double[] right, int to, double[] out, int rows) {
                for (int i = 0; i < rows; i++) {
                    out[i] = Math.max(left[at + i], right[to + i]);
                }
            }
        };

        abstract void apply(double[] left, int at, double[] right, int to, double[] out, int rows);
    }

    @SuppressWarnings("ArrayRecordComponent") // scratch space
    record OfTwo(Operation operation, ColumnAmount left, ColumnAmount right, double[] out) implements ColumnAmount {
        OfTwo(Operation operation, ColumnAmount left, ColumnAmount right) {
            this(operation, left, right, scratch());
        }

        @Override
        public double[] values(Strip strip) {
            double[] first = left.values(strip);
            double[] second = right.values(strip);
            operation.apply(first, left.offset(strip), second, right.offset(strip), out, strip.rows());
            return out;
        }

        @Override
        public boolean isAbsent(Strip strip, int row) {
            return left.isAbsent(strip, row) || right.isAbsent(strip, row);
        }

        @Override
        public boolean isAbsentWhereNaN() {
            // An infinity less itself is NaN, and so is its product with zero.
            return (operation == Operation.LEAST || operation == Operation.GREATEST)
                    && left.isAbsentWhereNaN()
                    && right.isAbsentWhereNaN();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // scratch space
    record Binned(
            Curve curve,
            ColumnAmount of,
            @org.jspecify.annotations.Nullable ColumnAmount by,
            double[] out) implements ColumnAmount {
        private static final double[] NOTHING = scratch();

        Binned(Curve curve, ColumnAmount of, @org.jspecify.annotations.Nullable ColumnAmount by) {
            this(curve, of, by, scratch());
        }

        @Override
        public double[] values(Strip strip) {
            double[] first = of.values(strip);
            double[] second = by == null ? NOTHING : by.values(strip);
            int at = of.offset(strip);
            int to = by == null ? 0 : by.offset(strip);
            for (int i = 0; i < strip.rows(); i++) {
                double one = first[at + i];
                double other = second[to + i];
                if (Double.isNaN(one) || Double.isNaN(other)) {
                    out[i] = curve.countsUnknown() && lacks(strip, i) ? curve.unknown() : Double.NaN;
                } else {
                    out[i] = curve.bits(one, other);
                }
            }
            return out;
        }

        @Override
        public boolean isAbsent(Strip strip, int row) {
            return !curve.countsUnknown() && lacks(strip, row);
        }

        private boolean lacks(Strip strip, int row) {
            return of.isAbsent(strip, row) || (by != null && by.isAbsent(strip, row));
        }

        @Override
        public boolean isAbsentWhereNaN() {
            return of.isAbsentWhereNaN() && (by == null || by.isAbsentWhereNaN());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // scratch space
    record Either(ColumnCondition when, ColumnAmount then, ColumnAmount otherwise, byte[] answers, double[] out)
            implements ColumnAmount {
        Either(ColumnCondition when, ColumnAmount then, ColumnAmount otherwise) {
            this(when, then, otherwise, new byte[Strip.LONGEST], scratch());
        }

        @Override
        public double[] values(Strip strip) {
            when.test(strip, answers);
            double[] first = then.values(strip);
            int at = then.offset(strip);
            double[] second = otherwise.values(strip);
            int to = otherwise.offset(strip);
            for (int i = 0; i < strip.rows(); i++) {
                out[i] = answers[i] == ColumnCondition.YES
                        ? first[at + i]
                        : answers[i] == ColumnCondition.NO ? second[to + i] : Double.NaN;
            }
            return out;
        }

        @Override
        public boolean isAbsent(Strip strip, int row) {
            return switch (answers[row]) {
                case ColumnCondition.YES -> then.isAbsent(strip, row);
                case ColumnCondition.NO -> otherwise.isAbsent(strip, row);
                default -> true;
            };
        }

        @Override
        public boolean isAbsentWhereNaN() {
            return then.isAbsentWhereNaN() && otherwise.isAbsentWhereNaN();
        }
    }
}
