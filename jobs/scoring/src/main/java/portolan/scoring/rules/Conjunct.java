// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a rule's condition over columns. A rule fires where all its parts hold, so each is asked only about the
 * rows that the ones before it left. Serves one thread.
 */
final class Conjunct {
    private final Condition condition;
    private final RowFacts rows;

    /** Where the condition is on one reading alone, as most first ones are: its place, and what it asks. */
    private final int reading;

    private final @Nullable DoublePredicate ofReading;

    private Conjunct(Condition condition) {
        this.condition = condition;
        Reads reads = Reads.of(condition);
        this.rows = new RowFacts(reads);
        this.ofReading = ofReading(condition);
        this.reading =
                ofReading == null ? -1 : reads.readings().iterator().next().slot();
    }

    /** All parts of a condition, in its order. */
    static List<Conjunct> of(Condition condition) {
        List<Conjunct> parts = new ArrayList<>();
        split(condition, parts);
        return parts;
    }

    private static void split(Condition condition, List<Conjunct> into) {
        if (condition instanceof Condition.And and) {
            split(and.left(), into);
            split(and.right(), into);
        } else {
            into.add(new Conjunct(condition));
        }
    }

    /** What it asks of one reading, which is never so of an absent one; null where it asks anything else. */
    private static @Nullable DoublePredicate ofReading(Condition condition) {
        if (condition instanceof Condition.Flag) {
            return value -> value < 0 || value > 0;
        }
        if (condition instanceof Condition.Compared compared && compared.how() != Condition.Comparison.EQUAL) {
            boolean orEqual = compared.how() == Condition.Comparison.LESS_OR_EQUAL;
            if (compared.left() instanceof Amount.OfReading && compared.right() instanceof Amount.Constant bound) {
                double most = bound.number();
                return orEqual ? value -> value <= most : value -> value < most;
            }
            if (compared.right() instanceof Amount.OfReading && compared.left() instanceof Amount.Constant bound) {
                double least = bound.number();
                return orEqual ? value -> value >= least : value -> value > least;
            }
        }
        return null;
    }

    /**
     * Leaves those rows in which it holds.
     *
     * @param left by row of the strip, from 0
     * @return whether any is left
     */
    boolean keep(Strip strip, boolean[] left) {
        return ofReading == null ? keepByRow(strip, left) : keepByReading(strip, left, ofReading);
    }

    private boolean keepByReading(Strip strip, boolean[] left, DoublePredicate holds) {
        double[] values = strip.facts().reading(reading);
        if (values == null) {
            Arrays.fill(left, 0, strip.rows(), false);
            return false;
        }
        boolean any = false;
        for (int i = 0, row = strip.from(); i < strip.rows(); i++, row++) {
            left[i] = left[i] && holds.test(values[row]);
            any |= left[i];
        }
        return any;
    }

    private boolean keepByRow(Strip strip, boolean[] left) {
        boolean any = false;
        for (int i = 0; i < strip.rows(); i++) {
            left[i] = left[i] && condition.test(rows.of(strip.facts(), strip.from() + i)) == Ternary.YES;
            any |= left[i];
        }
        return any;
    }
}
