// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** What kind of somebody a party is: it decides whether the party is remembered, and how its past is read. */
public enum PartyNature {
    /** A trader like any other. */
    ORDINARY,
    /** Nobody yet: the goods go to whoever presents the bill. Never has a key. */
    TO_ORDER,
    /** A bank that holds the bill until it is paid: it is remembered, but knows nothing of the goods. */
    BANK,
    /** Somebody who moves goods for many: it is remembered, and its past says little about one consignment. */
    FORWARDER,
    /** Words in place of a name, such as "same as consignee". Never has a key. */
    PLACEHOLDER,
    /** A natural person. Has a key only where the operator configured that persons are remembered. */
    NATURAL
}
