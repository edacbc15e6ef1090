// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Indicator;

/**
 * A {@link Condition} over a strip of rows. An answer is a byte of two bits, {@link #YES}, {@link #NO}, or neither
 * where something is absent: CEL's {@code &&} and {@code ||} are then bitwise, without a branch.
 *
 * <p>Holds scratch space: serves one thread, and one {@link FactColumns} after the other.
 */
interface ColumnCondition {
    byte ABSENT = 0;
    byte YES = 1;
    byte NO = 2;

    /**
     * Answers for the rows of a strip.
     *
     * @param answers by row of the strip, from 0
     */
    void test(Strip strip, byte[] answers);

    static byte of(Ternary answer) {
        return switch (answer) {
            case YES -> YES;
            case NO -> NO;
            case ABSENT -> ABSENT;
        };
    }

    private static byte of(boolean holds) {
        return holds ? YES : NO;
    }

    private static byte[] scratch() {
        return new byte[Strip.LONGEST];
    }

    record Always(Ternary value) implements ColumnCondition {
        @Override
        public void test(Strip strip, byte[] answers) {
            Arrays.fill(answers, 0, strip.rows(), of(value));
        }
    }

    record Flag(int indicator) implements ColumnCondition {
        @Override
        public void test(Strip strip, byte[] answers) {
            byte[] flags = strip.facts().flags(indicator);
            if (flags == null) {
                Arrays.fill(answers, 0, strip.rows(), ABSENT);
            } else {
                System.arraycopy(flags, strip.from(), answers, 0, strip.rows());
            }
        }
    }

    record FieldTruth(ConsignmentField field) implements ColumnCondition {
        @Override
        public void test(Strip strip, byte[] answers) {
            byte[] values = strip.facts().truths(field);
            if (values == null) {
                Arrays.fill(answers, 0, strip.rows(), ABSENT);
                return;
            }
            for (int i = 0, row = strip.from(); i < strip.rows(); i++, row++) {
                answers[i] = (byte) ((values[row] == 1 ? YES : 0) | (values[row] == 0 ? NO : 0));
            }
        }
    }

    record KnownReading(Indicator indicator) implements ColumnCondition {
        @Override
        public void test(Strip strip, byte[] answers) {
            double[] values = strip.facts().reading(indicator.slot());
            if (values == null) {
                Arrays.fill(answers, 0, strip.rows(), NO);
                return;
            }
            for (int i = 0, row = strip.from(); i < strip.rows(); i++, row++) {
                answers[i] = of(!Double.isNaN(values[row]));
            }
        }
    }

    record KnownField(ConsignmentField field) implements ColumnCondition {
        @Override
        public void test(Strip strip, byte[] answers) {
            for (int i = 0, row = strip.from(); i < strip.rows(); i++, row++) {
                answers[i] = of(strip.facts().isKnown(field, row));
            }
        }
    }

