// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

/** What consignments are found by, and what they share. */
public enum IdentityKind {
    /** Number of a bill or its master, or the consignment's key. */
    BILL,
    /** Number that the filing itself has, for example an MRN. */
    FILING,
    /** Container or other piece of equipment. */
    BOX,
    SEAL,
    /** Ship, flight, truck. */
    MEANS,
    /** A party apart from spelling; natural persons have none. */
    PARTY,
    /** A party's name as filed, in plain letters. */
    NAME,
    /** Telephone or e-mail. */
    CONTACT,
    ADDRESS;

    /** Whether sharing one says that two consignments may belong together. */
    boolean connects() {
        return switch (this) {
            case BOX, SEAL, PARTY, CONTACT, ADDRESS -> true;
            case BILL, FILING, MEANS, NAME -> false;
        };
    }
}
