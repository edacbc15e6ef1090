// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Locale;

/**
 * What an expression costs a consignment at worst, in steps: one for every part of it that is evaluated, again for
 * every turn of a loop. A step takes a few nanoseconds. Counted while compiling, so that nobody learns it under load.
 */
final class Cost {
    /** A list of the consignment counts as this many texts: more is rare, and no rule set can know it. */
    static final int TEXTS_OF_A_FIELD = 20;

    /** Looking for a text inside another one. */
    static final int SEARCH = 10;

    /** One expression: a loop over a thousand texts is possible, one inside another is not. */
    static final long MOST_OF_AN_EXPRESSION = 20_000;

    /** All rules together: a few tenths of a millisecond for every consignment. */
    static final long MOST_OF_A_RULE_SET = 100_000;

    private Cost() {}

    /** What is wrong with an expression that costs too much. */
    static String tooMuch(long steps) {
        return "costs up to " + steps(steps) + " a consignment, expected at most " + steps(MOST_OF_AN_EXPRESSION)
                + ": a loop inside another multiplies, 'in' costs the same whatever the length of a list";
    }

    /** What is wrong with rules that cost too much together. */
    static String tooMuchTogether(long steps, String costliest, long stepsOfCostliest) {
        return "the rules cost up to " + steps(steps) + " a consignment, expected at most " + steps(MOST_OF_A_RULE_SET)
                + "; '" + costliest + "' alone costs " + steps(stepsOfCostliest);
    }

    private static String steps(long steps) {
        return String.format(Locale.ROOT, "%,d steps", steps);
    }
}
