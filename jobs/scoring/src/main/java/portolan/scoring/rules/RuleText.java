// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

/**
 * A text as an operator wrote it.
 *
 * @param file what issues call it, for example {@code ruleset.yaml}
 */
public record RuleText(String file, String text) {
    /** Longest text that is read, in characters. */
    public static final int LONGEST = 1 << 20;
}
