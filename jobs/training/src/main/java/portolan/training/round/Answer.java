// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

/** What became of what a trainee did. */
public enum Answer {
    /** It is in the journal. */
    COUNTS,
    /** The budget is used up: another pick has to go first. */
    OVER_BUDGET,
    /** It takes longer than what is left of the minutes of inspection. */
    NO_TIME,
    /** The consignment has no such paper, or none has to be asked for. */
    NO_SUCH_PAPER,
    /** The consignment has not arrived yet. */
    NOT_ARRIVED,
    /** The consignment's deadline has passed. */
    TOO_LATE,
    /** The round has not started, or is over. */
    NOT_RUNNING,
    /** There is no such consignment in the window. */
    UNKNOWN_CASE
}
