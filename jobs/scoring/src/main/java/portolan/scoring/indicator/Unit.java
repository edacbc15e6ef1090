package portolan.scoring.indicator;

/** What an indicator's number means. */
public enum Unit {
    /** 1 when it holds, 0 when it does not; a boolean in rules. */
    FLAG,
    /** A whole number of things, from 0. */
    COUNT,
    /** Days, from 0. */
    DAYS,
    /** A share or a probability, 0 to 1. */
    SHARE,
    /** A robust z-score: distance from the median in units of 1.4826 times the median absolute deviation. */
    SCORE_Z,
    /** A log2 ratio: 1 bit is twice as likely. */
    BITS
}
