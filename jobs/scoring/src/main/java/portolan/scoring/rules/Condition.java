// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import java.util.Set;
import portolan.scoring.reading.Indicator;

/**
 * A compiled expression that holds or does not. Agrees with CEL: an absent operand is an error, which {@code &&},
 * {@code ||} and {@code exists} absorb when the other side decides.
 */
sealed interface Condition {
    Ternary test(Facts facts);

    record Always(Ternary value) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            return value;
        }
    }

    record Flag(int indicator) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            double value = facts.reading(indicator);
            return Double.isNaN(value) ? Ternary.ABSENT : Ternary.of(value != 0);
        }
    }

    record FieldTruth(ConsignmentField field) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            Object value = facts.field(field);
            return value == null ? Ternary.ABSENT : Ternary.of((Boolean) value);
        }
    }

    record KnownReading(Indicator indicator) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            return Ternary.of(facts.isKnown(indicator));
        }
    }

    record KnownMemory(int reading) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            return Ternary.of(!Double.isNaN(facts.memory(reading)));
        }
    }

    record KnownField(ConsignmentField field) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            return Ternary.of(facts.field(field) != null);
        }
    }

    record Not(Condition of) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            return switch (of.test(facts)) {
                case YES -> Ternary.NO;
                case NO -> Ternary.YES;
                case ABSENT -> Ternary.ABSENT;
            };
        }
    }

    record And(Condition left, Condition right) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            Ternary first = left.test(facts);
            if (first == Ternary.NO) {
                return Ternary.NO;
            }
            Ternary second = right.test(facts);
            return second == Ternary.YES ? first : second;
        }
    }

    record Or(Condition left, Condition right) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            Ternary first = left.test(facts);
            if (first == Ternary.YES) {
                return Ternary.YES;
            }
            Ternary second = right.test(facts);
            return second == Ternary.NO ? first : second;
        }
    }

    record Either(Condition when, Condition then, Condition otherwise) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            return switch (when.test(facts)) {
                case YES -> then.test(facts);
                case NO -> otherwise.test(facts);
                case ABSENT -> Ternary.ABSENT;
            };
        }
    }

    record Same(Condition left, Condition right) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            Ternary first = left.test(facts);
            Ternary second = right.test(facts);
            return first == Ternary.ABSENT || second == Ternary.ABSENT ? Ternary.ABSENT : Ternary.of(first == second);
        }
    }

    /** How a {@link Compared} holds two numbers against each other. */
    enum Comparison {
        LESS,
        LESS_OR_EQUAL,
        EQUAL
    }

    /** An absent operand is NaN, but a NaN may also be computed (0.0 / 0.0): only the operand knows. */
    record Compared(Comparison how, Amount left, Amount right) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            double first = left.value(facts);
            double second = right.value(facts);
            boolean holds =
                    switch (how) {
                        case LESS -> first < second;
                        case LESS_OR_EQUAL -> first <= second;
                        case EQUAL -> first == second;
                    };
            if (holds) {
                return Ternary.YES;
            }
            boolean absent =
                    (Double.isNaN(first) && left.isAbsent(facts)) || (Double.isNaN(second) && right.isAbsent(facts));
            return absent ? Ternary.ABSENT : Ternary.NO;
        }
    }

    record AmongNumbers(Amount of, List<Double> numbers) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            double value = of.value(facts);
            // By index, here and below: an iterator is an object for every rule and consignment.
            for (int i = 0; i < numbers.size(); i++) {
                if (value == numbers.get(i)) {
                    return Ternary.YES;
                }
            }
            return Double.isNaN(value) && of.isAbsent(facts) ? Ternary.ABSENT : Ternary.NO;
        }
    }

    /** What {@link Texts} asks of two texts. */
    enum Relation {
        IS,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS
    }

    record Texts(Relation relation, Text left, Text right) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            String whole = left.value(facts);
            String part = right.value(facts);
            if (whole == null || part == null) {
                return Ternary.ABSENT;
            }
            return Ternary.of(
                    switch (relation) {
                        case IS -> whole.equals(part);
                        case STARTS_WITH -> whole.startsWith(part);
                        case ENDS_WITH -> whole.endsWith(part);
                        case CONTAINS -> whole.contains(part);
                    });
        }
    }

    record AmongTexts(Text of, Set<String> texts) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            String value = of.value(facts);
            return value == null ? Ternary.ABSENT : Ternary.of(texts.contains(value));
        }
    }

    record AmongField(Text of, ConsignmentField field) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            String value = of.value(facts);
            return value == null
                    ? Ternary.ABSENT
                    : Ternary.of(Text.list(facts, field).contains(value));
        }
    }

    record ExistsInField(int depth, ConsignmentField field, Condition holds) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            return any(facts, depth, Text.list(facts, field), holds);
        }
    }

    record ExistsInList(int depth, List<String> texts, Condition holds) implements Condition {
        @Override
        public Ternary test(Facts facts) {
            return any(facts, depth, texts, holds);
        }
    }

    private static Ternary any(Facts facts, int depth, List<String> texts, Condition holds) {
        Ternary any = Ternary.NO;
        for (int i = 0; i < texts.size(); i++) {
            facts.loopText(depth, texts.get(i));
            Ternary each = holds.test(facts);
            if (each == Ternary.YES) {
                return Ternary.YES;
            }
            if (each == Ternary.ABSENT) {
                any = Ternary.ABSENT;
            }
        }
        return any;
    }
}
