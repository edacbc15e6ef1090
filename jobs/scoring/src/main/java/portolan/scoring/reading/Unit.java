// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

/** What an indicator's number means. */
public enum Unit {
    /** 1 when it holds, 0 when it does not; a boolean in rules. */
    FLAG("true or false"),
    /** A whole number of things, from 0. */
    COUNT("count, from 0"),
    /** Days, from 0. */
    DAYS("days, from 0"),
    /** A share or a probability, 0 to 1. */
    SHARE("share, 0 to 1"),
    /** A ratio of two like quantities, from 0; what is usual says the indicator. */
    RATIO("ratio, from 0"),
    /** A robust z-score: distance from the median in units of 1.4826 times the median absolute deviation. */
    SCORE_Z("robust z-score, any sign"),
    /** Minus log2 of a probability: what is seen once in 1,024 cases has 10 bits. */
    SURPRISE("bits of surprise, -log2 of a probability, from 0"),
    /** A log2 ratio: 1 bit is twice as likely. */
    BITS("bits, log2 of a likelihood ratio");

    private final String range;

    Unit(String range) {
        this.range = range;
    }

    /** The unit and its range, in words an operator reads. */
    public String range() {
        return range;
    }
}
