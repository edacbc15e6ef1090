// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

/**
 * How long a box stayed in a port, or that it was never seen there. What is usual only the port's memory knows; the
 * join brings both together.
 *
 * @param port UN/LOCODE
 * @param owner the box's owner code, the first four letters of its number
 * @param hours from discharge to leaving, or until now; {@link #NEVER_SEEN} where no move there is known
 * @param ended whether it left; a stay that lasts can only be too long
 * @param evidence the box and its moves
 */
public record Stay(String port, String owner, long hours, boolean ended, String evidence) {
    public static final long NEVER_SEEN = -1;

    public boolean isSeen() {
        return hours != NEVER_SEEN;
    }
}
