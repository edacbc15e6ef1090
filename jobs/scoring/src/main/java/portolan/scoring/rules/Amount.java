// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import portolan.scoring.indicator.Indicators;

/** A compiled expression that is a number. Whatever is absent has the value NaN; not every NaN is absent. */
sealed interface Amount {
    double value(Facts facts);

    /** Whether the value needs something that is absent; asked only about NaN, so it may take its time. */
    boolean isAbsent(Facts facts);

    record Constant(double number) implements Amount {
        @Override
        public double value(Facts facts) {
            return number;
        }

        @Override
        public boolean isAbsent(Facts facts) {
            return false;
        }
    }

    record OfReading(int indicator) implements Amount {
        @Override
        public double value(Facts facts) {
            return facts.reading(indicator);
        }

        @Override
        public boolean isAbsent(Facts facts) {
            return Double.isNaN(facts.reading(indicator));
        }
    }

    /** What a declared memory is read, by its place in the rule set's bank. */
    record OfMemory(int reading) implements Amount {
        @Override
        public double value(Facts facts) {
            return facts.memory(reading);
        }

        @Override
        public boolean isAbsent(Facts facts) {
            return Double.isNaN(facts.memory(reading));
        }
    }

    record OfField(ConsignmentField field) implements Amount {
        @Override
        public double value(Facts facts) {
            Object value = facts.field(field);
            return value == null ? Double.NaN : (Double) value;
        }

        @Override
        public boolean isAbsent(Facts facts) {
            return facts.field(field) == null;
        }
    }

    record SizeOf(ConsignmentField field) implements Amount {
        @Override
        public double value(Facts facts) {
            return ((List<?>) java.util.Objects.requireNonNull(facts.field(field))).size();
        }

        @Override
        public boolean isAbsent(Facts facts) {
            return false;
        }
    }

    record Negative(Amount of) implements Amount {
        @Override
        public double value(Facts facts) {
            return -of.value(facts);
        }

        @Override
        public boolean isAbsent(Facts facts) {
            return of.isAbsent(facts);
        }
    }

    /** What a {@link Combined} makes of two numbers. */
    enum Operator {
        PLUS,
        MINUS,
        TIMES,
        OVER,
        LEAST,
        GREATEST
    }

    record Combined(Operator operator, Amount left, Amount right) implements Amount {
        @Override
        public double value(Facts facts) {
            double first = left.value(facts);
            double second = right.value(facts);
            return switch (operator) {
                case PLUS -> first + second;
                case MINUS -> first - second;
                case TIMES -> first * second;
                case OVER -> first / second;
                case LEAST -> StrictMath.min(first, second);
                case GREATEST -> StrictMath.max(first, second);
            };
        }

        @Override
        public boolean isAbsent(Facts facts) {
            return left.isAbsent(facts) || right.isAbsent(facts);
        }
    }

    /**
     * The bits of the bin that readings fall into.
     *
     * @param by the second reading; null of a curve of one
     */
    record Binned(
            Curve curve,
            Amount of,
            @org.jspecify.annotations.Nullable Amount by) implements Amount {
        @Override
        public double value(Facts facts) {
            double first = of.value(facts);
            double second = by == null ? 0 : by.value(facts);
            if (Double.isNaN(first) || Double.isNaN(second)) {
                return curve.countsUnknown() && lacks(facts) ? curve.unknown() : Double.NaN;
            }
            return curve.bits(first, second);
        }

        @Override
        public boolean isAbsent(Facts facts) {
            return !curve.countsUnknown() && lacks(facts);
        }

        private boolean lacks(Facts facts) {
            return of.isAbsent(facts) || (by != null && by.isAbsent(facts));
        }

        /** The bin that a consignment falls into. */
        int place(Facts facts) {
            double first = of.value(facts);
            double second = by == null ? 0 : by.value(facts);
            return Double.isNaN(first) || Double.isNaN(second) ? Curve.UNKNOWN : curve.place(first, second);
        }

        /** What {@link RuleIndex} may take for a condition that always holds. */
        Condition guard(Condition always) {
            return !curve.countsUnknown() && of instanceof OfReading reading
                    ? new Condition.KnownReading(Indicators.at(reading.indicator()))
                    : always;
        }
    }

    record Either(Condition when, Amount then, Amount otherwise) implements Amount {
        @Override
        public double value(Facts facts) {
            return switch (when.test(facts)) {
                case YES -> then.value(facts);
                case NO -> otherwise.value(facts);
                case ABSENT -> Double.NaN;
            };
        }

        @Override
        public boolean isAbsent(Facts facts) {
            return switch (when.test(facts)) {
                case YES -> then.isAbsent(facts);
                case NO -> otherwise.isAbsent(facts);
                case ABSENT -> true;
            };
        }
    }
}
