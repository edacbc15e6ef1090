package portolan.pipeline.kafka;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Decimals of a record as the doubles that the decisions count with; what cannot be counted with is a fault. */
final class Amounts {
    private Amounts() {}

    /** Any number; null stays null. */
    static @Nullable Double number(FieldFaults faults, String field, @Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        double number = value.doubleValue();
        // A decimal of a million digits is one line of bytes: never print it, only say that it is none.
        if (Double.isInfinite(number)) {
            faults.invalid(field, "must be a number that a double holds", number);
            return null;
        }
        return number;
    }

    /** A mass, a volume or a value: never negative. */
    static @Nullable Double quantity(FieldFaults faults, String field, @Nullable BigDecimal value) {
        Double number = number(faults, field, value);
        if (number != null && number < 0) {
            faults.invalid(field, "must not be negative", number);
        }
        return number;
    }

    /** A count: never negative. */
    static @Nullable Long count(FieldFaults faults, String field, @Nullable Long value) {
        if (value != null && value < 0) {
            faults.invalid(field, "must not be negative", value);
        }
        return value;
    }

    /** A count: never negative. */
    static @Nullable Integer count(FieldFaults faults, String field, @Nullable Integer value) {
        if (value != null && value < 0) {
            faults.invalid(field, "must not be negative", value);
        }
        return value;
    }
}
