// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

/**
 * One contact that a new party has from somebody who offended or fell silent. One alone means little; the {@code Join}
 * looks whether two of them lead to the same predecessor.
 *
 * @param party the new party
 * @param predecessor hash of the predecessor's key
 * @param predecessorName the beginning of that key
 * @param contact the contact in words, different for each
 * @param offences offences found with the predecessor at this contact
 * @param silentMonths months of 30 days since it was last seen there
 */
public record Link(
        String party, long predecessor, String predecessorName, String contact, long offences, int silentMonths) {}
