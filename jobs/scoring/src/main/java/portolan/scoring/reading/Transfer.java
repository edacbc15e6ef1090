// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

/**
 * A box that leaves one ship in a port and is on another in another port soon after, or is seen at both. How far that is only
 * {@code Join} knows, where the tables of places are.
 *
 * @param from UN/LOCODE of the port of discharge
 * @param to UN/LOCODE of the port where it is loaded next
 * @param hours between them, from 0
 * @param evidence the box and its two voyages, or two moves
 * @param ofMoves whether it is between two moves that were reported; else between two voyages that bills state
 */
public record Transfer(String from, String to, long hours, String evidence, boolean ofMoves) {
    /** Faster no box travels for days on end. */
    public static final double MOST_KNOTS = 30;

    /** Half the globe at that speed: what takes longer is possible between any two ports. */
    public static final long LONGEST_HOURS = 360;
}
