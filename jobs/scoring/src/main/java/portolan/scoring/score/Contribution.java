// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

/**
 * What one rule adds to a score, and why.
 *
 * @param rule the rule's id, {@code prior}, or {@code cap:<group>}
 * @param bits a multiple of 1/1024
 * @param why in words an officer reads
 * @param evidence the numbers a person would check; empty for the prior and for caps
 */
public record Contribution(String rule, double bits, String why, String evidence) {}
