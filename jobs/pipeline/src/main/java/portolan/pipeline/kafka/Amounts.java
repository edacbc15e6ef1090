// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.Believable;

/**
 * Counts and decimals of a record as the decisions count with them. What is no such thing, a mass below zero or a
 * number of more digits than the schema has, is a fault; what nobody can mean counts as not stated.
 */
final class Amounts {
    private Amounts() {}

    /** An amount of a record that cannot do without: one that cannot be meant is a fault. */
    static void check(FieldFaults faults, String field, @Nullable BigDecimal value, Believable.Range range) {
        double number = value == null ? 0 : real(value);
        if (!range.holds(number)) {
            faults.invalid(field, "must lie between " + range.least() + " and " + range.most(), number);
        }
    }

    /** An amount in its range; null where none is stated, or none that counts. */
    static @Nullable Double number(
            FieldFaults faults, String field, @Nullable BigDecimal value, Believable.Range range) {
        if (value == null) {
            return null;
        }
        double number = real(value);
        if (Math.abs(number) >= Math.pow(10, range.digits())) {
            faults.invalid(field, "must have at most " + range.digits() + " digits before the point", number);
            return null;
        }
        if (number < 0 && range.least() == 0) {
            faults.invalid(field, "must not be negative", number);
        }
        if (!range.holds(number)) {
            faults.notCounted(field, number);
            return null;
        }
        return number;
    }

    /** A decimal of a million digits is one line of bytes, and takes seconds: it is infinite. */
    private static double real(BigDecimal value) {
        return value.unscaledValue().bitLength() < Long.SIZE ? value.doubleValue() : Double.POSITIVE_INFINITY;
    }

    /** A count: never negative; null where none is stated, or none that counts. */
    static @Nullable Long count(FieldFaults faults, String field, @Nullable Long value) {
        if (value == null || Believable.isCount(value)) {
            return value;
        }
        if (value < 0) {
            faults.invalid(field, "must not be negative", value);
        } else {
            faults.notCounted(field, value);
        }
        return null;
    }

    /** A count: never negative; null where none is stated, or none that counts. */
    static @Nullable Integer count(FieldFaults faults, String field, @Nullable Integer value) {
        Long count = count(faults, field, value == null ? null : Long.valueOf(value));
        return count == null ? null : Integer.valueOf(count.intValue());
    }
}