    record Not(ColumnCondition of) implements ColumnCondition {
        @Override
        public void test(Strip strip, byte[] answers) {
            of.test(strip, answers);
            for (int i = 0; i < strip.rows(); i++) {
                answers[i] = (byte) ((answers[i] & YES) << 1 | answers[i] >> 1);
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // scratch space
    record And(ColumnCondition left, ColumnCondition right, byte[] second) implements ColumnCondition {
        And(ColumnCondition left, ColumnCondition right) {
            this(left, right, scratch());
        }

        @Override
        public void test(Strip strip, byte[] answers) {
            left.test(strip, answers);
            if (isOnly(NO, answers, strip.rows())) {
                return;
            }
            right.test(strip, second);
            for (int i = 0; i < strip.rows(); i++) {
                answers[i] = (byte) ((answers[i] & second[i] & YES) | ((answers[i] | second[i]) & NO));
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // scratch space
    record Or(ColumnCondition left, ColumnCondition right, byte[] second) implements ColumnCondition {
        Or(ColumnCondition left, ColumnCondition right) {
            this(left, right, scratch());
        }

        @Override
        public void test(Strip strip, byte[] answers) {
            left.test(strip, answers);
            right.test(strip, second);
            for (int i = 0; i < strip.rows(); i++) {
                answers[i] = (byte) (((answers[i] | second[i]) & YES) | (answers[i] & second[i] & NO));
            }
        }
    }

    private static boolean isOnly(byte answer, byte[] answers, int rows) {
        for (int i = 0; i < rows; i++) {
            if (answers[i] != answer) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ArrayRecordComponent") // scratch space
    record Either(ColumnCondition when, ColumnCondition then, ColumnCondition otherwise, byte[] first, byte[] second)
            implements ColumnCondition {
        Either(ColumnCondition when, ColumnCondition then, ColumnCondition otherwise) {
            this(when, then, otherwise, scratch(), scratch());
        }

        @Override
        public void test(Strip strip, byte[] answers) {
            when.test(strip, answers);
            then.test(strip, first);
            otherwise.test(strip, second);
            for (int i = 0; i < strip.rows(); i++) {
                answers[i] = answers[i] == YES ? first[i] : answers[i] == NO ? second[i] : ABSENT;
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // scratch space
    record Same(ColumnCondition left, ColumnCondition right, byte[] second) implements ColumnCondition {
        Same(ColumnCondition left, ColumnCondition right) {
            this(left, right, scratch());
        }

        @Override
        public void test(Strip strip, byte[] answers) {
            left.test(strip, answers);
            right.test(strip, second);
            for (int i = 0; i < strip.rows(); i++) {
                boolean isAbsent = answers[i] == ABSENT || second[i] == ABSENT;
                answers[i] = isAbsent ? ABSENT : of(answers[i] == second[i]);
            }
        }
    }

    /** What two numbers are asked. */
    enum Comparison {
        LESS {
            @Override
            void compare(double[] left, int at, double[] right, int to, byte[] answers, int rows) {
                for (int i = 0; i < rows; i++) {
                    double first = left[at + i];
                    double second = right[to + i];
                    answers[i] = (byte) ((first < second ? YES : 0) | (first >= second ? NO : 0));
                }
            }
        },
        LESS_OR_EQUAL {
            @Override
            void compare(double[] left, int at, double[] right, int to, byte[] answers, int rows) {
                for (int i = 0; i < rows; i++) {
                    double first = left[at + i];
                    double second = right[to + i];
                    answers[i] = (byte) ((first <= second ? YES : 0) | (first > second ? NO : 0));
                }
            }
        },
        EQUAL {
            @Override
            void compare(double[] left, int at, double[] right, int to, byte[] answers, int rows) {
                for (int i = 0; i < rows; i++) {
                    double first = left[at + i];
                    double second = right[to + i];
                    answers[i] = (byte) ((first == second ? YES : 0) | (first < second || first > second ? NO : 0));
                }
            }
        };

        /** Where either is NaN the answer is {@link #ABSENT}, rightly or not. */
        abstract void compare(double[] left, int at, double[] right, int to, byte[] answers, int rows);
    }

    record Compare(Comparison comparison, ColumnAmount left, ColumnAmount right) implements ColumnCondition {
        @Override
        public void test(Strip strip, byte[] answers) {
            double[] first = left.values(strip);
            double[] second = right.values(strip);
            comparison.compare(first, left.offset(strip), second, right.offset(strip), answers, strip.rows());
            if (!left.isAbsentWhereNaN() || !right.isAbsentWhereNaN()) {
                for (int i = 0; i < strip.rows(); i++) {
                    // A NaN that was computed, such as 0.0 / 0.0, is unlike every number.
                    if (answers[i] == ABSENT && !left.isAbsent(strip, i) && !right.isAbsent(strip, i)) {
                        answers[i] = NO;
                    }
                }
            }
        }
    }

    record AmongNumbers(ColumnAmount of, List<Double> numbers) implements ColumnCondition {
        @Override
        public void test(Strip strip, byte[] answers) {
            double[] values = of.values(strip);
            int offset = of.offset(strip);
            for (int i = 0; i < strip.rows(); i++) {
                double value = values[offset + i];
                answers[i] = among(value) ? YES : Double.isNaN(value) && of.isAbsent(strip, i) ? ABSENT : NO;
            }
        }

        private boolean among(double value) {
            for (int i = 0; i < numbers.size(); i++) {
                if (value == numbers.get(i)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A condition on one text alone: asked once for each different text. */
    final class OfText implements ColumnCondition {
        private final ConsignmentField field;
        private final Condition condition;
        private final Facts one = Facts.blank();

        private @Nullable FactColumns learnt;
        /** First of none, then of each text. */
        private byte[] answerOf = {};

        OfText(ConsignmentField field, Condition condition) {
            this.field = field;
            this.condition = condition;
        }

        @Override
        public void test(Strip strip, byte[] answers) {
            FactColumns.Texts column = strip.facts().texts(field);
            if (!strip.facts().equals(learnt)) {
                learn(column);
                learnt = strip.facts();
            }
            if (column == null) {
                Arrays.fill(answers, 0, strip.rows(), answerOf[0]);
                return;
            }
            int[] codes = column.codes();
            for (int i = 0, row = strip.from(); i < strip.rows(); i++, row++) {
                answers[i] = answerOf[codes[row] + 1];
            }
        }

        private void learn(FactColumns.@Nullable Texts column) {
            answerOf = new byte[1 + (column == null ? 0 : column.texts().size())];
            one.field(field, null);
            answerOf[0] = ColumnCondition.of(condition.test(one));
            for (int code = 1; code < answerOf.length; code++) {
                one.field(field, Objects.requireNonNull(column).texts().get(code - 1));
                answerOf[code] = ColumnCondition.of(condition.test(one));
            }
        }
    }

    /**
     * Whether a condition holds for one of a row's texts, on which alone it depends: asked once for each different
     * text.
     */
    final class OfAnyText implements ColumnCondition {
        private final ConsignmentField field;
        private final int depth;
        private final Condition holds;
        private final Facts one = Facts.blank();

        private @Nullable FactColumns learnt;
        private byte[] answerOf = {};

        OfAnyText(ConsignmentField field, int depth, Condition holds) {
            this.field = field;
            this.depth = depth;
            this.holds = holds;
        }

        @Override
        public void test(Strip strip, byte[] answers) {
            FactColumns.Lists column = strip.facts().lists(field);
            if (column == null) {
                Arrays.fill(answers, 0, strip.rows(), NO);
                return;
            }
            if (!strip.facts().equals(learnt)) {
                learn(column);
                learnt = strip.facts();
            }
            int[] starts = column.starts();
            int[] codes = column.codes();
            int end = starts[strip.from()];
            for (int i = 0, row = strip.from(); i < strip.rows(); i++, row++) {
                int at = end;
                end = starts[row + 1];
                byte any = NO;
                for (; at < end; at++) {
                    byte each = answerOf[codes[at]];
                    any = (byte) (((any | each) & YES) | (any & each & NO));
                }
                answers[i] = any;
            }
        }

        private void learn(FactColumns.Lists column) {
            answerOf = new byte[column.texts().size()];
            for (int code = 0; code < answerOf.length; code++) {
                one.loopText(depth, column.texts().get(code));
                answerOf[code] = ColumnCondition.of(holds.test(one));
            }
        }
    }

    /** What has no form of its own over columns: one row after the other. */
    final class RowByRow implements ColumnCondition {
        private final Condition condition;
        private final int[] readings;
        private final ConsignmentField[] fields;
        private final Facts row = Facts.blank();

        RowByRow(Condition condition, Reads reads) {
            this.condition = condition;
            this.readings = reads.readings().stream().mapToInt(Indicator::slot).toArray();
            this.fields = reads.fields().toArray(new ConsignmentField[0]);
        }

        @Override
        public void test(Strip strip, byte[] answers) {
            FactColumns facts = strip.facts();
            for (int i = 0; i < strip.rows(); i++) {
                for (int slot : readings) {
                    double[] values = facts.reading(slot);
                    row.reading(slot, values == null ? Double.NaN : values[strip.from() + i]);
                }
                for (ConsignmentField field : fields) {
                    row.field(field, facts.field(field, strip.from() + i));
                }
                answers[i] = ColumnCondition.of(condition.test(row));
            }
        }
    }
}
