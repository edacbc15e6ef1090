// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

/** What put a consignment into its lane. */
public enum SelectedBy {
    /** The rule set's thresholds. */
    THRESHOLD,
    /** What an office can inspect in a day. */
    BUDGET,
    /** Drawn at random, so that what nobody suspects is looked at too. */
    EXPLORATION
}
