// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

/**
 * How a rule set lets traffic bound its weights, and inspections move them.
 *
 * @param isOn whether they do; else all counts as it is written
 * @param prior inspections that what is written is worth
 * @param most units of 1/1024 bit by which inspections move one rule at most
 */
public record Learning(boolean isOn, double prior, long most) {
    /** All counts as it is written. */
    public static final Learning OFF = new Learning(false, 0, 0);

    /** Fewer would let chance write rules, more would let nothing. */
    static final double LEAST_PRIOR = 5;

    static final double LARGEST_PRIOR = 100_000;
    static final double LARGEST_MOVE = 10;
}
